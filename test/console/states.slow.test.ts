import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFindings } from '../helpers/axe.ts';
import { becomes, noBrowser, openConsole, testKey, useBrowser } from '../helpers/browser.ts';

const opened = {
  hash: '#/states',
  before: (send: (method: string, path: string) => Promise<unknown>) => send('GET', '/use-cases'),
};

describe('the view of states in the console', { skip: noBrowser }, () => {
  const browser = useBrowser({ own: true });

  it('puts an organization into a state with parameters, and shows the answer, to be copied', async (context) => {
    const { page, send, screenshot } = await openConsole(context, browser(), opened);
    const card = page.locator('.state', { hasText: 'several use cases exist' });
    await card.getByLabel(/^count/).fill('5');
    await card.getByLabel(/^language/).selectOption({ label: 'fr-FR' });
    await card.getByRole('button', { name: /^Enter/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
    await card.getByText('active').waitFor();
    const useCases = (await (await send('GET', '/use-cases')).json()) as { id: string; language: string }[];
    assert.deepEqual(
      useCases.map(({ language }) => language),
      Array(5).fill('fr-FR'),
    );
    await card.getByRole('button', { name: 'Copy id', exact: true }).click();
    await page.getByText('Copied: id').waitFor();
    await becomes(() => page.evaluate('navigator.clipboard.readText()'), useCases[0]?.id);
    assert.deepEqual(await allFindings(page), []);
    await screenshot('states');
  });

  it('takes any fields of a use case as parameters', async (context) => {
    const { page, send } = await openConsole(context, browser(), opened);
    const card = page.locator('.state', { hasText: 'a use case exists' });
    for (const name of ['name', 'hidden']) await card.getByLabel('Give a parameter to').selectOption(name);
    await card.locator('[data-pointer="/name"]').getByRole('textbox').fill('Night desk');
    await card.locator('[data-pointer="/hidden"]').getByRole('combobox').selectOption({ label: 'true' });
    await card.getByRole('button', { name: /^Enter/ }).click();
    const id = (await card.locator('.state-answer dd code').first().textContent()) ?? '';
    const found = (await (await send('GET', `/use-cases/${id}`)).json()) as object;
    assert.partialDeepStrictEqual(found, { name: 'Night desk', hidden: true });
  });

  it("shows the server's own words where a parameter is wrong", async (context) => {
    const { page } = await openConsole(context, browser(), opened);
    const card = page.locator('.state', { hasText: 'the API is slow' });
    await card.getByLabel(/^ms/).fill('70000');
    await card.getByRole('button', { name: /^Enter/ }).click();
    await card.locator('[data-pointer="/ms"]').getByText('must be a whole number from 0 to 60000').waitFor();
    await becomes(() => page.evaluate('document.activeElement.closest("[data-pointer]").dataset.pointer'), '/ms');
  });

  it('asks before it takes use cases away, and does nothing on "Cancel"', async (context) => {
    const { page, send } = await openConsole(context, browser(), opened);
    await page.getByRole('button', { name: 'Enter the state "no use cases exist"' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replace all use cases?' });
    // The key that opened the dialog must not confirm it.
    await becomes(() => page.evaluate('document.activeElement.textContent'), 'Cancel');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(((await (await send('GET', '/use-cases')).json()) as unknown[]).length, 3);
    await becomes(() => page.locator('.state-active').count(), 0);
  });

  it('marks the states that the stub says are active, since when and for how long, also after a reload', async (context) => {
    const { page, send, stub } = await openConsole(context, browser(), opened);
    const card = page.locator('.state', { hasText: 'the API is rate limiting' });
    await page.getByText('In none of them.').waitFor();
    // A test enters the state, not this page.
    await stub.setState(testKey, 'the API is rate limiting', { times: 2, retry_after: 7 });
    await card.getByText('2 requests left').waitFor();
    await page.reload();
    await card.getByText('2 requests left').waitFor();
    await card.getByText(/^since \d\d:\d\d:\d\d$/).waitFor();
    await becomes(() => card.locator('dd code').textContent(), '7');
    await page.getByText(/^In 1 of \d+\.$/).waitFor();
    assert.equal((await send('GET', '/use-cases')).status, 429);
    await card.getByText('1 request left').waitFor();
    assert.equal((await send('GET', '/use-cases')).status, 429);
    await page.getByText('In none of them.').waitFor();
    await page.locator('.state-active').waitFor({ state: 'detached' });
    // A state that only changes use cases is remembered as well.
    await stub.setState(testKey, 'a use case exists', { name: 'Night desk' });
    await page.reload();
    await page.locator('.state-active', { hasText: 'a use case exists' }).getByText('active').waitFor();
  });

  it('ends states again, after it has asked', async (context) => {
    const { page, send } = await openConsole(context, browser(), opened);
    await page.getByRole('button', { name: 'Enter the state "the API is rate limiting"' }).click();
    await page.locator('.state-active').waitFor();
    const leave = page.getByRole('button', { name: 'Leave all states' });
    await leave.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    assert.equal((await send('GET', '/use-cases')).status, 429);
    await leave.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await page.getByText('The organization is as it was at the beginning').waitFor();
    await becomes(() => page.locator('.state-active').count(), 0);
    assert.equal((await send('GET', '/use-cases')).status, 200);
  });
});
