const CONTROLS = 'input, textarea, select, [data-adds]';

/** Moves the focus to the first field that has a message, issues before warnings, else to the summary on top. */
export function focusFirstMessage(form: HTMLElement): void {
  const field = form.querySelector('.form-bad') ?? form.querySelector('.form-warn');
  if (field) focusField(field);
  else form.querySelector<HTMLElement>('[data-summary]')?.focus();
}

/** Moves the focus into the field of a place. */
export function focusPlace(form: HTMLElement | null, pointer: string): void {
  const fields = [...(form?.querySelectorAll('[data-pointer]') ?? [])];
  const field = fields.find((each) => each.getAttribute('data-pointer') === pointer);
  if (field) focusField(field);
}

/**
 * Keeps the focus in the field of a button that is about to be removed: in its control, or in the button that adds to
 * its list. Otherwise the focus would go back to the top of the page.
 */
export function keepFocus(button: Element): void {
  const field = button.closest('[data-pointer]');
  // Not those of lists inside, which may be removed with the button.
  const adds = field?.querySelector<HTMLElement>(
    ':scope > .form-inside > [data-adds], :scope > .form-inside > .form-add > [data-adds]',
  );
  const stays = adds ?? field?.querySelector<HTMLElement>(CONTROLS);
  stays?.focus();
}

function focusField(field: Element): void {
  const control = field.querySelector<HTMLElement>('[aria-invalid]') ?? field.querySelector<HTMLElement>(CONTROLS);
  control?.focus({ preventScroll: true });
  field.scrollIntoView({ block: 'center' });
}
