import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { useApp } from '../../context.ts';
import { ApiError } from '../../api.ts';
import { counted } from '../../logic/format.ts';
import { LanguageSelect } from './language-select.tsx';

interface RefillDialogProps {
  readonly how: 'seed' | 'empty';
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks before it replaces all use cases of the organization. */
export function RefillDialog({ how, onClose, onDone }: RefillDialogProps) {
  const { api, attempt } = useApp();
  const [count, setCount] = useState('12');
  const [language, setLanguage] = useState('');
  const [issues, setIssues] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState(false);

  async function refill(): Promise<void> {
    setBusy(true);
    const body =
      how === 'empty'
        ? { count: 0 }
        : { ...(count.trim() !== '' && { count: numberOr(count) }), ...(language !== '' && { language }) };
    const done = await attempt(
      async () => {
        try {
          await api.post('/seed', { body: body as { count: number } });
        } catch (error) {
          if (error instanceof ApiError && error.issues.length > 0) {
            setIssues(new Map(error.issues.map(({ path, message }) => [String(path[0]), message])));
          }
          throw error;
        }
      },
      how === 'empty' ? 'The organization has no use cases now' : `Filled with ${counted(Number(count), 'use case')}`,
    );
    setBusy(false);
    if (done) onDone();
  }

  return (
    <Dialog title={how === 'empty' ? 'Remove all use cases?' : 'Fill with realistic use cases'} onClose={onClose}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void refill();
        }}
      >
        <p>
          {how === 'empty'
            ? 'All use cases of this organization will be removed, from every client. Other organizations keep theirs.'
            : 'They take the place of all that this organization has. No other organization notices.'}
        </p>
        {how === 'seed' && (
          <>
            <Field label="How many" wrong={issues.get('count')}>
              {(control) => (
                <input
                  {...control}
                  class="input"
                  type="text"
                  inputMode="numeric"
                  autocomplete="off"
                  value={count}
                  onInput={({ currentTarget }) => setCount(currentTarget.value)}
                />
              )}
            </Field>
            <Field label="Language" wrong={issues.get('language')}>
              {(control) => <LanguageSelect control={control} value={language} onChange={setLanguage} any="a mix" />}
            </Field>
          </>
        )}
        <div class="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind={how === 'empty' ? 'danger' : 'primary'} disabled={busy}>
            {how === 'empty' ? 'Remove all' : 'Fill'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A text that is not a number is sent as it is; the stub says what is wrong with it. */
function numberOr(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
