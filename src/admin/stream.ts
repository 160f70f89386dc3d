import type { JournalPage } from '../store/port.ts';
import type { AdminServices } from './request.ts';

/** Milliseconds between two looks at what is new: nobody reads faster, and a stub that is busy is spared. */
const LOOK_EVERY = 200;
/** Most entries of one look; what is more goes by too fast for anybody to see. */
const MOST_ENTRIES = 100;
/** Most entries that the first look brings. */
const MOST_BEFORE = 1_000;
/** Looks without news until a comment shows that the line is alive: ten seconds. */
const QUIET_LOOKS = 50;

/** What a look at an organization finds out. */
interface Look {
  readonly page: JournalPage;
  readonly scenarios: string;
  readonly notices: string;
}

/**
 * Server-sent events about an organization, until the stub closes or nobody reads any more. It asks rather than
 * being told, so that requests cost nothing more while somebody looks on.
 *
 * @param after the number of the last entry that the client has seen
 */
export async function* streamOf(
  organizationId: string,
  after: number,
  services: AdminServices,
): AsyncGenerator<string, void, void> {
  let last = after;
  let before: Look | undefined;
  let quiet = 0;
  do {
    const most = before === undefined ? MOST_BEFORE : MOST_ENTRIES;
    const look: Look = {
      page: await readAfter(organizationId, last, most, services),
      scenarios: JSON.stringify(await services.scenarios.list(organizationId)),
      notices: JSON.stringify(services.notices()),
    };
    const events = eventsOf(look, before, last);
    last = look.page.latest;
    before = look;
    quiet = events === '' ? quiet + 1 : 0;
    if (events !== '') yield events;
    else if (quiet % QUIET_LOOKS === 0) yield ': nothing new\n\n';
  } while (await services.pause(LOOK_EVERY));
}

/** A journal that was forgotten to make room, or with the process, begins anew. */
async function readAfter(organizationId: string, last: number, most: number, { journal }: AdminServices) {
  const page = await journal.read(organizationId, { after: last, most });
  return page.latest < last ? journal.read(organizationId, { most }) : page;
}

function eventsOf({ page, scenarios, notices }: Look, before: Look | undefined, last: number): string {
  const { entries, latest, emptied } = page;
  const cleared = latest < last || (before !== undefined && emptied !== before.page.emptied);
  const skipped = before === undefined ? 0 : latest - last - entries.length;
  return [
    cleared && event('cleared', '{}'),
    skipped > 0 && !cleared && event('skipped', JSON.stringify({ count: skipped })),
    entries.length > 0 && event('requests', JSON.stringify(entries), latest),
    scenarios !== before?.scenarios && event('scenarios', scenarios),
    notices !== before?.notices && event('notices', notices),
  ]
    .filter((each) => typeof each === 'string')
    .join('');
}

/** JSON has no line break in it that would end the data. */
function event(name: string, data: string, id?: number): string {
  return `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}
