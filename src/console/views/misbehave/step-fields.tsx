import { AreaField, SelectField, TextField, type Option } from '../../components/controls.tsx';
import { OWN_BODY, type StepForm } from '../../logic/scenario-form.ts';
import { FAULTS } from '../../logic/scenario-words.ts';
import type { NamedExample } from '../../logic/reference-model.ts';

interface StepFieldsProps {
  readonly step: StepForm;
  /** Whether it is one of several. */
  readonly inSequence: boolean;
  readonly statuses: readonly number[];
  /** Whether any status can be typed. */
  readonly anyStatus: boolean;
  /** The contract's bodies for the chosen status. */
  readonly examples: readonly NamedExample[];
  /** What is wrong with one of its fields. */
  readonly wrong: (field: string) => string | undefined;
  readonly onChange: (change: Partial<StepForm>) => void;
}

const DELAYS: readonly Option[] = [
  ['', 'none'],
  ['fixed', 'always the same'],
  ['uniform', 'between two times'],
  ['log-normal', 'as latencies really are'],
];

/** The times that each kind of delay asks for. */
const TIMES = {
  '': [],
  fixed: [['ms', 'Milliseconds']],
  uniform: [
    ['from', 'From, in milliseconds'],
    ['to', 'To, in milliseconds'],
  ],
  'log-normal': [
    ['median', 'Median, in milliseconds'],
    ['sigma', 'Spread (sigma, 0 to 3)'],
  ],
} as const;

/** What happens to a request: the reply, the connection, the delay, and for how many requests. */
export function StepFields({ step, inSequence, statuses, anyStatus, examples, wrong, onChange }: StepFieldsProps) {
  const status = {
    label: 'Answer',
    wrong: wrong('status'),
    value: step.status,
    // Examples belong to a status.
    onChange: (next: string) => onChange({ status: next, content: step.content === OWN_BODY ? OWN_BODY : '' }),
  };
  return (
    <>
      <div class="scenario-grid">
        {anyStatus ? (
          <TextField {...status} inputMode="numeric" placeholder="normal" />
        ) : (
          <SelectField
            {...status}
            options={[
              ['', 'normal'],
              ...new Set([...statuses.map(String), ...(step.status === '' ? [] : [step.status])]),
            ]}
          />
        )}
        {step.status !== '' && (
          <SelectField
            label="Content"
            wrong={wrong('example')}
            value={step.content}
            options={[
              ['', 'its first example'],
              ...examples.filter(({ isMadeUp }) => !isMadeUp).map(({ name }) => name),
              [OWN_BODY, 'a body of your own'],
            ]}
            onChange={(content) => {
              const begin = step.body === '' && content === OWN_BODY;
              onChange({ content, ...(begin && { body: examples[0]?.text ?? '' }) });
            }}
          />
        )}
        <SelectField
          label="Connection"
          wrong={wrong('fault')}
          value={step.fault}
          options={[['', 'intact'], ...Object.entries(FAULTS)]}
          onChange={(fault) => onChange({ fault })}
        />
        <SelectField
          label="Delay"
          wrong={wrong('delay')}
          value={step.delay}
          options={DELAYS}
          onChange={(delay) => onChange({ delay: delay as StepForm['delay'] })}
        />
        {TIMES[step.delay].map(([name, label]) => (
          <TextField
            key={name}
            label={label}
            inputMode="decimal"
            value={step[name]}
            onChange={(next) => onChange({ [name]: next })}
          />
        ))}
        <TextField
          label="For the next"
          hint={inSequence ? 'Requests; empty for one.' : 'Requests; empty until ended.'}
          placeholder={inSequence ? '1' : 'until ended'}
          inputMode="numeric"
          wrong={wrong('times')}
          value={step.times}
          onChange={(times) => onChange({ times })}
        />
      </div>
      {step.status !== '' && (
        <div class="scenario-wide">
          {step.content === OWN_BODY && (
            <AreaField
              label="Body"
              rows={6}
              wrong={wrong('body')}
              value={step.body}
              onChange={(body) => onChange({ body })}
            />
          )}
          <AreaField
            label="Headers"
            hint="One a line, besides those of the example."
            placeholder="retry-after: 2"
            rows={step.content === OWN_BODY ? 6 : 1}
            wrong={wrong('headers')}
            value={step.headers}
            onChange={(headers) => onChange({ headers })}
          />
        </div>
      )}
    </>
  );
}
