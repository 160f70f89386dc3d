import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useApp } from '../../context.ts';
import { counted } from '../../logic/format.ts';

interface ClearDialogProps {
  readonly count: number;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** Asks before the journal is emptied, and offers to save it. */
export function ClearDialog({ count, onSave, onClose }: ClearDialogProps) {
  const { api, attempt } = useApp();
  const clear = () => {
    onClose();
    void attempt(() => api.remove('/requests'), 'The journal is empty');
  };
  return (
    <Dialog title="Forget all requests?" onClose={onClose}>
      <p>
        The stub forgets {counted(count, 'request')} of this organization, for tests and other tabs as well. Use cases
        stay. It cannot be undone.
      </p>
      <div class="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button icon="download" onClick={onSave}>
          Save what is listed as HAR
        </Button>
        <Button kind="danger" icon="trash" onClick={clear}>
          Forget
        </Button>
      </div>
    </Dialog>
  );
}
