import type { Scenario } from '../api.ts';
import { headersIn } from './headers.ts';
import { parsed, type Json } from '../../lib/json.ts';

/** What happens to one request after the other: texts, as they stand in the fields of the form. */
export interface StepForm {
  readonly status: string;
  /** Empty for the contract's first example, the name of another one, or `OWN_BODY`. */
  readonly content: string;
  /** JSON, for `OWN_BODY`. */
  readonly body: string;
  /** Lines. */
  readonly headers: string;
  readonly fault: string;
  readonly delay: '' | 'fixed' | 'uniform' | 'log-normal';
  readonly ms: string;
  readonly from: string;
  readonly to: string;
  readonly median: string;
  readonly sigma: string;
  /** Empty: until ended; in a sequence: once. */
  readonly times: string;
}

/** What the form of a scenario holds. With more than one step it is a sequence. */
export interface ScenarioForm {
  readonly steps: readonly StepForm[];
  /** `name` or `name: value`; empty for any. */
  readonly header: string;
  /** A part of the body as JSON; empty for any. */
  readonly part: string;
  /** In percent. */
  readonly likely: string;
  /** How often a sequence runs. Empty: once. */
  readonly runs: string;
  readonly outside: boolean;
}

/** Stands for a body that is written in the form. No example begins with a space. */
export const OWN_BODY = ' own';

export const emptyStep: StepForm = {
  status: '',
  content: '',
  body: '',
  headers: '',
  fault: '',
  delay: '',
  ms: '1000',
  from: '100',
  to: '2000',
  median: '120',
  sigma: '0.6',
  times: '',
};

export const emptyForm: ScenarioForm = {
  steps: [emptyStep],
  header: '',
  part: '',
  likely: '100',
  runs: '',
  outside: false,
};

/** A common scenario, started with one click. */
export interface Preset {
  readonly title: string;
  readonly hint: string;
  readonly step: Partial<StepForm>;
  readonly more?: Partial<ScenarioForm>;
}

export const presets: readonly Preset[] = [
  { title: 'Fail twice, then succeed', hint: '503 for the next 2', step: { status: '503', times: '2' } },
  { title: 'Rate limit', hint: '429 for the next 5', step: { status: '429', times: '5' } },
  { title: 'Flaky', hint: '500 for a fifth of requests', step: { status: '500' }, more: { likely: '20' } },
  { title: 'Slow', hint: 'every answer waits 2 s', step: { delay: 'fixed', ms: '2000' } },
  {
    title: 'Slow as in real life',
    hint: 'half below 300 ms, a few far above',
    step: { delay: 'log-normal', median: '300', sigma: '0.8' },
  },
  { title: 'Drop the connection once', hint: 'reset for the next one', step: { fault: 'reset', times: '1' } },
  { title: 'Not JSON', hint: 'half of the body, for the next one', step: { fault: 'malformed', times: '1' } },
];

/** What is wrong at a place of the scenario. */
export interface Wrong {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * The scenario that a form describes. A text that is not a number is sent as it is; the stub says what is wrong.
 *
 * @returns also what cannot be sent at all: JSON that is none, and lines that are no headers
 */
export function scenarioOf(form: ScenarioForm, operation: string): { scenario: Scenario; wrong: readonly Wrong[] } {
  const wrong: Wrong[] = [];
  const json = (text: string, path: Wrong['path']): Json => {
    const value = parsed(text);
    if (value === undefined) wrong.push({ path, message: 'This is not JSON yet' });
    return value ?? null;
  };
  const outcomeOf = (step: StepForm, path: Wrong['path']): Scenario => {
    const { status, content, body, headers: lines, fault, delay, times } = step;
    const read = headersIn(lines);
    if (status !== '' && read.wrong !== undefined) wrong.push({ path: [...path, 'headers'], message: read.wrong });
    return {
      ...(status !== '' && {
        status: Number(status),
        ...(content === OWN_BODY ? { body: json(body, [...path, 'body']) } : content !== '' && { example: content }),
        ...(Object.keys(read.headers).length > 0 && { headers: read.headers }),
      }),
      ...(fault !== '' && { fault: fault as NonNullable<Scenario['fault']> }),
      ...(delay !== '' && { delay: delayOf(step, delay) }),
      ...(times !== '' && { times: Number(times) }),
    };
  };
  const [header = '', ...value] = form.header.split(':');
  const match = {
    ...(operation !== '' && { operation }),
    ...(header.trim() !== '' && {
      header: { name: header.trim(), ...(value.length > 0 && { value: value.join(':').trim() }) },
    }),
    ...(form.part.trim() !== '' && { body: json(form.part, ['match', 'body']) }),
  };
  const [only = emptyStep] = form.steps;
  const scenario = {
    ...(Object.keys(match).length > 0 && { match }),
    ...(form.steps.length > 1
      ? {
          steps: form.steps.map((step, index) => outcomeOf(step, ['steps', index])),
          ...(form.runs !== '' && { times: Number(form.runs) }),
        }
      : outcomeOf(only, [])),
    ...(form.likely !== '100' && form.likely !== '' && { probability: Number(form.likely) / 100 }),
    ...(form.outside && { outsideContract: true }),
  };
  return { scenario, wrong };
}

function delayOf(step: StepForm, distribution: 'fixed' | 'uniform' | 'log-normal'): NonNullable<Scenario['delay']> {
  if (distribution === 'fixed') return { distribution, ms: Number(step.ms) };
  if (distribution === 'uniform') return { distribution, from: Number(step.from), to: Number(step.to) };
  return { distribution, median: Number(step.median), sigma: Number(step.sigma) };
}
