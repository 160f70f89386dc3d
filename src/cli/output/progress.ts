import type { Progress } from '../../pact/verify/verify.ts';

/** Milliseconds between two lines in a log. */
const BETWEEN_LINES = 5_000;
/** Milliseconds between two changes of the line in a terminal. */
const BETWEEN_CHANGES = 100;

/** The part of a stream that is used here. */
interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Shows how far a long command has come: in a terminal on one line that changes, elsewhere by a line every few seconds.
 *
 * @param now a clock, in milliseconds
 * @returns shows a line; one that stays is shown at once, and not replaced by the next
 */
export function progressLine(stream: Output, now: () => number = Date.now): (line: string, stays?: boolean) => void {
  let last = now();
  return (line, stays = false) => {
    if (stays) return void stream.write(`${line}${stream.isTTY ? '\u001b[K' : ''}\n`);
    if (now() - last < (stream.isTTY ? BETWEEN_CHANGES : BETWEEN_LINES)) return;
    last = now();
    // Erased by the next line, or by the report.
    if (stream.isTTY) stream.write(`${line.slice(0, (stream.columns ?? 80) - 1)}\u001b[K\r`);
    else stream.write(`${line}\n`);
  };
}

/** Reports how far a verification has come. @param now a clock, in milliseconds */
export function progressOn(stream: Output, now: () => number = Date.now): (progress: Progress) => void {
  const show = progressLine(stream, now);
  return ({ source, done, pacts, interactions }) =>
    show(`verifying pact ${done + 1} of ${pacts}, ${interactions} interactions done: ${source}`);
}
