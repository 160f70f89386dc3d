import { usesOf } from '../../store/port.ts';
import type { RunningScenario, Scenario } from '../api.ts';
import { count } from './format.ts';

type Outcome = NonNullable<Scenario['steps']>[number];

/** What the API does when a reply is broken. */
export const FAULTS: Readonly<Record<NonNullable<Scenario['fault']>, string>> = {
  reset: 'resets the connection',
  empty: 'hangs up without an answer',
  truncated: 'breaks off in the middle',
  malformed: 'answers half of the JSON',
  slow: 'answers in drops',
};

/** How much of a body stands in a sentence. */
const MOST = 60;

/** What a scenario does: "answers 503 after 200 ms", "answers 500 to 20% of requests", "answers 503, then 429". */
export function effectInWords(scenario: Scenario): string {
  const { steps, probability = 1 } = scenario;
  const effects = (steps ?? [scenario]).map((step) => {
    const { times = 1 } = steps ? step : {};
    return `${outcomeInWords(step) ?? 'answers as usual'}${times > 1 ? ` (${count(times)} times)` : ''}`;
  });
  return `${effects.join(', then ')}${probability >= 1 ? '' : ` for ${percent(probability)} of requests`}`;
}

/** "answers 429 with retry-after: 2 after 200 ms"; undefined when nothing happens. */
function outcomeInWords(outcome: Outcome): string | undefined {
  const { status, example, body, headers = {}, delay, fault } = outcome;
  // A state may have reasons that are not in the public form of a scenario.
  const keyUnknown = (outcome as { keyUnknown?: boolean }).keyUnknown === true;
  const names = Object.keys(headers);
  const extras = [
    ...(example === undefined ? [] : [`the example ${example}`]),
    ...(body === undefined ? [] : [`the body ${shortJson(body)}`]),
    ...(names.length > 2 ? [`${names.length} headers`] : names.map((name) => `${name}: ${headers[name] ?? ''}`)),
  ];
  const parts = [
    ...(keyUnknown ? ['answers 401'] : []),
    ...(status === undefined ? [] : [`answers ${status}${extras.length > 0 ? ` with ${extras.join(' and ')}` : ''}`]),
    ...(fault === undefined ? [] : [FAULTS[fault]]),
  ];
  const waits = delay && delayInWords(delay);
  if (parts.length === 0) return waits && `waits ${waits}`;
  return `${parts.join(' and ')}${waits === undefined ? '' : ` after ${waits}`}`;
}

/**
 * What a scenario will do, in one sentence: "createUseCase answers 503 for the next 2 requests, then behaves again."
 *
 * @returns undefined when it would do nothing
 */
export function planInWords(scenario: Scenario): string | undefined {
  const { match, steps, times, probability = 1 } = scenario;
  const all = steps ?? [scenario];
  if (all.every((step) => outcomeInWords(step) === undefined)) return undefined;
  const which = conditionsOf(match);
  const effects = all.map((step, index) => {
    const uses = steps ? (step.times ?? 1) : step.times;
    const one = index === 0 ? `request${which}` : 'one';
    const many = index === 0 ? ` requests${which}` : '';
    const whom =
      uses === undefined ? `every ${one}` : uses === 1 ? `the next ${one}` : `the next ${count(uses)}${many}`;
    const effect = outcomeInWords(step);
    return effect === undefined ? `lets ${whom} pass` : `${effect} for ${whom}`;
  });
  const chance = probability >= 1 ? '' : `, each hit with a chance of ${percent(probability)}`;
  const again = steps && times !== undefined && times > 1 ? `, ${count(times)} times over` : '';
  const end = usesOf(scenario as Parameters<typeof usesOf>[0]) === null ? ', until you end it' : ', then behaves again';
  return `${match?.operation ?? 'Every operation'} ${effects.join(', then ')}${chance}${again}${end}.`;
}

function percent(probability: number): string {
  return `${Number((probability * 100).toFixed(1))}%`;
}

/** "200 ms", "100 to 900 ms", "about 120 ms" */
function delayInWords(delay: NonNullable<Scenario['delay']>): string {
  const { distribution, ms = 0, from = 0, to = 0, median = 0 } = delay;
  if (distribution === 'fixed') return `${count(ms)} ms`;
  if (distribution === 'uniform') return `${count(from)} to ${count(to)} ms`;
  return `about ${count(median)} ms`;
}

/** " with the header a: b and a body that contains {…}"; empty for none. */
function conditionsOf({ header, body }: NonNullable<Scenario['match']> = {}): string {
  const conditions = [
    ...(header ? [`the header ${header.name}${header.value === undefined ? '' : `: ${header.value}`}`] : []),
    ...(body === undefined ? [] : [`a body that contains ${shortJson(body)}`]),
  ];
  return conditions.length === 0 ? '' : ` with ${conditions.join(' and ')}`;
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** Which requests it is about: "createUseCase with a body that contains {…}". */
export function scopeInWords({ match }: Scenario): string {
  return `${match?.operation ?? 'every operation'}${conditionsOf(match)}`;
}

/** "1 of 2 left", or "until ended". */
export function leftInWords({ left, ...scenario }: RunningScenario): string {
  if (left === null) return 'until ended';
  const uses = usesOf(scenario as Parameters<typeof usesOf>[0]);
  return `${count(left)}${uses === null ? '' : ` of ${count(uses)}`} left`;
}

/** For the bar: "createUseCase: answers 503, 2 of 2 left". */
export function scenarioInWords(scenario: RunningScenario): string {
  return `${scopeInWords(scenario)}: ${effectInWords(scenario)}, ${leftInWords(scenario)}`;
}

/** The reason that was given with the scenario. A reason that the stub made up only repeats the effect, and is left out. */
export function reasonOf({ because }: RunningScenario): string | undefined {
  return /^(status \d|a (fixed|uniform|log-normal) delay|fault \w|nothing, then )/.test(because ?? '')
    ? undefined
    : because;
}
