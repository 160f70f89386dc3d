import { AreaField, SelectField, TextField } from '../../components/controls.tsx';
import type { Operation } from '../../logic/reference-model.ts';
import { faults } from '../../../store/port.ts';
import { preferHeader, type Draft, type Preferences } from '../../logic/try-request.ts';

interface TryOptionsProps {
  readonly operation: Operation;
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

const LEVELS = ['strict', 'standard', 'warn', 'off'];

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
          <Choice label="Fault" value={preferences.fault} values={faults} onChange={(fault) => set({ fault })} />
          <TextField
            label="Delay in milliseconds"
            inputMode="numeric"
            value={preferences.delay}
            onChange={(delay) => set({ delay })}
          />
        </div>
        <AreaField
          label="More headers"
          hint="One a line, as name: value."
          rows={2}
          value={headers}
          onChange={(next) => onChange({ headers: next })}
        />
      </div>
    </details>
  );
}

function Choice({
  values,
  ...field
}: Omit<Parameters<typeof SelectField>[0], 'options'> & { values: readonly string[] }) {
  return <SelectField {...field} options={[['', 'as it comes'], ...values]} />;
}
