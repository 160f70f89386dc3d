import type { Contract } from '../contract/contract.ts';
import type { StubClock } from '../lib/clock.ts';
import { masked } from '../lib/secrets.ts';
import { version } from '../lib/version.ts';
import type { Organizations, RecentOrganization } from '../organizations/organizations.ts';
import type { Journals } from '../store/memory/journal.ts';
import { ANONYMOUS, type SeenOrganization, type SharedJournal } from '../store/port.ts';
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
  { ready, metrics, sharedJournal, notices = () => NO_NOTICES }: AdminOptions,
): AdminServices {
  return {
    ...services,
    get initialData() {
      return services.initialData;
    },
    get begin() {
      return services.begin;
    },
    journal: watched.reader,
    watched,
    forgetRate,
    clock,
    changesOf,
    closing,
    statusCounts: async (organizationId) => (sharedJournal ?? journals).statusCounts(organizationId),
    organizations: async () =>
      sharedJournal
        ? (await sharedJournal.organizations()).map((seen) => named(seen, organizations))
        : [...organizations.recent().map(summaryOf), ...anonymous(journals)],
    keyOf: (organizationId) => organizations.keyOf(organizationId),
    notices,
    about: { version, ...about },
    contract,
    pause,
    readiness: () => readinessOf(closing().aborted, ready, sharedJournal),
    metrics: metrics && (() => metrics.text()),
  };
}

/** How the list of organizations shows an API key. */
export function shownKey(organizationId: string, key: string | undefined): string {
  if (organizationId === ANONYMOUS) return 'no known API key';
  return key === undefined ? '' : masked(key);
}

function summaryOf({ organization: { id, name }, key, seenAt }: RecentOrganization): OrganizationSummary {
  return { id, key: masked(key), ...(name !== undefined && { name }), seenAt: new Date(seenAt).toISOString() };
}

function named(seen: SeenOrganization, organizations: Organizations): OrganizationSummary {
  const name = organizations.ofId(seen.id)?.name;
  return { ...seen, ...(name !== undefined && { name }) };
}

/** Lists requests without a known key as an organization, because a missing key is the most frequent mistake. */
function anonymous(journals: Journals): OrganizationSummary[] {
  const latest = journals.entries(undefined).findLast(({ from }) => from === undefined);
  return latest === undefined ? [] : [{ id: ANONYMOUS, key: shownKey(ANONYMOUS, undefined), seenAt: latest.time }];
}

async function readinessOf(
  isClosing: boolean,
  ready: () => Promise<void> = async () => undefined,
  sharedJournal: SharedJournal | undefined,
): Promise<Readiness> {
  if (isClosing) return { status: 'draining' };
  try {
    await ready();
  } catch (error) {
    return { status: 'store-unavailable', message: (error as Error).message };
  }
  // Without its journal the API still answers, so no balancer is to take the stub out for that.
  const trouble = await sharedJournal?.trouble();
  return { status: 'ready', ...(trouble !== undefined && { journal: trouble }) };
}
