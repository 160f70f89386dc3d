import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { useApp } from '../context.ts';

/** A field for the API key of an organization to choose. */
export function KeyForm({ onDone }: { readonly onDone?: () => void }) {
  const { session } = useApp();
  const [key, setKey] = useState('');
  const [wrong, setWrong] = useState<string>();

  function submit(event: Event): void {
    event.preventDefault();
    if (!/^[\x21-\x7e]+$/.test(key)) return setWrong('An API key is at least one character, without spaces or umlauts');
    session.choose({ by: 'key', key });
    onDone?.();
  }

  return (
    <form class="inline-form" onSubmit={submit}>
      <Field label="API key" hint="Kept in this tab until it is closed." wrong={wrong}>
        {(control) => (
          <input
            {...control}
            class="input mono"
            type="password"
            autocomplete="off"
            spellcheck={false}
            value={key}
            onInput={(event) => setKey(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button kind="primary" type="submit">
        Open
      </Button>
    </form>
  );
}
