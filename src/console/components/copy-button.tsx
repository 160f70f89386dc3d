import { useApp } from '../context.ts';
import { Button } from './button.tsx';
import type { IconName } from './icons.tsx';

interface CopyButtonProps {
  /** Called when the button is pressed. */
  readonly text: () => string;
  /** What it is, for the button and the message afterwards. */
  readonly what: string;
  /** Null for none, where several stand in a row. */
  readonly icon?: IconName | null;
  /** Shows the icon alone. */
  readonly compact?: boolean;
  readonly disabled?: boolean;
  readonly title?: string;
}

/** Copies a text and says so. */
export function CopyButton({ text, what, icon = 'copy', compact, disabled, title }: CopyButtonProps) {
  const { attempt } = useApp();
  const copy = () => void attempt(() => writeClipboard(text()), `Copied: ${what}`);
  const more = { ...(disabled && { disabled }), ...(title !== undefined && { title }) };
  if (compact) return <Button kind="plain" icon={icon ?? 'copy'} label={`Copy ${what}`} onClick={copy} {...more} />;
  return (
    <Button {...(icon && { icon })} onClick={copy} {...more}>
      {what}
    </Button>
  );
}

/** On an address that is neither loopback nor https, browsers offer only this old way to copy. */
async function writeClipboard(text: string): Promise<void> {
  if (isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  const place = document.querySelector('dialog[open]') ?? document.body;
  const focused = document.activeElement;
  place.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) throw new Error('The browser does not let this page copy; select the text and copy it yourself');
}
