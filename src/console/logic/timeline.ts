/** The latest requests over time, so that bursts and retries can be seen. */
import type { JournalEntry } from '../api.ts';

/** The requests of one part of the time. */
export interface Bin {
  readonly accepted: number;
  readonly refused: number;
  readonly failed: number;
  readonly retries: number;
  /** Number of the latest of them. */
  readonly latest: number | undefined;
}

/** Bins from the earliest to the latest request. */
export interface Timeline {
  readonly from: number;
  readonly to: number;
  readonly bins: readonly Bin[];
  /** The greatest number of requests in a bin. */
  readonly most: number;
}

const BINS = 60;
/** Milliseconds and requests before the newest one that are shown. */
const SPAN = 600_000;
const MOST_REQUESTS = 2_000;

/** @param entries oldest first @returns undefined when there is nothing to compare */
export function timelineOf(
  entries: readonly JournalEntry[],
  isRetry: (entry: JournalEntry) => boolean,
): Timeline | undefined {
  const newest = entries.at(-1);
  if (newest === undefined || entries.length < 2) return undefined;
  const to = Date.parse(newest.time);
  const shown = entries.slice(-MOST_REQUESTS).filter(({ time }) => to - Date.parse(time) <= SPAN);
  const from = Math.min(to, ...shown.map(({ time }) => Date.parse(time)));
  if (shown.length < 2) return undefined;
  const bins = Array.from({ length: BINS }, () => ({
    accepted: 0,
    refused: 0,
    failed: 0,
    retries: 0,
    latest: undefined as number | undefined,
  }));
  for (const entry of shown) {
    const place = Math.floor(((Date.parse(entry.time) - from) / Math.max(1, to - from)) * BINS);
    const bin = bins[Math.max(0, Math.min(BINS - 1, place))] as (typeof bins)[number];
    bin[entry.verdict]++;
    bin.latest = entry.number;
    if (isRetry(entry)) bin.retries++;
  }
  return { from, to, bins, most: Math.max(...bins.map(total)) };
}

/** How many requests a bin has. */
export function total({ accepted, refused, failed }: Bin): number {
  return accepted + refused + failed;
}
