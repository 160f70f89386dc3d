import type { Contract } from '../contract/contract.ts';
import type { StubClock } from '../lib/clock.ts';
import { masked } from '../lib/secrets.ts';
import { version } from '../lib/version.ts';
import type { Organizations, RecentOrganization } from '../organizations/organizations.ts';
import type { Journals } from '../store/memory/journal.ts';
import { ANONYMOUS, type SharedJournal } from '../store/port.ts';
import type { WatchedJournal } from '../requests/wait.ts';
import type { UseCaseServices } from '../use-cases/handlers.ts';
import type { Notice } from './notices.ts';
import type { About, AdminServices, OrganizationSummary, Readiness } from './request.ts';

/** The parts of a stub that its own routes show. */
export interface AdminSubject {
  readonly about: Omit<About, 'version'>;
  readonly contract: Contract;
  readonly journals: Journals;
  readonly organizations: Organizations;
  readonly changesOf: AdminServices['changesOf'];
  readonly watched: WatchedJournal;
  readonly forgetRate: AdminServices['forgetRate'];
  readonly clock: StubClock;
  readonly closing: () => AbortSignal;
  /** Waits for some milliseconds. @returns false once the stub closes */
  readonly pause: (milliseconds: number) => Promise<boolean>;
}

/** The options of a stub that its own routes use. */
export interface AdminOptions {
  /** Fails with the reason while the store cannot be reached. */
  readonly ready?: () => Promise<void>;
  readonly metrics?: { text(): Promise<string> };
  readonly sharedJournal?: SharedJournal;
  readonly notices?: () => readonly Notice[];
}

const NO_NOTICES: readonly Notice[] = Object.freeze([]);

/** Creates the services of the handlers of the stub's own routes. */
export function createAdminServices(
  services: UseCaseServices,
  { about, contract, journals, changesOf, watched, forgetRate, clock, organizations, closing, pause }: AdminSubject,
  { ready, metrics, notices = () => NO_NOTICES }: AdminOptions,
): AdminServices {
  return {
    ...services,
    journal: watched.reader,
    watched,
    forgetRate,
    clock,
    changesOf,
    closing,
    statusCounts: (organizationId) => journals.statusCounts(organizationId),
    organizations: () => [...organizations.recent().map(summaryOf), ...anonymous(journals)],
    keyOf: (organizationId) => organizations.keyOf(organizationId),
    notices,
    about: { version, ...about },
    contract,
    pause,
    readiness: () => readinessOf(closing().aborted, ready),
    metrics: metrics && (() => metrics.text()),
  };
}

function summaryOf({ organization: { id, name }, key, seenAt }: RecentOrganization): OrganizationSummary {
  return { id, key: masked(key), ...(name !== undefined && { name }), seenAt: new Date(seenAt).toISOString() };
}

/** Lists requests without a known key as an organization, because a missing key is the most frequent mistake. */
function anonymous(journals: Journals): OrganizationSummary[] {
  const latest = journals.entries(undefined).findLast(({ from }) => from === undefined);
  return latest === undefined ? [] : [{ id: ANONYMOUS, key: 'no known API key', seenAt: latest.time }];
}

async function readinessOf(isClosing: boolean, ready: () => Promise<void> = async () => undefined): Promise<Readiness> {
  if (isClosing) return { status: 'draining' };
  try {
    await ready();
    return { status: 'ready' };
  } catch (error) {
    return { status: 'store-unavailable', message: (error as Error).message };
  }
}
