const NAME = 'adopted-style';

/**
 * Lets a library add style sheets where the content-security policy forbids style elements: one that a script asks the
 * document for is another element, which hands its text to the browser as a sheet. Elements that come from HTML, which
 * is what an attacker could smuggle in, are still forbidden.
 */
export function adoptStyles(page: Document): void {
  customElements.define(NAME, AdoptedStyle);
  const create = page.createElement.bind(page);
  page.createElement = (name: string, options?: ElementCreationOptions) =>
    create(name === 'style' ? NAME : name, options);
}

/** Holds the text of one sheet, and takes the sheet away with itself. */
class AdoptedStyle extends HTMLElement {
  readonly #sheet = new CSSStyleSheet();

  connectedCallback(): void {
    this.hidden = true;
    this.#sheet.replaceSync(this.textContent ?? '');
    const { adoptedStyleSheets } = this.ownerDocument;
    if (!adoptedStyleSheets.includes(this.#sheet)) adoptedStyleSheets.push(this.#sheet);
  }

  disconnectedCallback(): void {
    const { adoptedStyleSheets } = this.ownerDocument;
    const index = adoptedStyleSheets.indexOf(this.#sheet);
    if (index >= 0) adoptedStyleSheets.splice(index, 1);
  }
}
