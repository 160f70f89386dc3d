import type { RunningScenario, Scenario } from '../api.ts';
import { count } from './format.ts';

const FAULTS: Readonly<Record<NonNullable<Scenario['fault']>, string>> = {
  reset: 'resets the connection',
  empty: 'hangs up without an answer',
  truncated: 'breaks off in the middle',
  malformed: 'answers half of the JSON',
  slow: 'answers in drops',
};

/** What a scenario does: "answers 503 after 200 ms", "answers 500 to 20% of requests". */
export function effectInWords(scenario: Scenario): string {
  const { status, delay, fault, probability = 1 } = scenario;
  // A state may have reasons that are not in the public form of a scenario.
  const keyUnknown = (scenario as { keyUnknown?: boolean }).keyUnknown === true;
  const parts = [
    ...(keyUnknown ? ['answers 401'] : []),
    ...(status === undefined ? [] : [`answers ${status}`]),
    ...(fault === undefined ? [] : [FAULTS[fault]]),
  ];
  const waits = delay && delayInWords(delay);
  const share = `${Math.round(probability * 100)}% of requests`;
  const whom = probability >= 1 ? '' : fault === undefined && parts.length > 0 ? ` to ${share}` : ` for ${share}`;
  if (parts.length === 0) return `${waits === undefined ? 'does something' : `waits ${waits}`}${whom}`;
  return `${parts.join(' and ')}${whom}${waits === undefined ? '' : ` after ${waits}`}`;
}

/** "200 ms", "100 to 900 ms", "about 120 ms" */
function delayInWords(delay: NonNullable<Scenario['delay']>): string {
  const { distribution, ms = 0, from = 0, to = 0, median = 0 } = delay;
  if (distribution === 'fixed') return `${count(ms)} ms`;
  if (distribution === 'uniform') return `${count(from)} to ${count(to)} ms`;
  return `about ${count(median)} ms`;
}

/** Which requests it is about: "createUseCase, certain bodies". */
export function scopeInWords({ match }: Scenario): string {
  const parts = [match?.operation ?? 'every operation'];
  if (match?.header) parts.push(`header ${match.header.name}`);
  if (match?.body !== undefined) parts.push('certain bodies');
  return parts.join(', ');
}

/** "2 left", or "until ended". */
export function leftInWords({ left }: RunningScenario): string {
  return left === null ? 'until ended' : `${count(left)} left`;
}

/** For the bar: "createUseCase: answers 503, 2 left". */
export function scenarioInWords(scenario: RunningScenario): string {
  return `${scopeInWords(scenario)}: ${effectInWords(scenario)}, ${leftInWords(scenario)}`;
}

/** The reason that was given with the scenario. A reason that the stub made up only repeats the effect, and is left out. */
export function reasonOf({ because }: RunningScenario): string | undefined {
  return /^(status \d|a (fixed|uniform|log-normal) delay|fault \w)/.test(because ?? '') ? undefined : because;
}
