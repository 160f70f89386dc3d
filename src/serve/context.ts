import type { AssumptionChoices } from '../contract/assumptions.ts';
import type { Behavior } from '../contract/behavior.ts';
import type { Operation } from '../contract/contract.ts';
import type { KnownIssues } from '../contract/known-issues.ts';
import type { Query } from '../contract/query.ts';
import type { Reply } from '../contract/reply.ts';
import { createRouter, type Route } from '../contract/routes.ts';
import type { Fields, Warning } from '../contract/types.ts';
import type { Budget } from '../lib/budget.ts';
import type { Clock } from '../lib/clock.ts';
import type { Turns } from '../lib/turns.ts';
import type { Client } from '../lib/wait.ts';
import type { Organization, Organizations } from '../organizations/organizations.ts';
import type { RateLimiter } from '../organizations/rate-limit.ts';
import type { Journals } from '../store/memory/journal.ts';
import type { ScenarioStore } from '../store/port.ts';
import type { Fakes } from '../use-cases/fakes/fakes.ts';
import type { RuleBook, ValidationLevel } from '../use-cases/rules/rule-book.ts';
import type { Metrics } from './metrics.ts';
import type { Target } from './request.ts';

/** What the stages work with. A request keeps the context that it began with. */
export interface Context {
  /** All that clients see of time comes from it: what they wait for, and what they are told. */
  readonly clock: Clock;
  readonly areas: Readonly<Record<Target['area'], Area>>;
  readonly organizations: Organizations;
  readonly access: AccessPolicy;
  readonly budget: Budget;
  /** Long work waits for its turn, so that short requests do not wait for it. */
  readonly turns: Turns;
  readonly scenarios: ScenarioStore;
  /** Gives an organization the states and scenarios that it starts with. Undefined: there are none. */
  readonly begin: ((organization: Organization) => Promise<unknown>) | undefined;
  readonly fakes: Fakes;
  readonly ruleBook: RuleBook;
  /** The issues of earlier requests, which later ones have again. */
  readonly knownIssues: KnownIssues;
  /** Which ways of the assumptions the stub follows. */
  readonly behavior: Behavior;
  /** The context of a request that prefers other ways for itself. */
  readonly following: (choices: AssumptionChoices) => Context;
  readonly validation: ValidationLevel;
  /** Whether a create fills what the client left out. */
  readonly dynamic: boolean;
  /** Most bytes of a body. */
  readonly maxBody: number;
  /** Whether pages of other origins may use the API. */
  readonly cors: boolean;
  /** How many proxies in front tell the address of a client. */
  readonly trustProxy: number;
  readonly rateLimiter: RateLimiter | undefined;
  readonly journals: Journals;
  readonly logger: Logger | undefined;
  readonly metrics: Metrics | undefined;
  /** Aborted when the stub closes; delayed replies then go out at once. */
  readonly closing: AbortSignal;
}

/** Where log lines go. pino's loggers fit. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Who may use the stub's own routes. */
export interface AccessPolicy {
  /** `off`: no client. `key`: clients that send the key. `open`: every client, for the organization of its API key. */
  readonly access: 'off' | 'key' | 'open';
  /** The admin key. Where access is open, the key of the console, for what is about all organizations. */
  readonly key: string | undefined;
  /** Host names by which browsers may reach them, besides those that only this machine's owner can give it. */
  readonly hosts: readonly string[];
}

/** How requests of one area are treated. All that differs between the API and the stub's own routes stands here. */
export interface AreaPolicy {
  /** What becomes of properties that the contract does not know: dropped with a warning, as zod does, or refused. */
  readonly unknownProperties: 'strip' | 'refuse';
  /** Whether the rate limit, scenarios and preferences apply. */
  readonly isPlannable: boolean;
  /** Whether journal, log and metrics remember its requests. */
  readonly isRecorded: boolean;
  /** Whether pages of other origins may use it, where the `cors` setting allows that. */
  readonly isCrossOrigin: boolean;
}

/** Who may call an operation. */
export type OperationAccess =
  /** Every client; credentials are not looked at. */
  | 'everyone'
  /** Every client, unless the stub's own routes are switched off. */
  | 'everyone-unless-off'
  /** Clients with or without an API key. */
  | 'optional-key'
  /** Clients with an API key. */
  | 'key'
  /** Clients with an API key, or an organization's id, that the access policy lets in. */
  | 'own-organization'
  /** Clients that may see every organization. */
  | 'administrator'
  /** Those of them that may see API keys. */
  | 'key-owner';

/** An operation as a stub serves it. */
export interface ServedOperation extends Operation {
  readonly access: OperationAccess;
  /** Answers it. Undefined: no handler is written for it, and Prism mocks it. */
  readonly handle: ((request: HandlerRequest) => Reply | Promise<Reply>) | undefined;
  /** Answers it from the contract's examples, by Prism; only where there is no handler. */
  readonly mock: MockOperation | undefined;
}

/** What a handler gets: plain data, already held against the contract. */
export interface HandlerRequest {
  /** Undefined for operations that are about no organization. */
  readonly organization: Organization | undefined;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The body as it was sent, parsed. */
  readonly body: unknown;
  /** The body without unknown properties. */
  readonly fields: Fields;
  readonly validation: ValidationLevel;
  /** Whether to fill what the client left out with realistic values. */
  readonly dynamic: boolean;
  /** Whose hanging up makes it pointless to wait. */
  readonly client: Client;
  /** What has been found so far; handlers add to it. */
  readonly warnings: Warning[];
}

/** A request as Prism wants it. */
export interface MockOperationRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dynamic: boolean;
  readonly code?: number;
  readonly example?: string;
}

/** Prism's reply, what it found about the request, and whether it did what the client preferred. */
export type MockOperation = (
  request: MockOperationRequest,
) => Promise<{ readonly reply: Reply; readonly warnings: readonly Warning[]; readonly isAsPreferred: boolean }>;

/** The operations of one area, and how they are found. */
export interface Area {
  readonly policy: AreaPolicy;
  readonly operations: readonly ServedOperation[];
  readonly find: (path: string) => Route<ServedOperation> | undefined;
}

/** @param ignoresCase whether capital letters of a path make no difference, ids apart */
export function createArea(policy: AreaPolicy, operations: readonly ServedOperation[], ignoresCase = false): Area {
  return { policy, operations, find: createRouter(operations, ignoresCase) };
}
