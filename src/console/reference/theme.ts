/** Where the console's switch keeps what it is set to; nothing there means that the browser decides. */
const KEY = 'use-case-stub.theme';

/**
 * Shows the page as light or dark as the console is, now and whenever that changes. The library wants to be told which
 * it is; it does not ask the browser.
 */
export function followTheme(storage: Storage, root: HTMLElement): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => (root.dataset['theme'] = storage.getItem(KEY) ?? (dark.matches ? 'dark' : 'light'));
  apply();
  dark.addEventListener('change', apply);
  // Storage tells of changes that other pages make, and the console is one.
  addEventListener('storage', apply);
}
