import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { FormContext } from '../../form/form-context.ts';
import { FormSummary } from '../../form/form-summary.tsx';
import { focusFirstMessage } from '../../form/focus-message.ts';
import { useApp } from '../../context.ts';
import { changedFields } from '../../logic/form-model.ts';
import { noMessages, ofIssues, ofWarnings, sorted, type PlacedMessage } from '../../logic/form-messages.ts';
import { isObject, parsed } from '../../../lib/json.ts';
import { textOf } from '../../logic/text-of.ts';
import type { Document, Schema } from '../../logic/merged-schema.ts';
import { sourcesOf } from '../../logic/provenance.ts';
import { BackLink } from './detail.tsx';
import { FakeFiller } from './fake-filler.tsx';
import { FieldGroups } from './field-groups.tsx';

/** What the API answered to a body. */
export interface Sent {
  readonly status: number;
  readonly text: string;
  /** The reply's `stub-warnings`, empty without. */
  readonly warnings: string;
}

interface EditorFormProps {
  readonly document: Document;
  readonly schema: Schema;
  readonly title: string;
  /** Where leaving the form leads, below the view. */
  readonly back: readonly string[];
  /** Undefined for a new use case. */
  readonly stored: Schema | undefined;
  /** Warnings about what is stored, as a header. */
  readonly said: string;
  readonly send: (body: string) => Promise<Sent>;
  readonly onDone: (saved: { readonly id: string; readonly warnings: string }) => void;
  /** What else has to be said above the fields. */
  readonly children?: ComponentChildren;
}

/** The fields of a use case, or its JSON, and what the stub says of them. */
export function EditorForm(props: EditorFormProps) {
  const { document, schema, title, back, stored, said, send, onDone, children } = props;
  const { rules, attempt, unsaved } = useApp();
  const [value, setValue] = useState<Schema>(stored ?? {});
  /** Undefined while the fields are shown. */
  const [text, setText] = useState<string>();
  const [messages, setMessages] = useState(() =>
    said === '' ? noMessages : sorted(document, schema, stored, ofWarnings(said, rules.value)),
  );
  const [busy, setBusy] = useState(false);
  // A new number makes new controls, which start with the values that were filled in.
  const [filling, setFilling] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const isUpdate = stored !== undefined;
  /** What the body is when the text is an object: of an update, only what is another value. */
  const written = text === undefined ? value : parsed(text);
  const given = isObject(written) ? (isUpdate ? changedFields(stored, written) : written) : undefined;
  const body = () => (given && (isUpdate || text === undefined) ? JSON.stringify(given) : (text ?? ''));

  const isDirty = useRef((): boolean => false);
  isDirty.current = () =>
    (text === undefined || isObject(written)
      ? JSON.stringify(written) !== JSON.stringify(stored ?? {})
      : text.trim() !== '') || form.current?.querySelector('[data-broken]') != null;
  const done = useRef(false);
  useEffect(() => unsaved.watch(() => !done.current && isDirty.current()), []);
  useEffect(() => {
    done.current = false;
  }, [value, text]);

  useLayoutEffect(() => {
    if (messages !== noMessages && form.current) focusFirstMessage(form.current);
  }, [messages]);

  function say(all: readonly PlacedMessage[]): void {
    setMessages(text === undefined ? sorted(document, schema, value, all) : { at: new Map(), loose: all });
  }

  async function submit(): Promise<void> {
    const broken = form.current?.querySelector<HTMLElement>('[data-broken]');
    if (broken) return broken.focus();
    setBusy(true);
    await attempt(async () => {
      const reply = await send(body());
      const answer = parsed(reply.text);
      if (reply.status < 300 && isObject(answer)) {
        done.current = true;
        onDone({ id: textOf(answer['id']), warnings: reply.warnings });
      } else if (isObject(answer) && Array.isArray(answer['issues'])) {
        say(ofIssues(answer['issues']));
      } else {
        const message = isObject(answer) && typeof answer['message'] === 'string' ? answer['message'] : reply.text;
        say([{ kind: 'issue', path: [], text: `The stub answered ${reply.status}: ${message}` }]);
      }
    });
    setBusy(false);
  }

  function fill(next: Schema): void {
    setValue(next);
    setText(text === undefined ? undefined : JSON.stringify(next, null, 2));
    setFilling(filling + 1);
    setMessages(noMessages);
  }

  function turnOver(): void {
    setMessages(noMessages);
    if (text === undefined) return setText(JSON.stringify(value, null, 2));
    if (!isObject(written))
      return say([{ kind: 'issue', path: [], text: 'The fields need a JSON object. Mend it first.' }]);
    // An update cannot remove a field, so what the text leaves out stays.
    setValue({ ...stored, ...written });
    setText(undefined);
  }

  return (
    <FormContext.Provider value={{ document, rules: rules.value, sources: sourcesOf(document), messages: messages.at }}>
      <form
        ref={form}
        class="editor"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="details-bar">
          <BackLink to={back} label={isUpdate ? 'Back to the use case' : 'All use cases'} />
          <h1 class="details-title">{title}</h1>
          <span class="editor-sends quiet small">{sentInWords(given, isUpdate)}</span>
          <Button type="submit" kind="primary" icon="send" disabled={busy}>
            {isUpdate ? 'Save' : 'Create'}
          </Button>
        </div>
        <div class="editor-scroll">
          <div class="form-tools">
            <FakeFiller onFill={(fake) => unsaved.leave(() => fill({ ...stored, ...fake }))} />
            <Button onClick={turnOver}>{text === undefined ? 'Write JSON' : 'Back to the fields'}</Button>
          </div>
          {children}
          <FormSummary messages={messages} form={form} />
          {text === undefined ? (
            <FieldGroups
              key={filling}
              schema={schema}
              value={value}
              stored={stored}
              path={[]}
              onChange={(next) => setValue(next as Schema)}
            />
          ) : (
            <textarea
              class="input form-body"
              aria-label={isUpdate ? 'The use case as JSON' : 'Body of the create as JSON'}
              spellcheck={false}
              value={text}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
            />
          )}
        </div>
      </form>
    </FormContext.Provider>
  );
}

function sentInWords(body: Schema | undefined, isUpdate: boolean): string {
  if (body === undefined) return 'Not a JSON object: sent as it stands.';
  const names = Object.keys(body);
  if (names.length === 0) return isUpdate ? 'Nothing is changed yet.' : 'Nothing is given yet.';
  return `Sends ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}.`;
}
