import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ApiError, type ActiveState, type State } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Icon } from '../../components/icons.tsx';
import { Prose } from '../../components/prose.tsx';
import { useApp } from '../../context.ts';
import { withField, SchemaField } from '../../form/schema-field.tsx';
import { focusFirstMessage } from '../../form/focus-message.ts';
import { FormContext } from '../../form/form-context.ts';
import { FormSummary } from '../../form/form-summary.tsx';
import { noMessages, ofIssues, sorted } from '../../logic/form-messages.ts';
import { counted, dayAndTime, timeOfDay } from '../../logic/format.ts';
import { isObject, type Json } from '../../../lib/json.ts';
import { propertiesOf, type Document, type Schema } from '../../logic/merged-schema.ts';
import { parametersSchema } from '../../logic/parameter-schema.ts';
import { bodyOf } from '../use-cases/use-case.ts';

/** Where a state has more parameters, each is added to the form with a button. */
const SHOWN_AT_ONCE = 4;

interface StateCardProps {
  readonly state: State;
  /** Undefined while the organization is not in it. */
  readonly active: ActiveState | undefined;
  readonly document: Document;
}

/** One state: what it does, its parameters as a form, and what it answered. */
export function StateCard({ state, active, document }: StateCardProps) {
  const { api, attempt, rules, states } = useApp();
  const { name, description, parameters, replacesUseCases } = state;
  const schema = useMemo(
    () => parametersSchema(document, bodyOf(document, 'updateUseCase'), parameters),
    [document, parameters],
  );
  const all = propertiesOf(document, schema);
  const [value, setValue] = useState<Schema>({});
  const [wanted, setWanted] = useState<readonly string[]>(all.length > SHOWN_AT_ONCE ? [] : all.map(([each]) => each));
  const [messages, setMessages] = useState(noMessages);
  const [answer, setAnswer] = useState<Schema>();
  const [asking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    if (messages !== noMessages && form.current) focusFirstMessage(form.current);
  }, [messages]);

  function submit(event: Event): void {
    event.preventDefault();
    const broken = form.current?.querySelector<HTMLElement>('[data-broken]');
    if (broken) return broken.focus();
    if (replacesUseCases) setAsking(true);
    else void enter();
  }

  async function enter(): Promise<void> {
    await attempt(async () => {
      try {
        setAnswer((await api.put('/states/{name}', { params: { name }, body: value })) as Schema);
        setMessages(noMessages);
        states.value = await api.get('/states/active');
      } catch (error) {
        if (error instanceof ApiError && error.issues.length > 0) {
          setMessages(sorted(document, schema, value, ofIssues(error.issues)));
        }
        throw error;
      }
    }, `In the state "${name}"`);
  }

  const sources = isObject(document['x-sources']) ? document['x-sources'] : {};
  const left = all.filter(([each]) => !wanted.includes(each));
  const verb = active ? 'Enter again' : 'Enter';
  return (
    <li class={`card state${active ? ' state-active' : ''}`}>
      <form ref={form} noValidate aria-labelledby={id} onSubmit={submit}>
        <div class="state-head">
          <h2 id={id}>{name}</h2>
          <Button type="submit" aria-label={`${verb} the state "${name}"`}>
            {verb}
          </Button>
        </div>
        {active && <Mark active={active} />}
        <p class="quiet">
          <Prose text={description} />
        </p>
        <FormContext.Provider value={{ document, rules: rules.value, sources, messages: messages.at }}>
          <FormSummary messages={messages} form={form} />
          {wanted.length > 0 && (
            <div class="form-grid">
              {all
                .filter(([each]) => wanted.includes(each))
                .map(([each, inside]) => (
                  <SchemaField
                    key={each}
                    label={each}
                    schema={inside}
                    value={value[each]}
                    path={[each]}
                    onChange={(next) => {
                      setValue((old) => withField(old, each, next));
                      if (next === undefined && all.length > SHOWN_AT_ONCE)
                        setWanted(wanted.filter((one) => one !== each));
                    }}
                  />
                ))}
            </div>
          )}
        </FormContext.Provider>
        {left.length > 0 && all.length > SHOWN_AT_ONCE && (
          <select
            class="input state-more"
            aria-label={`Give a parameter to "${name}"`}
            value=""
            onChange={({ currentTarget }) => setWanted([...wanted, currentTarget.value])}
          >
            <option value="">Give a parameter …</option>
            {left.map(([each]) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
        {active && <Answer answer={isAnswerOf(answer, active) ? answer : (active.values as Schema)} />}
      </form>
      {asking && (
        <ConfirmDialog
          title="Replace all use cases?"
          act="Replace"
          onAct={() => void enter()}
          onClose={() => setAsking(false)}
        >
          <p>
            In the state "{name}", the organization loses the use cases that it has, for tests and other tabs as well.
            It cannot be undone.
          </p>
        </ConfirmDialog>
      )}
    </li>
  );
}

/** That the organization is in the state, since when, and for how many more requests. */
function Mark({ active: { since, left } }: { readonly active: ActiveState }) {
  return (
    <p class="state-mark" role="status">
      <span class="tag tone-accent">
        <Icon name="check" /> active
      </span>
      {since !== undefined && (
        <time dateTime={since} title={dayAndTime(since)}>
          since {timeOfDay(since)}
        </time>
      )}
      {left !== null && <span class="tag tone-warn">{counted(left, 'request')} left</span>}
    </p>
  );
}

/** Whether a reply to this tab is the one of the latest entering, which a test or another tab may have done. */
function isAnswerOf(answer: Schema | undefined, { values }: ActiveState): answer is Schema {
  return answer !== undefined && Object.entries(values).every(([name, value]) => answer[name] === value);
}

/** The values that a test needs, each to be copied. */
function Answer({ answer }: { readonly answer: Schema }) {
  const entries = Object.entries(answer);
  if (entries.length === 0) return null;
  return (
    <dl class="state-answer">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt class="mono">{name}</dt>
          <dd>
            <code class="anywhere">{shown(value)}</code>
            <CopyButton compact what={name} text={() => (typeof value === 'string' ? value : JSON.stringify(value))} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function shown(value: Json): string {
  if (Array.isArray(value)) {
    const texts = (value as readonly Json[]).slice(0, 3).map(shown).join(', ');
    return value.length > 3 ? `${texts} and ${value.length - 3} more` : texts;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
