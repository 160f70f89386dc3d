import type { Cause, RunningScenario, Verdict } from '../store/port.ts';
import { faultOf } from './deliver.ts';
import type { Outcome, Plan } from './outcome.ts';
import { decidingOf } from './stages/plan.ts';

/**
 * What decided on the reply; undefined when it is the operation's own. A fault comes first, then what chose the reply,
 * then what only delayed it.
 *
 * @param wasGone whether the client had hung up before it was answered
 */
export function causeOf(outcome: Outcome, wasGone: boolean): Cause | undefined {
  if (wasGone) return { kind: 'client-gone' };
  const { plan, operation, reply } = outcome;
  if (reply.error === 'rate-limited') return { kind: 'rate-limit', status: reply.status };
  const planned = plan && causeIn(plan, outcome);
  if (planned !== undefined) return planned;
  // A failure of the stub's own, or of Prism, is not Prism's answer.
  return operation?.mock !== undefined && outcome.isMocked && reply.error === undefined ? { kind: 'prism' } : undefined;
}

function causeIn(plan: Plan, outcome: Outcome): Cause | undefined {
  const { scenarios, preferences, delay } = plan;
  const fault = faultOf(outcome);
  const failing = outcome.isPlanned ? decidingOf(scenarios, outcome.operation) : undefined;
  const isPreferred = failing === undefined && (outcome.isPlanned || isMockPreferred(outcome));
  const details = {
    ...((failing !== undefined || isPreferred) && { status: outcome.reply.status }),
    ...(fault !== undefined && { fault }),
    ...(delay > 0 && { delay }),
  };
  if (fault !== undefined && preferences.fault === undefined) {
    const breaking = scenarios.findLast((each) => each.fault === fault);
    if (breaking) return { ...named(breaking), ...details };
  }
  if (fault !== undefined || isPreferred)
    return { kind: 'preference', because: preferredIn(plan, outcome), ...details };
  const deciding = failing ?? scenarios.findLast((each) => each.delay);
  if (deciding) return { ...named(deciding), ...details };
  return preferences.delay === undefined
    ? undefined
    : { kind: 'preference', because: preferredIn(plan, outcome), ...details };
}

function named({ fromState, because }: RunningScenario): Pick<Cause, 'kind' | 'because'> {
  return { kind: fromState === true ? 'state' : 'scenario', because };
}

/** Whether Prism answered as the client preferred. */
function isMockPreferred({ isMocked, applied }: Outcome): boolean {
  return isMocked && (applied.includes('code') || applied.includes('example'));
}

function preferredIn({ preferences }: Plan, { applied }: Outcome): string {
  return applied
    .filter((name) => name !== 'assume')
    .map((name) => `${name}=${String(preferences[name] ?? true)}`)
    .join(', ');
}

/** What a reply and its cause say of a request. */
export function verdictOf({ reply: { status }, cause }: Outcome): Verdict {
  if (cause !== undefined && isFailure(cause)) return 'failed';
  return status < 400 ? 'accepted' : status < 500 ? 'refused' : 'failed';
}

/** Whether a cause made the reply fail as planned. A body that comes slowly comes whole. */
function isFailure({ kind, status, fault }: Cause): boolean {
  if (fault !== undefined && fault !== 'slow') return true;
  return kind !== 'rate-limit' && status !== undefined && status >= 400;
}
