import { useApp } from '../context.ts';
import { hashOf } from '../router.ts';
import { ActiveScenarios } from './misbehave/active.tsx';
import { ScenarioFields } from './misbehave/scenario-fields.tsx';

/** The view "Misbehave": makes the API fail, wait or break, operation by operation. */
export function MisbehaveView() {
  const { scenarios, router, ...app } = useApp();
  const operations = app.operations.value;
  const { query } = router.route.value;
  const { operation = '', status = '' } = query;
  const active = scenarios.value;
  const choices = [
    { id: '', title: 'Every operation', detail: `${operations.length} operations` },
    ...operations.map(({ operationId, method, path }) => ({
      id: operationId,
      title: operationId,
      detail: `${method} ${path}`,
    })),
  ];
  return (
    <div class="page">
      <div class="page-head">
        <h1>Misbehave</h1>
        <p class="quiet">Only the chosen organization notices. Other clients go on undisturbed.</p>
      </div>
      <ActiveScenarios />
      <div class="misbehave">
        <fieldset class="operations card">
          <legend class="sr-only">Operation</legend>
          {choices.map(({ id, title, detail }) => {
            const count = active.filter(({ match }) => (match?.operation ?? '') === id).length;
            return (
              <label key={id} class="operations-item fades">
                <input
                  type="radio"
                  name="operation"
                  checked={operation === id}
                  onChange={() => router.go(hashOf('misbehave', [], { ...query, operation: id }), 'replace')}
                />
                <span class="operations-text">
                  <span>{title}</span>
                  <span class="quiet small mono">{detail}</span>
                </span>
                {count > 0 && <span class="tag tone-warn">{count} active</span>}
              </label>
            );
          })}
        </fieldset>
        <ScenarioFields
          key={status}
          operation={operation}
          status={status}
          operations={operations.filter(({ operationId }) => operation === '' || operationId === operation)}
        />
      </div>
    </div>
  );
}
