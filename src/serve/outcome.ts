import type { InForce } from '../contract/behavior.ts';
import type { Reply } from '../contract/reply.ts';
import { standingInWords } from '../contract/standing.ts';
import type { Issue, Warning } from '../contract/types.ts';
import type { Clock } from '../lib/clock.ts';
import type { Organization } from '../organizations/organizations.ts';
import { trustOfError, trustOfIssue, trustOfWarning } from '../requests/trust.ts';
import type { Cause, Fault, Origin, RunningScenario } from '../store/port.ts';
import type { AreaPolicy, ServedOperation } from './context.ts';
import type { Preferences } from './preferences.ts';
import type { BodyReader } from './stages/read-body.ts';
import { originOf, OWN_PATH, requestIdOf, type StubRequest, type Target } from './request.ts';

/** What a client or a scenario wants otherwise for one request. Made once, and carried out where it says. */
export interface Plan {
  /** Milliseconds that the reply waits, all reasons together: at most a minute. Carried out by the walk. */
  readonly delay: number;
  /** How the reply is broken. Carried out by deliver. */
  readonly fault: Fault | undefined;
  /** The scenarios that hit the request. */
  readonly scenarios: readonly RunningScenario[];
  /** Status, example, filling and level of validation; carried out by validate, mock and handle. */
  readonly preferences: Preferences;
  /** Preferences that have an effect by being in the plan. */
  readonly applied: readonly (keyof Preferences)[];
  /** Why the plan cannot be made. */
  readonly reply: Reply | undefined;
}

/** What came of a request so far. The walk and its stages write to it; what delivers and records it only reads. */
export interface Outcome {
  readonly request: StubRequest;
  /** The target as the journal shows it, alike whether a client or the console has sent it. */
  readonly url: string;
  readonly requestId: string;
  /** Where it came from, when no client sent it. */
  readonly from: Origin | undefined;
  /** When the request's head had arrived: milliseconds since 1970, by the clock of the stub. */
  readonly arrivedAt: number;
  /** The same in real time, for durations: milliseconds of a clock that only counts up. */
  readonly startedAt: number;
  readonly target: Target;
  readonly policy: AreaPolicy;
  operation: ServedOperation | undefined;
  /** For 405: the operations that the path has. Coverage counts the reply for each of them. */
  pathOperations: readonly ServedOperation[];
  organization: Organization | undefined;
  /** Headers that tell how many requests the organization has left. */
  rateHeaders: Readonly<Record<string, string>> | undefined;
  plan: Plan | undefined;
  /** The ways of assumptions that the client prefers for this request, as it writes them. */
  assumed: string | undefined;
  /** Undefined until an operation was found. */
  body: BodyReader | undefined;
  /** Whether a place among those that wait was taken for it. */
  isWaiting: boolean;
  readonly warnings: Warning[];
  /** Preferences that made a difference, in the order in which they did. */
  readonly applied: (keyof Preferences)[];
  reply: Reply;
  /** What decided on the reply, when it is not the operation's own. */
  cause: Cause | undefined;
  /** Whether a scenario or a preference wanted this reply; it does not count as a failure then. */
  isPlanned: boolean;
  /** Whether Prism answered. */
  isMocked: boolean;
}

/** How far a refusal, its issues and the warnings can be trusted, in words; empty where it is not known. */
export interface Standings {
  readonly whole: string;
  readonly issues: readonly string[];
  readonly warnings: readonly string[];
}

const NONE: readonly string[] = [];

/** Finds out how far the findings of a request can be trusted; undefined where nothing remembers them. */
export function standingsOf(outcome: Outcome, inForce: InForce): Standings | undefined {
  const { reply, request, operation, warnings, body, cause, policy } = outcome;
  if (!policy.isRecorded) return undefined;
  const refused = {
    error: reply.error,
    status: reply.status,
    method: request.method,
    url: outcome.url,
    operationId: operation?.operationId,
    operation,
    body: body?.text,
    cause,
  };
  const ofIssue = (issue: Issue) => standingInWords(trustOfIssue(issue, refused, inForce));
  const ofWarning = (warning: Warning) => standingInWords(trustOfWarning(warning, inForce, refused));
  return {
    whole: reply.error === undefined ? '' : standingInWords(trustOfError(refused, inForce)),
    issues: reply.error === undefined ? NONE : (reply.issues?.map(ofIssue) ?? NONE),
    warnings: warnings.length === 0 ? NONE : warnings.map(ofWarning),
  };
}

const UNANSWERED: Reply = { status: 500 };

/** Opens the record of a request. */
export function openOutcome(request: StubRequest, target: Target, policy: AreaPolicy, clock: Clock): Outcome {
  return {
    request,
    url: target.isOwn ? request.target.slice(OWN_PATH.length) : request.target,
    requestId: requestIdOf(request),
    from: originOf(request, target),
    arrivedAt: clock.now(),
    // eslint-disable-next-line no-restricted-syntax -- metrics and log have real durations
    startedAt: performance.now(),
    target,
    policy,
    operation: undefined,
    pathOperations: [],
    organization: undefined,
    rateHeaders: undefined,
    plan: undefined,
    assumed: undefined,
    body: undefined,
    isWaiting: false,
    warnings: [],
    applied: [],
    reply: UNANSWERED,
    cause: undefined,
    isPlanned: false,
    isMocked: false,
  };
}
