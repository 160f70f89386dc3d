import { useState } from 'preact/hooks';
import type { RunningScenario } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { useApp } from '../../context.ts';
import { dayAndTime, timeOfDay } from '../../logic/format.ts';
import { effectInWords, leftInWords, reasonOf, scenarioInWords, scopeInWords } from '../../logic/scenario-words.ts';

/** What makes the API misbehave at the moment, states' own scenarios included. */
export function ActiveScenarios() {
  const { scenarios } = useApp();
  const [ending, setEnding] = useState<RunningScenario>();
  const running = scenarios.value;
  return (
    <section class="card active" aria-label="Active">
      {running.length === 0 ? (
        <p class="active-none">
          <Icon name="check" /> The API behaves. Choose an operation and what it should do wrong.
        </p>
      ) : (
        <ul>
          {running.map((scenario) => {
            const { id, startedAt } = scenario;
            const reason = reasonOf(scenario);
            return (
              <li key={id} class="active-item">
                <Icon name="misbehave" />
                <span class="active-text">
                  <strong>{scopeInWords(scenario)}:</strong> {effectInWords(scenario)}
                  {reason !== undefined && <span class="quiet"> · because: {reason}</span>}
                </span>
                {startedAt !== undefined && (
                  <time class="quiet small" dateTime={startedAt} title={dayAndTime(startedAt)}>
                    since {timeOfDay(startedAt)}
                  </time>
                )}
                <span class="tag tone-warn">{leftInWords(scenario)}</span>
                <Button onClick={() => setEnding(scenario)}>End</Button>
              </li>
            );
          })}
        </ul>
      )}
      {ending && <EndDialog scenario={ending} onClose={() => setEnding(undefined)} />}
    </section>
  );
}

interface EndDialogProps {
  /** Undefined for all. */
  readonly scenario?: RunningScenario | undefined;
  readonly onClose: () => void;
}

/** Asks before scenarios end: a test may count on them. */
export function EndDialog({ scenario, onClose }: EndDialogProps) {
  const { scenarios, api, attempt } = useApp();
  const [meant] = useState(scenario ? [scenario] : scenarios.value);
  const end = () =>
    void attempt(
      async () => {
        await (scenario ? api.remove('/scenarios/{id}', { params: { id: scenario.id } }) : api.remove('/scenarios'));
        scenarios.value = await api.get('/scenarios');
      },
      scenario ? 'Ended' : 'The API behaves again',
    );
  return (
    <ConfirmDialog
      title={scenario ? 'End this misbehaviour?' : 'End all misbehaviour?'}
      act="End"
      icon="check"
      onAct={end}
      onClose={onClose}
    >
      <ul class="anywhere">
        {meant.slice(0, 5).map((each) => (
          <li key={each.id}>{scenarioInWords(each)}</li>
        ))}
        {meant.length > 5 && <li>and {meant.length - 5} more</li>}
      </ul>
      <p>It ends for tests and other tabs of this organization as well.</p>
    </ConfirmDialog>
  );
}
