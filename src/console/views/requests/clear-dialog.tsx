import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
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
  return (
    <ConfirmDialog
      title="Forget all requests?"
      act="Forget"
      instead={
        <Button icon="download" onClick={onSave}>
          Save what is listed as HAR
        </Button>
      }
      onAct={() => void attempt(() => api.remove('/requests'), 'The journal is empty')}
      onClose={onClose}
    >
      <p>
        The stub forgets {counted(count, 'request')} of this organization, for tests and other tabs as well. Use cases
        stay. It cannot be undone.
      </p>
    </ConfirmDialog>
  );
}
