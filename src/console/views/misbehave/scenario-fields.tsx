import { useState } from 'preact/hooks';
import { ApiError, type JournalIssue } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { useApp } from '../../context.ts';
import { emptyForm, presets, scenarioOf, type ScenarioForm } from '../../logic/scenario-form.ts';
import { effectInWords } from '../../logic/scenario-words.ts';

interface ScenarioFieldsProps {
  /** Empty for every operation. */
  readonly operation: string;
  /** Chosen to begin with. */
  readonly status: string;
  readonly statuses: readonly number[];
}

const FAULTS = [
  ['reset', 'Reset the connection'],
  ['empty', 'Hang up without an answer'],
  ['truncated', 'Break off in the middle'],
  ['malformed', 'Answer half of the JSON'],
  ['slow', 'Answer in drops'],
] as const;

/** The form of a scenario, with what is asked for most at one click. */
export function ScenarioFields({ operation, status, statuses }: ScenarioFieldsProps) {
  const { api, attempt, scenarios, toasts } = useApp();
  const [form, setForm] = useState<ScenarioForm>({ ...emptyForm, status });
  const [issues, setIssues] = useState<readonly JournalIssue[]>([]);
  const set = (change: Partial<ScenarioForm>) => setForm({ ...form, ...change });
  const wrong = (...names: string[]) =>
    issues.find(({ path }) => names.includes(path.join('.')) || names.includes(String(path[0] ?? '')))?.message;

  async function start(wanted: ScenarioForm): Promise<void> {
    const scenario = scenarioOf(wanted, operation);
    setIssues([]);
    await attempt(async () => {
      try {
        await api.post('/scenarios', { body: scenario });
      } catch (error) {
        if (!(error instanceof ApiError) || error.issues.length === 0) throw error;
        setIssues(error.issues);
        return;
      }
      toasts.show(`Started: ${operation === '' ? 'every operation' : operation}: ${effectInWords(scenario)}`);
      scenarios.value = await api.get('/scenarios');
    });
  }

  const number = (name: 'ms' | 'from' | 'to' | 'median' | 'sigma', label: string) => (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          class="input"
          inputMode="decimal"
          value={form[name]}
          onInput={(event) => set({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );

  return (
    <div class="card scenario">
      <section>
        <h2>Presets</h2>
        <ul class="presets">
          {presets.map(({ title, hint, form: preset }) => (
            <li key={title}>
              <button type="button" class="preset fades" onClick={() => void start({ ...emptyForm, ...preset })}>
                <span>{title}</span>
                <span class="quiet small">{hint}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <form
        class="scenario-form"
        onSubmit={(event) => {
          event.preventDefault();
          void start(form);
        }}
      >
        <h2>Custom</h2>
        <div class="scenario-grid">
          <Field label="Answer" wrong={wrong('status')}>
            {(control) => (
              <select
                {...control}
                class="input"
                value={form.status}
                onChange={(event) => set({ status: event.currentTarget.value })}
              >
                <option value="">normal</option>
                {statuses.map((each) => (
                  <option key={each} value={String(each)}>
                    {each}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Connection" wrong={wrong('fault')}>
            {(control) => (
              <select
                {...control}
                class="input"
                value={form.fault}
                onChange={(event) => set({ fault: event.currentTarget.value })}
              >
                <option value="">intact</option>
                {FAULTS.map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Delay" wrong={wrong('delay')}>
            {(control) => (
              <select
                {...control}
                class="input"
                value={form.delay}
                onChange={(event) => set({ delay: event.currentTarget.value as ScenarioForm['delay'] })}
              >
                <option value="">none</option>
                <option value="fixed">always the same</option>
                <option value="uniform">between two times</option>
                <option value="log-normal">as latencies really are</option>
              </select>
            )}
          </Field>
          {form.delay === 'fixed' && number('ms', 'Milliseconds')}
          {form.delay === 'uniform' && number('from', 'From, in milliseconds')}
          {form.delay === 'uniform' && number('to', 'To, in milliseconds')}
          {form.delay === 'log-normal' && number('median', 'Median, in milliseconds')}
          {form.delay === 'log-normal' && number('sigma', 'Spread (sigma, 0 to 3)')}
          <Field label="For the next" hint="Requests; empty until ended." wrong={wrong('times')}>
            {(control) => (
              <input
                {...control}
                class="input"
                inputMode="numeric"
                placeholder="until ended"
                value={form.times}
                onInput={(event) => set({ times: event.currentTarget.value.trim() })}
              />
            )}
          </Field>
          <Field label="Share of requests, %" hint="How likely a request is hit." wrong={wrong('probability')}>
            {(control) => (
              <input
                {...control}
                class="input"
                inputMode="decimal"
                value={form.likely}
                onInput={(event) => set({ likely: event.currentTarget.value.trim() })}
              />
            )}
          </Field>
        </div>
        {issues.some(({ path }) => path.length === 0 || path[0] === 'match') && (
          <p class="field-wrong" role="alert">
            {wrong('', 'match')}
          </p>
        )}
        <div class="dialog-actions">
          <Button kind="primary" icon="misbehave" type="submit">
            Start
          </Button>
        </div>
      </form>
    </div>
  );
}
