beforeEach(() => {
  cy.task('reset');
});

it('can repeat a create that fails', () => {
  cy.task('scenario', { match: { operation: 'createUseCase' }, status: 503, times: 1 });
  cy.visit('/');
  cy.get('input[name=name]').type('Night desk');
  cy.contains('button', 'Create').click();
  cy.contains('[role=alert]', 'Try again in a moment');

  cy.contains('button', 'Create').click();
  cy.contains('li', 'Night desk');
  const create = { operation: 'createUseCase', body: { name: 'Night desk' } };
  cy.task('toHaveReceivedInOrder', [
    { ...create, status: 503 },
    { ...create, status: 200 },
  ]);
});

it('sends the name and nothing else', () => {
  cy.task('setState', { name: 'several use cases exist', parameters: { count: 2 } });
  cy.visit('/');
  cy.get('li').should('have.length', 2);

  cy.get('input[name=name]').type('Day desk');
  cy.contains('button', 'Create').click();
  cy.task('waitForRequest', { operation: 'createUseCase' }).its('body').should('equal', '{"name":"Day desk"}');
});
