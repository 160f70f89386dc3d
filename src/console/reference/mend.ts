type Mend = (element: Element) => void;

const give =
  (name: string, value: string): Mend =>
  (element) =>
    element.setAttribute(name, value);

/** What is missing from the library's elements for people who cannot see or use a mouse. */
const mends: readonly (readonly [selector: string, mend: Mend])[] = [
  ['[role="heading"]:not([aria-level])', give('aria-level', '3')],
  ['[role="textbox"]:is([aria-label=""], :not([aria-label]))', give('aria-label', 'Description')],
  ['textarea:not([aria-label])', give('aria-label', 'Body')],
  ['.sl-code-viewer__scroller:not([tabindex])', give('tabindex', '0')],
  ['[role="button"]:not([aria-label])', named('Fold or unfold')],
  ['button:not([aria-label])', named('Copy')],
  ['[aria-controls]', withoutNowhere],
];

/** Completes what the library draws, now and whenever it draws more. */
export function mendAsItGrows(root: HTMLElement): void {
  const mendAll = () => {
    for (const [selector, mend] of mends) root.querySelectorAll(selector).forEach(mend);
  };
  new MutationObserver(mendAll).observe(root, { childList: true, subtree: true });
}

/** Names what shows nothing but an icon. */
function named(name: string): Mend {
  return (element) => {
    if (element.textContent.trim() === '') element.setAttribute('aria-label', name);
  };
}

function withoutNowhere(element: Element): void {
  const id = element.getAttribute('aria-controls') ?? '';
  if (document.getElementById(id) === null) element.removeAttribute('aria-controls');
}
