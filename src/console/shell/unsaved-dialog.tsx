import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useApp } from '../context.ts';

/** Asks before input is lost that no button has saved. */
export function UnsavedDialog() {
  const { unsaved } = useApp();
  return (
    <Dialog title="Discard what you entered?" onClose={() => unsaved.answer(false)}>
      <p>It is not saved yet.</p>
      <div class="dialog-actions">
        <Button onClick={() => unsaved.answer(false)}>Keep editing</Button>
        <Button kind="danger" onClick={() => unsaved.answer(true)}>
          Discard
        </Button>
      </div>
    </Dialog>
  );
}
