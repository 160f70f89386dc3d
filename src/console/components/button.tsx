import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icons.tsx';

interface ButtonProps extends Omit<JSX.IntrinsicElements['button'], 'icon' | 'size' | 'class'> {
  readonly class?: string;
  readonly kind?: 'normal' | 'primary' | 'danger' | 'plain';
  readonly icon?: IconName;
  readonly children?: ComponentChildren;
  /** Shows the icon alone; the text is read out instead. */
  readonly label?: string;
}

/** A button with an icon, with words, or with both. */
export function Button({ kind = 'normal', icon, label, children, class: more, ...props }: ButtonProps) {
  const classes = ['button fades', kind === 'normal' ? '' : `button-${kind}`, label === undefined ? '' : 'button-icon'];
  return (
    <button
      type="button"
      {...props}
      class={[...classes, more ?? ''].filter((each) => each !== '').join(' ')}
      {...(label !== undefined && { 'aria-label': label, title: label })}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
