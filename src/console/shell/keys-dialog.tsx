import { Dialog } from '../components/dialog.tsx';
import { viewTitles } from './view-titles.ts';

const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['1 … 6', `Go to ${viewTitles.map(([, title]) => title).join(', ')}`],
  ['/', 'Filter'],
  ['j k ↓ ↑', 'Next and previous in the list'],
  ['Home End', 'First and last in the list'],
  ['Enter', 'Go into the details'],
  ['Esc', 'Close what is open, go back'],
  ['t', 'Back to the newest requests'],
  ['?', 'These keys'],
];

/** What the keys do. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>{keys.split(' ').map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
