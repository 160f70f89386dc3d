import type { StubClock } from '../lib/clock.ts';
import type { Client } from '../lib/wait.ts';
import type { WatchedJournal } from '../requests/wait.ts';
import type { Contract } from '../contract/contract.ts';
import type { Query } from '../contract/query.ts';
import type { UseCaseServices } from '../use-cases/handlers.ts';
import type { JournalReader, SeenOrganization, StatusCounts } from '../store/port.ts';
import type { Organization } from '../organizations/organizations.ts';
import type { Notice } from './notices.ts';
import type { ValidationLevel } from '../use-cases/rules/rule-book.ts';

/** Whether the stub is ready for requests, and why not. */
export interface Readiness {
  readonly status: 'ready' | 'draining' | 'store-unavailable';
  readonly message?: string;
  /** Why the journal that replicas share cannot be read or written at present. Requests are answered all the same. */
  readonly journal?: string;
}

/** What the console shows of a stub. */
export interface About {
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly admin: 'open' | 'key' | 'off';
  readonly validation: ValidationLevel;
}

/** An organization as the list shows it. */
export interface OrganizationSummary extends SeenOrganization {
  readonly name?: string;
}

/** What a handler gets: plain data that the admin contract has validated. */
export interface AdminRequest {
  /** Undefined for routes that are about the stub as a whole. */
  readonly organization: Organization | undefined;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: unknown;
  /** Whose hanging up makes it pointless to wait. */
  readonly client: Client;
}

/** What handlers work with. */
export interface AdminServices extends UseCaseServices {
  readonly journal: JournalReader;
  /** The same journal, for those that wait for requests. */
  readonly watched: WatchedJournal;
  readonly clock: StubClock;
  /** Lets an organization send as many requests again as the rate limit allows. */
  readonly forgetRate: (organizationId: string) => void;
  /** How often an organization's use cases were changed without a request to the API. */
  readonly changesOf: (organizationId: string) => number;
  readonly closing: () => AbortSignal;
  /** How often each operation replied with each status to an organization. */
  readonly statusCounts: (organizationId: string) => Promise<StatusCounts>;
  /** The organizations that have sent requests. */
  readonly organizations: () => Promise<readonly OrganizationSummary[]>;
  /** The API key of an organization's id; undefined when the stub has not seen it. */
  readonly keyOf: (organizationId: string) => string | undefined;
  /** What is wrong with files that the stub watches. */
  readonly notices: () => readonly Notice[];
  readonly about: About;
  readonly contract: Contract;
  /** Waits for some milliseconds. @returns false once the stub closes */
  readonly pause: (ms: number) => Promise<boolean>;
  readonly readiness: () => Promise<Readiness>;
  /** Metrics in the format of Prometheus. Undefined: the stub collects none. */
  readonly metrics: (() => Promise<string>) | undefined;
}

/** @returns the organization that a request is about @throws Error for an operation without one */
export function organizationOf({ organization }: AdminRequest): Organization {
  if (organization === undefined) throw new Error('a request without an organization passed authentication');
  return organization;
}
