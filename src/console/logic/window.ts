/** The visible part of a long list, in pixels. */
export interface Window {
  readonly top: number;
  readonly height: number;
}

/** Rows that are drawn beyond both edges, so that scrolling shows no gaps. */
const BEYOND = 12;

/** The rows to draw: from `from` up to, but without, `to`. */
export function windowOf({ top, height }: Window, row: number, length: number): { from: number; to: number } {
  const to = Math.min(length, Math.ceil((top + height) / row) + BEYOND);
  // Zebra stripes stay where they are when the window begins at an even row.
  const from = Math.max(0, Math.min(Math.floor(top / row) - BEYOND, to)) & ~1;
  return { from, to };
}
