import type { Scenario } from '../api.ts';

/** What the form of a scenario holds: texts, as they stand in its fields. */
export interface ScenarioForm {
  readonly status: string;
  readonly fault: string;
  readonly delay: '' | 'fixed' | 'uniform' | 'log-normal';
  readonly ms: string;
  readonly from: string;
  readonly to: string;
  readonly median: string;
  readonly sigma: string;
  /** Empty: until ended. */
  readonly times: string;
  /** In percent. */
  readonly likely: string;
}

export const emptyForm: ScenarioForm = {
  status: '',
  fault: '',
  delay: '',
  ms: '1000',
  from: '100',
  to: '2000',
  median: '120',
  sigma: '0.6',
  times: '',
  likely: '100',
};

/** A common scenario, started with one click. */
export interface Preset {
  readonly title: string;
  readonly hint: string;
  readonly form: Partial<ScenarioForm>;
}

export const presets: readonly Preset[] = [
  { title: 'Fail twice, then succeed', hint: '503 for the next 2', form: { status: '503', times: '2' } },
  { title: 'Rate limit', hint: '429 for the next 5', form: { status: '429', times: '5' } },
  { title: 'Flaky', hint: '500 for a fifth of requests', form: { status: '500', likely: '20' } },
  { title: 'Slow', hint: 'every answer waits 2 s', form: { delay: 'fixed', ms: '2000' } },
  {
    title: 'Slow as in real life',
    hint: 'half below 300 ms, a few far above',
    form: { delay: 'log-normal', median: '300', sigma: '0.8' },
  },
  { title: 'Drop the connection once', hint: 'reset for the next one', form: { fault: 'reset', times: '1' } },
  { title: 'Not JSON', hint: 'half of the body, for the next one', form: { fault: 'malformed', times: '1' } },
];

/** The scenario that a form describes. A text that is not a number is sent as it is; the stub says what is wrong. */
export function scenarioOf(form: ScenarioForm, operation: string): Scenario {
  return {
    ...(operation !== '' && { match: { operation } }),
    ...(form.status !== '' && { status: Number(form.status) }),
    ...(form.fault !== '' && { fault: form.fault as NonNullable<Scenario['fault']> }),
    ...(form.delay !== '' && { delay: delayOf(form, form.delay) }),
    ...(form.times !== '' && { times: Number(form.times) }),
    ...(form.likely !== '100' && form.likely !== '' && { probability: Number(form.likely) / 100 }),
  };
}

function delayOf(form: ScenarioForm, distribution: 'fixed' | 'uniform' | 'log-normal'): NonNullable<Scenario['delay']> {
  if (distribution === 'fixed') return { distribution, ms: Number(form.ms) };
  if (distribution === 'uniform') return { distribution, from: Number(form.from), to: Number(form.to) };
  return { distribution, median: Number(form.median), sigma: Number(form.sigma) };
}
