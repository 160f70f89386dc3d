import { bodyIssues, pathIssues } from '../contract/issues.ts';
import type { Fields } from '../contract/types.ts';
import type { UnknownProperty } from '../contract/contract.ts';
import { handlerOf, type UseCaseServices } from '../use-cases/handlers.ts';
import type { RateLimiter } from '../organizations/rate-limit.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { refusal, type Reply } from '../contract/reply.ts';
import {
  documentedWarning,
  issueOfWarning,
  unknownPropertyWarning,
  type ValidationLevel,
} from '../use-cases/rules/rule-book.ts';
import { authenticate } from './stages/authorize.ts';
import type { Door } from './access.ts';
import type { Exchange } from './exchange.ts';
import type { MatchOperation } from './stages/match.ts';
import { limitRate } from './stages/limit-rate.ts';
import { misbehave } from './stages/plan.ts';
import { mockIfAsked } from './stages/mock.ts';
import { readPreferences } from './preferences.ts';
import { readBody } from './stages/read-body.ts';

/** What the stages work with. */
export interface Surroundings {
  readonly matchOperation: MatchOperation;
  readonly organizations: Organizations;
  /** Who may act for an organization without its API key. */
  readonly door: Door;
  readonly services: UseCaseServices;
  readonly validation: ValidationLevel;
  readonly dynamic: boolean;
  /** Most bytes of a body. */
  readonly maxBody: number;
  readonly rateLimiter: RateLimiter | undefined;
  /** Answers operations that nobody has written a handler for. */
  readonly mockUnwritten: (exchange: Exchange) => Promise<Reply>;
}

/**
 * What happens to a request. Each stage either adds to the exchange and lets it pass, or answers it; the first
 * answer is the reply.
 */
export async function respond(exchange: Exchange, around: Surroundings): Promise<Reply> {
  const unmatched = around.matchOperation(exchange);
  // Whose mistake it was, the journal should know; the answer is the same for everybody.
  if (unmatched !== undefined) authenticate(exchange, around.organizations, around.door);
  return (
    unmatched ??
    authenticate(exchange, around.organizations, around.door) ??
    limitRate(exchange, around.rateLimiter) ??
    asPlanned(exchange, await misbehave(exchange, around.services.scenarios, around.maxBody)) ??
    readPreferences(exchange) ??
    (await readBody(exchange, around.maxBody)) ??
    validate(exchange, around) ??
    asPlanned(exchange, await mockIfAsked(exchange, around.services.fakes, around.dynamic)) ??
    (await handle(exchange, around))
  );
}

/** Takes down that somebody wanted the reply to be as it is, unless it says that he cannot have it. */
function asPlanned(exchange: Exchange, reply: Reply | undefined): Reply | undefined {
  exchange.planned = reply !== undefined && reply.error !== 'preference-unavailable';
  return reply;
}

/** Seventh stage: holds the request against the contract. Operations without a handler are Prism's, validation included. */
function validate(exchange: Exchange, around: Surroundings): Reply | undefined {
  const { operation, preferences, warnings } = exchange;
  if (operation === undefined || handlerOf(operation) === undefined) return undefined;
  const unknown: UnknownProperty[] = [];
  exchange.fields = asFields(operation.keep(exchange.body, unknown));
  const level = levelOf(exchange, around);
  if (preferences.validation !== undefined) exchange.applied.push(`validation=${level}`);
  if (level === 'off') return undefined;
  warnings.push(...unknown.map(unknownPropertyWarning));
  const inPath = pathIssues(operation, exchange.pathParameters);
  const issues = inPath.length > 0 ? inPath : bodyIssues(operation, exchange.body);
  if (issues.length === 0) return undefined;
  if (level === 'warn') {
    warnings.push(...issues.map(documentedWarning));
    return undefined;
  }
  // A client that mends one thing at a time is spared a round: what else is odd is said along with the refusal.
  warnings.push(...around.services.ruleBook.examine(exchange.fields));
  return refusal(level === 'strict' ? [...issues, ...warnings.map(issueOfWarning)] : issues);
}

/** Ninth stage: the operation itself. */
function handle(exchange: Exchange, around: Surroundings): Promise<Reply> {
  const { operation, organization, pathParameters, fields, warnings, preferences } = exchange;
  const handler = operation && handlerOf(operation);
  if (handler === undefined || organization === undefined) return around.mockUnwritten(exchange);
  // Only a create has something to fill.
  const creates = operation?.operationId === 'createUseCase';
  const dynamic = creates && (preferences.dynamic ?? around.dynamic);
  if (creates && preferences.dynamic !== undefined) exchange.applied.push(`dynamic=${dynamic}`);
  const validation = levelOf(exchange, around);
  return handler({ organization, pathParameters, fields, validation, dynamic, warnings }, around.services);
}

function levelOf({ preferences }: Exchange, around: Surroundings): ValidationLevel {
  return preferences.validation ?? around.validation;
}

/** Where nothing is refused, a body may be no object at all; it then has no fields. */
function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
