import type { Contract } from '../contract/contract.ts';
import type { Query } from '../contract/query.ts';
import type { UseCaseServices } from '../use-cases/handlers.ts';
import type { JournalReader } from '../store/port.ts';
import type { Organization } from '../organizations/organizations.ts';
import type { Notice } from './notices.ts';
import type { ValidationLevel } from '../use-cases/rules/rule-book.ts';

/** How the stub is: whether it takes requests and, if not, why. */
export interface Condition {
  readonly status: 'ready' | 'draining' | 'store-unavailable';
  readonly message?: string;
}

/** What the console has to know of a stub. */
export interface About {
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly admin: 'open' | 'key' | 'off';
  readonly validation: ValidationLevel;
}

/** An organization that was seen, without its API key. */
export interface OrganizationSummary {
  readonly id: string;
  /** Masked. */
  readonly key: string;
  readonly name?: string;
  /** ISO 8601. */
  readonly seenAt: string;
}

/** What a handler gets: plain data, already held against the admin contract. */
export interface AdminRequest {
  /** Undefined for routes that are about the stub as a whole. */
  readonly organization: Organization | undefined;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: unknown;
}

/** What handlers work with. */
export interface AdminServices extends UseCaseServices {
  readonly journal: JournalReader;
  /** How often each operation was answered with each status, to an organization. */
  readonly seen: (organizationId: string) => ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** The organizations that were seen lately, the latest first. */
  readonly organizations: () => readonly OrganizationSummary[];
  /** What is wrong with files that are followed. */
  readonly notices: () => readonly Notice[];
  readonly about: () => About;
  readonly contract: () => Contract;
  /** Waits for some milliseconds. @returns whether there is any use in going on */
  readonly pause: (ms: number) => Promise<boolean>;
  readonly condition: () => Promise<Condition>;
  /** Metrics in the format of Prometheus; undefined when none are kept. */
  readonly metrics: (() => Promise<string>) | undefined;
  /** Ids of the API's operations, with the statuses that each can be made to answer. */
  readonly statusesOf: ReadonlyMap<string, readonly number[]>;
}

/** The organization that a request is about. */
export function organizationOf({ organization }: AdminRequest): Organization {
  if (organization === undefined) throw new Error('a request without an organization passed authentication');
  return organization;
}
