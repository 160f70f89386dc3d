import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ApiError, type State } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Prose } from '../../components/prose.tsx';
import { useApp } from '../../context.ts';
import { withField, SchemaField } from '../../form/schema-field.tsx';
import { focusFirstMessage } from '../../form/focus-message.ts';
import { FormContext } from '../../form/form-context.ts';
import { FormSummary } from '../../form/form-summary.tsx';
import { noMessages, ofIssues, sorted } from '../../logic/form-messages.ts';
import { isObject, type Json } from '../../logic/json.ts';
import { propertiesOf, type Document, type Schema } from '../../logic/merged-schema.ts';
import { parametersSchema } from '../../logic/parameter-schema.ts';
import { bodyOf } from '../use-cases/use-case.ts';

/** Where a state has more parameters, each is added to the form with a button. */
const SHOWN_AT_ONCE = 4;

interface StateCardProps {
  readonly state: State;
  readonly document: Document;
  readonly disabled: boolean;
}

/** One state: what it does, its parameters as a form, and what it answered. */
export function StateCard({ state, document, disabled }: StateCardProps) {
  const { api, attempt, rules } = useApp();
  const { name, description, parameters } = state;
  const schema = useMemo(
    () => parametersSchema(document, bodyOf(document, 'updateUseCase'), parameters),
    [document, parameters],
  );
  const all = propertiesOf(document, schema);
  const [value, setValue] = useState<Schema>({});
  const [wanted, setWanted] = useState<readonly string[]>(all.length > SHOWN_AT_ONCE ? [] : all.map(([each]) => each));
  const [messages, setMessages] = useState(noMessages);
  const [answer, setAnswer] = useState<Schema>();
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    if (messages !== noMessages && form.current) focusFirstMessage(form.current);
  }, [messages]);

  async function enter(): Promise<void> {
    const broken = form.current?.querySelector<HTMLElement>('[data-broken]');
    if (broken) return broken.focus();
    await attempt(async () => {
      try {
        setAnswer((await api.put('/states/{name}', { params: { name }, body: value })) as Schema);
        setMessages(noMessages);
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
  return (
    <li class="card state">
      <form
        ref={form}
        noValidate
        aria-labelledby={id}
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <div class="state-head">
          <h2 id={id}>{name}</h2>
          <Button type="submit" disabled={disabled} aria-label={`Enter the state "${name}"`}>
            Enter
          </Button>
        </div>
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
        {answer && <Answer answer={answer} />}
      </form>
    </li>
  );
}

/** The stub's reply with the values that a test needs, each to be copied. */
function Answer({ answer }: { readonly answer: Schema }) {
  const entries = Object.entries(answer);
  return (
    <div class="state-answer" role="status">
      <p>
        {entries.length === 0
          ? 'The organization is in this state now.'
          : 'The organization is in this state now. The stub answered:'}
      </p>
      {entries.length > 0 && (
        <dl>
          {entries.map(([name, value]) => (
            <div key={name}>
              <dt class="mono">{name}</dt>
              <dd>
                <code class="anywhere">{shown(value)}</code>
                <CopyButton
                  compact
                  what={name}
                  text={() => (typeof value === 'string' ? value : JSON.stringify(value))}
                />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function shown(value: Json): string {
  if (Array.isArray(value)) {
    const texts = (value as readonly Json[]).slice(0, 3).map(shown).join(', ');
    return value.length > 3 ? `${texts} and ${value.length - 3} more` : texts;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
