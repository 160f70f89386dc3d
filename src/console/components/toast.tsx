import { useApp } from '../context.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

/** The current messages; screen readers read them out as they appear. */
export function ToastList() {
  const { toasts } = useApp();
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.shown.value.map(({ id, text, tone }) => (
        <div key={id} class={`toast toast-${tone}`}>
          <Icon name={tone === 'good' ? 'check' : 'warn'} />
          <span>{text}</span>
          <Button kind="plain" icon="cross" label="Dismiss" onClick={() => toasts.dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
