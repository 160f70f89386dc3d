/** What is visible of a long list, in pixels. */
export interface Window {
  readonly top: number;
  readonly height: number;
}

/** Rows beyond both edges that exist as well, so that scrolling finds something there. */
const BEYOND = 12;

/** Which rows have to exist: from the first to before the last. */
export function windowOf({ top, height }: Window, row: number, length: number): { from: number; to: number } {
  const to = Math.min(length, Math.ceil((top + height) / row) + BEYOND);
  // Zebra stripes stay where they are when the window begins at an even row.
  const from = Math.max(0, Math.min(Math.floor(top / row) - BEYOND, to)) & ~1;
  return { from, to };
}
