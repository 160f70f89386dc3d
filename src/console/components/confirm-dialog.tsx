import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import type { IconName } from './icons.tsx';

interface ConfirmDialogProps {
  /** A question. */
  readonly title: string;
  /** What will be lost, and for whom. */
  readonly children: ComponentChildren;
  /** The verb on the button. */
  readonly act: string;
  readonly icon?: IconName;
  /** A button between "Cancel" and the verb, such as one that saves what would be lost. */
  readonly instead?: ComponentChildren;
  readonly onAct: () => void;
  readonly onClose: () => void;
}

/** Asks before something is lost. "Cancel" has the focus, so that the key that opened it does not confirm. */
export function ConfirmDialog({ title, children, act, icon = 'trash', instead, onAct, onClose }: ConfirmDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <div class="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        {instead}
        <Button
          kind="danger"
          icon={icon}
          onClick={() => {
            onClose();
            onAct();
          }}
        >
          {act}
        </Button>
      </div>
    </Dialog>
  );
}
