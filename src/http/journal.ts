import type { Issue } from '../contract/types.ts';
import type { Warning } from '../use-cases/rules/rule.ts';

/** Whether a request went through, was refused for what it was, or met a planned or real failure. */
export type Verdict = 'accepted' | 'refused' | 'failed';

/** What is remembered of a request and its reply. */
export interface JournalEntry {
  /** Counts the entries of one journal, from 1. */
  readonly number: number;
  /** When it came in, as ISO 8601. */
  readonly time: string;
  /** As `x-request-id` in the reply and in the log. */
  readonly requestId: string;
  readonly method: string;
  /** The request's target as it came in, query included. */
  readonly url: string;
  readonly operationId?: string;
  readonly verdict: Verdict;
  readonly status: number;
  /** Id in the catalogue of errors. */
  readonly error?: string;
  /** From the first byte read to the reply handed over. */
  readonly milliseconds: number;
  readonly issues: readonly Issue[];
  readonly warnings: readonly Warning[];
  /** Headers of the request; API keys are masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, cut to 16,384 characters. */
  readonly body?: string;
  /** The reply's body as text, cut likewise. */
  readonly reply?: string;
}

/** What is written down while a request is served; everything that can wait is worked out when somebody reads. */
export type JournalNote = Omit<JournalEntry, 'number' | 'time' | 'headers'> & {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Names and values in turn, as Node hands them over. */
  readonly rawHeaders: readonly string[];
};

/** The latest requests, organization by organization. */
export interface Journals {
  /** @param organizationId undefined for requests without a known API key */
  add(organizationId: string | undefined, note: JournalNote): void;
  /** Oldest first. */
  entries(organizationId: string | undefined): JournalEntry[];
  /** Forgets one organization's entries, or all. */
  clear(organizationId?: string): void;
}

/** What an entry takes besides its texts: the objects that it is made of, roughly. */
const ENTRY_BYTES = 1_000;

/** The notes of one organization: a ring, once it is full. */
interface Ring {
  notes: JournalNote[];
  added: number;
  bytes: number;
}

/**
 * @param size how many requests are remembered for each organization; 0 remembers none
 * @param mostBytes what all of them may take, about; the organization that has been idle for longest gives way
 */
export function createJournals(size: number, mostBytes: number): Journals {
  const rings = new Map<string, Ring>();
  let bytes = 0;

  function drop(organizationId: string): void {
    bytes -= rings.get(organizationId)?.bytes ?? 0;
    rings.delete(organizationId);
  }

  /** Once near the limit, rings are kept in the order of their last entry. */
  function makeRoom(organizationId: string, ring: Ring): void {
    rings.delete(organizationId);
    rings.set(organizationId, ring);
    for (const idle of rings.keys()) {
      if (bytes <= mostBytes) return;
      if (idle !== organizationId) drop(idle);
    }
    // Alone it is too large: its newest entry is what somebody is waiting for.
    if (bytes <= mostBytes) return;
    drop(organizationId);
  }

  return {
    add(organizationId = '', note) {
      if (size === 0) return;
      let ring = rings.get(organizationId);
      if (ring === undefined) rings.set(organizationId, (ring = { notes: [], added: 0, bytes: 0 }));
      const at = ring.added++ % size;
      const more = bytesOf(note) - bytesOf(ring.notes[at]);
      ring.notes[at] = note;
      ring.bytes += more;
      bytes += more;
      if (bytes * 2 > mostBytes) makeRoom(organizationId, ring);
    },
    entries(organizationId = '') {
      const { notes, added } = rings.get(organizationId) ?? { notes: [], added: 0 };
      const oldest = notes.length < size ? 0 : added % size;
      const inOrder = [...notes.slice(oldest), ...notes.slice(0, oldest)];
      return inOrder.map((note, index) => entryOf(note, added - inOrder.length + index + 1));
    },
    clear(organizationId) {
      for (const id of organizationId === undefined ? [...rings.keys()] : [organizationId]) drop(id);
    },
  };
}

/** Characters count as two bytes, which is more than most of them take. */
function bytesOf(note: JournalNote | undefined): number {
  if (note === undefined) return 0;
  return ENTRY_BYTES + 2 * ((note.body?.length ?? 0) + (note.reply?.length ?? 0) + note.url.length);
}

function entryOf({ at, rawHeaders, ...note }: JournalNote, number: number): JournalEntry {
  return {
    number,
    time: new Date(at).toISOString(),
    ...note,
    url: maskedUrl(note.url),
    headers: maskedHeaders(rawHeaders),
  };
}

const SECRET_NAME = /key|token|secret|auth|cookie|password/i;

/** Credentials are cut to what is enough to recognise one's own. */
function maskedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    const value = rawHeaders[index + 1] as string;
    const shown = SECRET_NAME.test(name) ? masked(value) : value;
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? shown : `${earlier}, ${shown}`);
  }
  return Object.fromEntries(headers);
}

function maskedUrl(url: string): string {
  return url.replace(/([?&])([^=&]*)=([^&]*)/g, (whole, mark: string, name: string) =>
    SECRET_NAME.test(name) ? `${mark}${name}=***` : whole,
  );
}

/** Keeps the last four characters of a long secret, and nothing of a short one. */
function masked(value: string): string {
  const [scheme = '', secret = value] = /^((?:bearer|basic|digest|token) +)(.*)$/i.exec(value)?.slice(1) ?? [];
  return `${scheme}${secret.length >= 16 ? `***${secret.slice(-4)}` : '***'}`;
}
