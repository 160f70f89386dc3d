import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { FieldGroup } from '../../form/schema-field.tsx';
import { FormContext } from '../../form/form-context.ts';
import { FormSummary } from '../../form/form-summary.tsx';
import { focusFirstMessage } from '../../form/focus-message.ts';
import { useApp } from '../../context.ts';
import { changedFields } from '../../logic/form-model.ts';
import { noMessages, ofIssues, ofWarnings, sorted, type PlacedMessage } from '../../logic/form-messages.ts';
import { isObject, parsed } from '../../logic/json.ts';
import { textOf } from '../../logic/text-of.ts';
import type { Document, Schema } from '../../logic/merged-schema.ts';
import { sourcesOf } from '../../logic/provenance.ts';
import { FakeFiller } from './fake-filler.tsx';

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
  /** Undefined for a new use case. */
  readonly stored: Schema | undefined;
  /** Warnings about what is stored, as a header. */
  readonly said: string;
  readonly send: (body: string) => Promise<Sent>;
  readonly onDone: (saved: { readonly id: string; readonly warnings: string }) => void;
}

/** The fields of a use case, or its JSON, and what the stub says of them. */
export function EditorForm({ document, schema, stored, said, send, onDone }: EditorFormProps) {
  const { rules, attempt } = useApp();
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
  const body = () => text ?? JSON.stringify(stored === undefined ? value : changedFields(stored, value));

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

  function showFields(): void {
    const object = parsed(text);
    if (!isObject(object))
      return say([{ kind: 'issue', path: [], text: 'The fields need a JSON object. Mend it first.' }]);
    fill({ ...stored, ...object });
    setText(undefined);
  }

  function fill(next: Schema): void {
    setValue(next);
    setFilling(filling + 1);
    setMessages(noMessages);
  }

  const sources = sourcesOf(document);
  return (
    <FormContext.Provider value={{ document, rules: rules.value, sources, messages: messages.at }}>
      <form
        ref={form}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="form-tools">
          <FakeFiller
            onFill={(fake) => {
              fill({ ...stored, ...fake });
              if (text !== undefined) setText(JSON.stringify(fake, null, 2));
            }}
          />
          <Button
            onClick={() => {
              if (text !== undefined) return showFields();
              setText(JSON.stringify(JSON.parse(body()), null, 2));
              setMessages(noMessages);
            }}
          >
            {text === undefined ? 'Write JSON' : 'Back to the fields'}
          </Button>
        </div>
        <FormSummary messages={messages} form={form} />
        {text === undefined ? (
          <FieldGroup
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
            aria-label={stored === undefined ? 'Body of the create as JSON' : 'Body of the update as JSON'}
            spellcheck={false}
            rows={24}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        )}
        <div class="form-actions">
          <Button type="submit" kind="primary" icon="send" disabled={busy}>
            {stored === undefined ? 'Create' : 'Save'}
          </Button>
          <span class="quiet small">
            {sentInWords(text, stored === undefined ? value : changedFields(stored, value), stored !== undefined)}
          </span>
        </div>
      </form>
    </FormContext.Provider>
  );
}

function sentInWords(text: string | undefined, body: Schema, isUpdate: boolean): string {
  if (text !== undefined) return 'Sent as it stands.';
  const names = Object.keys(body);
  if (names.length === 0) return isUpdate ? 'Nothing is changed yet.' : 'Nothing is given yet.';
  return `Sends ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}.`;
}
