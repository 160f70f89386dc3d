import { adminContract } from './contract/admin-contract.ts';
import type { About, Condition, OrganizationSummary } from './admin/request.ts';
import type { Contract } from './contract/contract.ts';
import type { AdminSurroundings } from './serve/administer.ts';
import { createConsolePage } from './admin/console-files.ts';
import type { Door } from './serve/access.ts';
import type { Journals } from './store/memory/journal.ts';
import { masked } from './lib/secrets.ts';
import { createMatcher } from './serve/stages/match.ts';
import type { Surroundings } from './serve/respond.ts';
import type { StubOptions } from './stub.ts';
import type { Notice } from './admin/notices.ts';
import { NOBODY, type SeenOrganization } from './organizations/organizations.ts';
import { version } from './lib/version.ts';

const NO_NOTICES: readonly Notice[] = [];

/** What the stub's own routes work with: a part of createStub. */
export function createAdministration(
  around: Surroundings,
  { ready, metrics, sharedJournal, notices = () => NO_NOTICES }: StubOptions,
  of: {
    readonly contract: () => Contract;
    readonly journals: Journals;
    readonly closing: () => AbortSignal;
    readonly startedAt: Date;
  },
): AdminSurroundings {
  const { organizations, services, door, validation } = around;
  const about: About = { version, startedAt: of.startedAt.toISOString(), admin: accessOf(door), validation };
  return {
    matchOperation: createMatcher(adminContract().operations),
    consolePage: createConsolePage(),
    services: {
      ...services,
      journal: sharedJournal ?? of.journals,
      seen: (organizationId) => of.journals.seen(organizationId),
      organizations: () => [...organizations.seen().map(summaryOf), ...nobody(of.journals)],
      notices,
      about: () => about,
      contract: of.contract,
      pause: (ms) => pause(ms, of.closing()),
      condition: () => conditionOf(of.closing().aborted, ready),
      metrics: metrics && (() => metrics.text()),
      get statusesOf() {
        return statusesOf(of.contract());
      },
    },
  };
}

function accessOf({ access }: Door): About['admin'] {
  return typeof access === 'object' ? 'key' : access === 'on' ? 'open' : 'off';
}

function summaryOf({ organization: { id, name }, key, seenAt }: SeenOrganization): OrganizationSummary {
  return { id, key: masked(key), ...(name !== undefined && { name }), seenAt: new Date(seenAt).toISOString() };
}

/** The commonest mistake of all is to send no key; whoever made it looks for it here. */
function nobody(journals: Journals): OrganizationSummary[] {
  const latest = journals.entries(undefined).at(-1);
  return latest === undefined ? [] : [{ id: NOBODY, key: 'no known API key', seenAt: latest.time }];
}

async function conditionOf(draining: boolean, ready: () => Promise<void> = async () => undefined): Promise<Condition> {
  if (draining) return { status: 'draining' };
  try {
    await ready();
    return { status: 'ready' };
  } catch (error) {
    return { status: 'store-unavailable', message: (error as Error).message };
  }
}

/** By operation: the statuses that a scenario may answer. */
function statusesOf({ operations }: Contract): ReadonlyMap<string, readonly number[]> {
  return new Map(
    operations.map(({ operationId, responses }) => [
      operationId,
      Object.keys(responses)
        .map(Number)
        .filter((status) => status >= 400),
    ]),
  );
}

/** @returns false once the stub closes */
async function pause(ms: number, closing: AbortSignal): Promise<boolean> {
  const { setTimeout: wait } = await import('node:timers/promises');
  await wait(ms, undefined, { signal: closing, ref: false }).catch(() => undefined);
  return !closing.aborted;
}
