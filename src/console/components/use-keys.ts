import { useEffect, useRef } from 'preact/hooks';

/** What single keys do, by `KeyboardEvent.key`. Returning false leaves the key to the browser. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** Listens to keys as long as the component lives, except while a text is typed or a dialog is open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open], :popover-open') !== null) return;
      if (isTyping(event.target) && event.key !== 'Escape') return;
      const act = latest.current[event.key];
      if (act !== undefined && act(event) !== false) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}
