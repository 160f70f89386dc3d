import { misbehaviour } from '../organizations/scenarios.ts';
import { activeStates } from '../organizations/states/enter-state.ts';
import type { JournalPage } from '../store/port.ts';
import type { AdminServices } from './request.ts';

/** Milliseconds between two polls: faster than people read, and little work for a busy stub. */
const POLL_EVERY = 200;
/** How many entries one poll sends. People could not read more in that time. */
const MOST_ENTRIES = 100;
/** How many entries the first poll sends. */
const MOST_AT_START = 1_000;
/** Polls without news after which a comment keeps the connection alive: ten seconds. */
const QUIET_POLLS = 50;

/** What one poll read. */
interface Poll {
  readonly page: JournalPage;
  readonly scenarios: string;
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
      scenarios: JSON.stringify(misbehaviour(running)),
      states: JSON.stringify(activeStates(running)),
      notices: JSON.stringify(services.notices()),
      changes: services.changesOf(organizationId),
    };
    const events = eventsOf(poll, before, last);
    last = poll.page.latest;
    before = poll;
    quiet = events === '' ? quiet + 1 : 0;
    if (events !== '') yield events;
    else if (quiet % QUIET_POLLS === 0) yield ': nothing new\n\n';
  } while (await services.pause(POLL_EVERY));
}

/** The numbers of a journal start again after a restart, or when it was dropped to save memory. */
async function readAfter(organizationId: string, last: number, most: number, { journal }: AdminServices) {
  const page = await journal.read(organizationId, { after: last, most });
  return page.latest < last ? journal.read(organizationId, { most }) : page;
}

function eventsOf({ page, scenarios, states, notices, changes }: Poll, before: Poll | undefined, last: number): string {
  const { entries, latest, emptied } = page;
  const cleared = latest < last || (before !== undefined && emptied !== before.page.emptied);
  const skipped = before === undefined ? 0 : latest - last - entries.length;
  return [
    cleared && event('cleared', '{}'),
    skipped > 0 && !cleared && event('skipped', JSON.stringify({ count: skipped })),
    entries.length > 0 && event('requests', JSON.stringify(entries), latest),
    scenarios !== before?.scenarios && event('scenarios', scenarios),
    states !== before?.states && event('states', states),
    notices !== before?.notices && event('notices', notices),
    before !== undefined && changes !== before.changes && event('use-cases', '{}'),
  ]
    .filter((each) => typeof each === 'string')
    .join('');
}

/** JSON contains no line break, which would end the data. */
function event(name: string, data: string, id?: number): string {
  return `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}
