import { Field } from '../../components/field.tsx';
import type { Operation } from '../../logic/reference-model.ts';
import { preferHeader, type Draft, type Preferences } from '../../logic/try-request.ts';

interface TryOptionsProps {
  readonly operation: Operation;
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

const LEVELS = ['strict', 'standard', 'warn', 'off'];
const FAULTS = ['reset', 'empty', 'truncated', 'malformed', 'slow'];

/** What the request asks of the stub in its `Prefer` header, and further headers. */
export function TryOptions({ operation, draft, onChange }: TryOptionsProps) {
  const { preferences, headers } = draft;
  const prefer = preferHeader(preferences);
  const set = (change: Partial<Preferences>) => onChange({ preferences: { ...preferences, ...change } });
  const replies = operation.replies.filter(({ status }) => preferences.code === '' || status === preferences.code);
  const examples = replies
    .flatMap(({ contents }) => contents.flatMap((each) => each.examples))
    .filter(({ isMadeUp }) => !isMadeUp)
    .map(({ name }) => name);
  return (
    <details class="reference-options">
      <summary>Preferences and headers {prefer !== '' && <code class="quiet anywhere">prefer: {prefer}</code>}</summary>
      <div>
        <div class="reference-options-grid">
          <Choice
            label="Status"
            value={preferences.code}
            values={operation.statuses.map(String)}
            onChange={(code) => set({ code, example: '' })}
          />
          <Choice
            label="Example"
            value={preferences.example}
            values={[...new Set(examples)]}
            onChange={(example) => set({ example })}
          />
          <Choice
            label="Validation"
            value={preferences.validation}
            values={LEVELS}
            onChange={(validation) => set({ validation })}
          />
          <Choice label="Fault" value={preferences.fault} values={FAULTS} onChange={(fault) => set({ fault })} />
          <Field label="Delay in milliseconds">
            {(control) => (
              <input
                {...control}
                class="input"
                inputMode="numeric"
                autocomplete="off"
                value={preferences.delay}
                onInput={({ currentTarget }) => set({ delay: currentTarget.value.trim() })}
              />
            )}
          </Field>
        </div>
        <Field label="More headers" hint="One a line, as name: value.">
          {(control) => (
            <textarea
              {...control}
              class="input"
              rows={2}
              spellcheck={false}
              value={headers}
              onInput={({ currentTarget }) => onChange({ headers: currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, values, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          <option value="">as it comes</option>
          {values.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
