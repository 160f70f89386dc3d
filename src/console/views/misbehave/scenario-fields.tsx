import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { AreaField, TextField } from '../../components/controls.tsx';
import { useApp } from '../../context.ts';
import { operationIn, type NamedExample } from '../../logic/reference-model.ts';
import {
  emptyForm,
  emptyStep,
  presets,
  scenarioOf,
  type ScenarioForm,
  type StepForm,
  type Wrong,
} from '../../logic/scenario-form.ts';
import { planInWords } from '../../logic/scenario-words.ts';
import type { OperationInfo } from '../../../contract/openapi-lookup.ts';
import { StepFields } from './step-fields.tsx';

interface ScenarioFieldsProps {
  /** Empty for every operation. */
  readonly operation: string;
  /** Chosen to begin with. */
  readonly status: string;
  /** The operations that it is about. */
  readonly operations: readonly OperationInfo[];
}

/** The form of a scenario, with what is asked for most at one click. */
export function ScenarioFields({ operation, status, operations }: ScenarioFieldsProps) {
  const { api, attempt, scenarios, toasts, contract } = useApp();
  const [form, setForm] = useState<ScenarioForm>({ ...emptyForm, steps: [{ ...emptyStep, status }] });
  const [issues, setIssues] = useState<readonly Wrong[]>([]);
  const element = useRef<HTMLFormElement>(null);
  const id = useId();
  const set = (change: Partial<ScenarioForm>) => setForm({ ...form, ...change });
  const { steps } = form;
  const inSequence = steps.length > 1;
  const plan = planInWords(scenarioOf(form, operation).scenario);
  const statuses = statusesOf(operations);
  const examples = useMemo(
    () => examplesOf(contract.value ?? {}, operations),
    [contract.value, operation, operations.length],
  );

  useLayoutEffect(() => {
    element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [issues]);

  async function start(wanted: ScenarioForm): Promise<void> {
    const { scenario, wrong } = scenarioOf(wanted, operation);
    setIssues(wrong);
    if (wrong.length > 0) return;
    await attempt(async () => {
      try {
        await api.post('/scenarios', { body: scenario });
      } catch (error) {
        if (!(error instanceof ApiError) || error.issues.length === 0) throw error;
        setIssues(error.issues);
        return;
      }
      toasts.show(`Started: ${planInWords(scenario) ?? ''}`);
      scenarios.value = await api.get('/scenarios');
    });
  }

  const placed = new Set<Wrong>();
  /** The messages about a place of the scenario; those about what is inside of it belong to it. */
  const wrongAt = (...place: readonly (string | number)[]) => {
    const found = issues.filter(({ path }) => place.every((key, index) => path[index] === key));
    for (const each of found) placed.add(each);
    return found.length === 0 ? undefined : found.map((each) => sentence(each, place.length)).join('; ');
  };
  const change = (index: number, part: Partial<StepForm>) =>
    set({ steps: steps.map((step, at) => (at === index ? { ...step, ...part } : step)) });

  const fields = (
    <>
      <ol class="steps">
        {steps.map((step, index) => (
          <li key={index} class={inSequence ? 'step' : undefined}>
            <fieldset>
              {inSequence && <legend>{index === 0 ? 'First' : `Then (${index + 1})`}</legend>}
              <StepFields
                step={step}
                inSequence={inSequence}
                statuses={statuses}
                anyStatus={form.outside}
                examples={examples.get(step.status) ?? []}
                wrong={(field) => (inSequence ? wrongAt('steps', index, field) : wrongAt(field))}
                onChange={(part) => change(index, part)}
              />
            </fieldset>
            {inSequence && (
              <Button
                kind="plain"
                icon="trash"
                label={`Remove step ${index + 1}`}
                onClick={() => set({ steps: steps.toSpliced(index, 1) })}
              />
            )}
          </li>
        ))}
      </ol>
      <Button icon="plus" onClick={() => set({ steps: [...steps, emptyStep] })}>
        Add what happens next
      </Button>
      <div class="scenario-wide">
        <AreaField
          label="Only bodies that contain"
          hint="JSON; objects may have more fields, lists must be the same. Empty: any body."
          placeholder={'{ "name": "Night desk" }'}
          rows={2}
          wrong={wrongAt('match', 'body')}
          value={form.part}
          onChange={(part) => set({ part })}
        />
        <TextField
          label="Only with the header"
          hint="name, or name: value. Empty: any."
          placeholder="x-user: 42"
          wrong={wrongAt('match', 'header')}
          value={form.header}
          onChange={(header) => set({ header })}
        />
      </div>
      <div class="scenario-grid">
        <TextField
          label="Share of requests, %"
          hint="How likely a request is hit."
          inputMode="decimal"
          wrong={wrongAt('probability')}
          value={form.likely}
          onChange={(likely) => set({ likely })}
        />
        {inSequence && (
          <TextField
            label="Times over"
            hint="The whole sequence; empty for once."
            inputMode="numeric"
            placeholder="1"
            wrong={wrongAt('times')}
            value={form.runs}
            onChange={(runs) => set({ runs })}
          />
        )}
        <label class="scenario-check">
          <input
            type="checkbox"
            checked={form.outside}
            onChange={({ currentTarget }) => set({ outside: currentTarget.checked })}
          />
          <span>
            Also what the contract does not have
            <span class="field-hint">As a gateway would answer: outsideContract.</span>
          </span>
        </label>
      </div>
    </>
  );
  // The fields above have taken theirs.
  const others = issues.filter((each) => !placed.has(each));

  return (
    <div class="card scenario">
      <section>
        <h2>At one click</h2>
        <ul class="presets">
          {presets.map(({ title, hint, step, more }) => (
            <li key={title}>
              <button
                type="button"
                class="preset fades"
                onClick={() => void start({ ...emptyForm, ...more, steps: [{ ...emptyStep, ...step }] })}
              >
                <span>{title}</span>
                <span class="quiet small">{hint}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <form
        ref={element}
        class="scenario-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (plan !== undefined) void start(form);
        }}
      >
        <h2>What should go wrong</h2>
        {fields}
        {others.length > 0 && (
          <p class="field-wrong" role="alert">
            {others.map((each) => sentence(each, 0)).join(' ')}
          </p>
        )}
        <div class="scenario-start">
          <p id={id} class={plan === undefined ? 'quiet' : 'anywhere'} role="status">
            {plan ?? 'Nothing yet: choose an answer, a broken connection or a delay.'}
          </p>
          <Button kind="primary" icon="misbehave" type="submit" disabled={plan === undefined} aria-describedby={id}>
            Start
          </Button>
        </div>
      </form>
    </div>
  );
}

/** The stub's message as a sentence; a place that is deeper than the field is named. */
function sentence({ path, message }: Wrong, depth: number): string {
  const place = path.slice(depth).join('.');
  if (place !== '') return `${place} ${message}`;
  return /^(is|has|needs|cannot|makes|must) /.test(message)
    ? `This ${message}`
    : message.charAt(0).toUpperCase() + message.slice(1);
}

/** Statuses that can be asked for. */
function statusesOf(operations: readonly OperationInfo[]): readonly number[] {
  return [...new Set(operations.flatMap(({ statuses }) => statuses))].sort((a, b) => a - b);
}

/** The contract's bodies by status; of several operations, one of each name. */
function examplesOf(
  document: Parameters<typeof operationIn>[0],
  operations: readonly OperationInfo[],
): ReadonlyMap<string, readonly NamedExample[]> {
  const found = new Map<string, readonly NamedExample[]>();
  for (const { operationId } of operations) {
    for (const { status, contents } of operationIn(document, operationId)?.replies ?? []) {
      const before = found.get(status) ?? [];
      const more = contents.flatMap(({ examples }) => examples);
      found.set(status, [...before, ...more.filter(({ name }) => before.every((each) => each.name !== name))]);
    }
  }
  return found;
}
