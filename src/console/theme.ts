import { effect, signal, type Signal } from '@preact/signals';

/** The positions of the switch; `system` follows the browser. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'use-case-stub.theme';

/** Applies the theme to the page and remembers it. */
export function createTheme(storage: Storage, root: HTMLElement): Signal<Theme> {
  const stored = storage.getItem(KEY);
  const theme = signal(themes.find((each) => each === stored) ?? 'system');
  effect(() => {
    if (theme.value === 'system') {
      delete root.dataset['theme'];
      storage.removeItem(KEY);
    } else {
      root.dataset['theme'] = theme.value;
      storage.setItem(KEY, theme.value);
    }
  });
  return theme;
}
