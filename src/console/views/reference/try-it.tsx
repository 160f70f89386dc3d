import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ApiReply } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import { useApp } from '../../context.ts';
import { FormContext, useForm, type FormMessage } from '../../form/form-context.ts';
import { SchemaField } from '../../form/schema-field.tsx';
import type { Json } from '../../../lib/json.ts';
import { resolved, type Document } from '../../logic/merged-schema.ts';
import type { Operation, Parameter } from '../../logic/reference-model.ts';
import { samplesOf } from '../../logic/schema-words.ts';
import { textOf } from '../../logic/text-of.ts';
import {
  noPreferences,
  parameterKey,
  parameterPlace,
  requestOf,
  sampleRequest,
  sendableParameters,
  type Draft,
} from '../../logic/try-request.ts';
import { isAnonymous, shownChoice } from '../../session.ts';
import { CodeSamples } from './code-samples.tsx';
import { TryBody } from './try-body.tsx';
import { TryOptions } from './try-options.tsx';
import { TryResult, messagesOf, type Tried } from './try-result.tsx';

interface TryItProps {
  readonly document: Document;
  readonly operation: Operation;
  /** Instead of the chosen organization's; empty for none. */
  readonly apiKey: string;
  readonly onApiKey: (key: string) => void;
}

/** A form that sends a request of the operation and shows what the stub answers. */
export function TryIt({ document, operation, apiKey, onApiKey }: TryItProps) {
  const { api, origin } = useApp();
  const knowledge = useForm();
  const [draft, setDraft] = useState<Draft>(() => firstDraft(document, operation));
  const [tried, setTried] = useState<Tried>();
  const [busy, setBusy] = useState(false);
  // Where there is little room, the form is folded.
  const [open, setOpen] = useState(false);
  const change = (next: Partial<Draft>) => setDraft((old) => ({ ...old, ...next }));
  const setParameter = (key: string, value: Json | undefined) =>
    setDraft((old) => ({ ...old, parameters: withEntry(old.parameters, key, value) }));
  const parameters = sendableParameters(operation);
  const messages = useMemo(
    () => (tried ? messagesOf(tried, document, operation, knowledge.rules) : new Map<string, readonly FormMessage[]>()),
    [tried],
  );
  const example = useStoredUseCase(operation, (id) => setParameter('path id', id));

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const broken = (event.currentTarget as HTMLElement).querySelector<HTMLElement>('[data-broken]');
    if (broken) return broken.focus();
    setBusy(true);
    const before = performance.now();
    try {
      const request = requestOf(operation, draft);
      const reply: ApiReply = await api.send({ ...request, ...(apiKey !== '' && { apiKey }) });
      setTried({ request, reply, milliseconds: performance.now() - before });
    } catch (error) {
      setTried({ failure: (error as Error).message });
    }
    setBusy(false);
  }

  return (
    <section class={`reference-try${open ? ' reference-try-open' : ''}`} aria-label="Try it">
      <div class="reference-try-head">
        <h2>Try it</h2>
        <Button
          class="reference-try-button"
          icon="down"
          aria-expanded={open}
          label={open ? 'Fold the form' : 'Unfold the form'}
          onClick={() => setOpen(!open)}
        />
      </div>
      <div class="reference-try-content">
        <FormContext.Provider value={{ ...knowledge, messages }}>
          <form class="reference-form" noValidate onSubmit={(event) => void send(event)}>
            <Sender operation={operation} apiKey={apiKey} onApiKey={onApiKey} />
            {parameters.map((each) => (
              <ParameterField
                key={parameterKey(each)}
                parameter={each}
                value={draft.parameters.get(parameterKey(each))}
                onChange={(value) => setParameter(parameterKey(each), value)}
              />
            ))}
            {example !== undefined && <p class="quiet small">{example}</p>}
            {operation.body && (
              <TryBody document={document} contents={operation.body.contents} draft={draft} onChange={change} />
            )}
            <TryOptions operation={operation} draft={draft} onChange={change} />
            <CodeSamples source={sampleRequest(operation, draft)} origin={origin} />
            <div class="reference-send">
              <Button type="submit" kind="primary" icon="send" disabled={busy}>
                Send
              </Button>
              <span class="quiet small mono anywhere">
                {operation.method} {operation.path}
              </span>
            </div>
          </form>
        </FormContext.Provider>
        {tried && <TryResult tried={tried} operation={operation} />}
      </div>
    </section>
  );
}

type SenderProps = Pick<TryItProps, 'operation' | 'apiKey' | 'onApiKey'>;

/** In whose name the request goes out. */
function Sender({ operation, apiKey, onApiKey }: SenderProps) {
  const { session } = useApp();
  const chosen = session.chosen.value;
  const hint = !operation.needsKey
    ? 'This operation needs no API key.'
    : chosen === undefined || isAnonymous(chosen)
      ? 'No organization is chosen. Without an API key the request is refused.'
      : `Leave it empty to send as the chosen organization, ${shownChoice(chosen)}.`;
  return (
    <Field label="Another API key" hint={hint}>
      {(control) => (
        <input
          {...control}
          class="input mono"
          type="password"
          autocomplete="off"
          value={apiKey}
          onInput={({ currentTarget }) => onApiKey(currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

/** One parameter of the request. Its place keeps it apart from a field of the body that has the same name. */
function ParameterField({ parameter, value, onChange }: ParameterFieldProps) {
  const { document } = useForm();
  return (
    <SchemaField
      label={parameter.name}
      schema={resolved(document, parameter.schema)}
      required={parameter.required}
      value={value}
      path={[parameterPlace(parameter)]}
      optional={!parameter.required}
      onChange={onChange}
    />
  );
}

/**
 * Fills the id of a use case in with one that the chosen organization has, so that the first request finds something.
 *
 * @returns what was filled in, in words
 */
function useStoredUseCase(operation: Operation, onFound: (id: string) => void): string | undefined {
  const { api, session } = useApp();
  const chosen = session.chosen.value;
  const wantsId = operation.path.startsWith('/use-cases/{id}') && chosen !== undefined && !isAnonymous(chosen);
  const { value } = useLoaded(
    async () => (wantsId ? (await api.get('/use-cases', { query: { limit: 1 } })).useCases[0] : undefined),
    [wantsId, JSON.stringify(chosen)],
  );
  const id = value && textOf(value['id']);
  useEffect(() => {
    if (id !== undefined) onFound(id);
  }, [id]);
  return value && `The id is of a use case that the organization has: ${textOf(value['name'] ?? id)}.`;
}

/** A request as the contract's examples show it. */
function firstDraft(document: Document, operation: Operation): Draft {
  const entries = sendableParameters(operation)
    .filter(({ required }) => required)
    .map((each) => [parameterKey(each), samplesOf(resolved(document, each.schema))[0]] as const)
    .filter((entry): entry is readonly [string, Json] => entry[1] !== undefined);
  const [content] = operation.body?.contents ?? [];
  return {
    parameters: new Map(entries),
    mediaType: content?.mediaType ?? '',
    body: content?.examples[0]?.text ?? '',
    preferences: noPreferences,
    headers: '',
  };
}

function withEntry(
  entries: ReadonlyMap<string, Json>,
  key: string,
  value: Json | undefined,
): ReadonlyMap<string, Json> {
  const next = new Map(entries);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}
