import { misbehaviour } from '../organizations/scenarios.ts';
import { activeStates } from '../organizations/states/enter-state.ts';
import type { JournalEntry, JournalPage, RunningScenario } from '../store/port.ts';
import type { AdminServices } from './request.ts';

/** Milliseconds between two polls: faster than people read, and little work for a busy stub. */
const POLL_EVERY = 200;
/** How many entries one poll sends, and how many characters. People could not read more in that time. */
const MOST_ENTRIES = 100;
const MOST_TEXT = 131_072;
/** How many entries the first poll sends, in as many events as they need. */
const MOST_AT_START = 1_000;
/** Polls without news after which a comment keeps the connection alive: ten seconds. */
const QUIET_POLLS = 50;
/** Characters of a scenario above which its bodies are left out. */
const LONG_SCENARIO = 4_096;

/** What one poll read. */
interface Poll {
  readonly page: JournalPage;
  readonly scenarios: readonly RunningScenario[];
  readonly states: string;
  readonly notices: string;
  readonly changes: number;
}

/**
 * Sends server-sent events about an organization until the stub closes or the client disconnects. It polls, so that
 * requests take no longer while a console is open.
 *
 * @param after number of the last entry that the client has received
 */
export async function* streamOf(
  organizationId: string,
  after: number,
  services: AdminServices,
): AsyncGenerator<string, void, void> {
  let last = after;
  let before: Poll | undefined;
  let quiet = 0;
  do {
    const most = before === undefined ? MOST_AT_START : MOST_ENTRIES;
    const page = await readAfter(organizationId, last, most, services);
    const running = await services.scenarios.list(organizationId);
    const poll: Poll = {
      page,
      scenarios: misbehaviour(running),
      states: JSON.stringify(activeStates(running)),
      notices: JSON.stringify(services.notices()),
      changes: page.changes ?? services.changesOf(organizationId),
    };
    const events = eventsOf(poll, before, last);
    last = poll.page.latest;
    before = poll;
    quiet = events.length === 0 ? quiet + 1 : 0;
    yield* events;
    if (quiet > 0 && quiet % QUIET_POLLS === 0) yield ': nothing new\n\n';
  } while (await services.pause(POLL_EVERY));
}

/** The numbers of a journal start again after a restart, or when it was dropped to save memory. */
async function readAfter(organizationId: string, last: number, most: number, { journal }: AdminServices) {
  const page = await journal.read(organizationId, { after: last, most, late: true });
  return page.latest < last ? journal.read(organizationId, { most, late: true }) : page;
}

function eventsOf(poll: Poll, before: Poll | undefined, last: number): string[] {
  const { page, scenarios, states, notices, changes } = poll;
  const { entries, latest, emptied } = page;
  const cleared = latest < last || (before !== undefined && emptied !== before.page.emptied);
  const parts = partsOf(entries);
  // Only the first poll sends more than the latest entries that fit into one event.
  const sent = before === undefined ? parts : parts.slice(-1);
  const count = sent.reduce((sum, part) => sum + part.count, 0);
  const skipped = before === undefined ? 0 : latest - last - count;
  const others = [
    cleared && event('cleared', '{}'),
    skipped > 0 && !cleared && event('skipped', JSON.stringify({ count: skipped })),
    ...sent.map(({ text, number }) => event('requests', text, number)),
    !isSame(scenarios, before?.scenarios) && event('scenarios', JSON.stringify(scenarios.map(inBrief))),
    states !== before?.states && event('states', states),
    notices !== before?.notices && event('notices', notices),
    before !== undefined && changes !== before.changes && event('use-cases', '{}'),
  ];
  const all = others.filter((each) => typeof each === 'string');
  // One piece where that is not long: a proxy may pass on each piece by itself.
  return sent.length > 1 ? all : all.length > 0 ? [all.join('')] : [];
}

/** Entries as lists of JSON, each as long as an event may be; oldest first. */
function partsOf(entries: readonly JournalEntry[]): { text: string; count: number; number: number }[] {
  const parts: { texts: string[]; length: number; number: number }[] = [];
  // From the latest one on, since the latest part is to be a full one.
  for (const entry of entries.toReversed()) {
    const text = JSON.stringify(entry);
    const part = parts.at(-1);
    if (part === undefined || part.length + text.length > MOST_TEXT)
      parts.push({ texts: [text], length: text.length, number: entry.number });
    else {
      part.texts.push(text);
      part.length += text.length;
    }
  }
  return parts.reverse().map(({ texts, number }) => ({
    text: `[${texts.reverse().join(',')}]`,
    count: texts.length,
    number,
  }));
}

/** Whether the same scenarios run and apply to as many requests; what else they say never changes. */
function isSame(some: readonly RunningScenario[], before: readonly RunningScenario[] | undefined): boolean {
  if (some === before) return true;
  return (
    before?.length === some.length &&
    some.every(({ id, left }, index) => id === before[index]?.id && left === before[index]?.left)
  );
}

/** A scenario without long bodies, since each of its uses sends all of them again. */
function inBrief(scenario: RunningScenario): object {
  if (JSON.stringify(scenario).length <= LONG_SCENARIO) return scenario;
  const { body: _body, steps, match, ...rest } = scenario;
  const { body: _part, ...where } = match ?? {};
  return {
    ...rest,
    ...(match && { match: where }),
    ...(steps && { steps: steps.map(({ body: _stepBody, ...step }) => step) }),
  };
}

/** JSON contains no line break, which would end the data. */
function event(name: string, data: string, id?: number): string {
  return `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}
