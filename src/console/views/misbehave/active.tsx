import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useApp } from '../../context.ts';
import { effectInWords, leftInWords, reasonOf, scopeInWords } from '../../logic/scenario-words.ts';

/** What makes the API misbehave at the moment, states' own scenarios included. */
export function ActiveScenarios() {
  const { scenarios, api, attempt } = useApp();
  const running = scenarios.value;
  const reload = async () => (scenarios.value = await api.get('/scenarios'));
  return (
    <section class="card active" aria-label="Active">
      {running.length === 0 ? (
        <p class="active-none">
          <Icon name="check" /> The API behaves. Choose an operation and what it should do wrong.
        </p>
      ) : (
        <ul>
          {running.map((scenario) => {
            const { id } = scenario;
            const reason = reasonOf(scenario);
            const end = () =>
              attempt(async () => {
                await api.remove('/scenarios/{id}', { params: { id } });
                await reload();
              });
            return (
              <li key={id} class="active-item">
                <Icon name="misbehave" />
                <span class="active-text">
                  <strong>{scopeInWords(scenario)}:</strong> {effectInWords(scenario)}
                  {reason !== undefined && <span class="quiet"> · because: {reason}</span>}
                </span>
                <span class="tag tone-warn">{leftInWords(scenario)}</span>
                <Button onClick={() => void end()}>End</Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
