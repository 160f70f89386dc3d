/** What a proxy has found, gathered and in words. */
import { styleText } from 'node:util';
import { standingInBrackets, standingInWords } from '../../contract/standing.ts';
import type { Trust } from '../../contract/types.ts';
import { plain, short } from '../../lib/plain-text.ts';
import type { Learned } from './learn.ts';
import type { Judged } from './judged.ts';
import type { Recorded } from './record-fixtures.ts';

/** An assumption that drift speaks against. */
export interface Refuted {
  /** What the service does instead, such as `missing-key=400-zod`; several where each of them explains it. */
  readonly choices: readonly string[];
  /** What was in force instead, and how far that could be trusted. */
  readonly against: readonly Trust[];
  /** In how many places of replies. */
  readonly times: number;
}

/** What came of all requests. */
export interface ProxySummary {
  readonly requests: number;
  /** How many replies were compared with the stub's. */
  readonly compared: number;
  /** How many of them differ. */
  readonly drifted: number;
  /** How many replies the contract does not allow. */
  readonly outsideContract: number;
  /** What explains the differences, most frequent first. */
  readonly refuted: readonly Refuted[];
  /** Places of replies that no assumption explains. */
  readonly unexplained: number;
  /** How many requests were passed on without being judged: too many waited for that, or the proxy was stopped. */
  readonly notJudged?: number;
  /** What was added to the fidelity file. */
  readonly learned?: Learned;
  /** What became of `--record`. */
  readonly recorded?: Recorded;
}

export interface Summarizer {
  add(judged: Judged): void;
  summary(): ProxySummary;
}

export function createSummarizer(): Summarizer {
  const counts = { requests: 0, compared: 0, drifted: 0, outsideContract: 0, unexplained: 0 };
  const refuted = new Map<string, Refuted>();
  return {
    add({ drift, findings, notCompared }) {
      counts.requests++;
      if (notCompared === undefined) counts.compared++;
      if (drift.length > 0) counts.drifted++;
      if (findings.length > 0) counts.outsideContract++;
      for (const { because, against, times } of drift) {
        const key = because.join();
        if (because.length === 0) counts.unexplained += times;
        else refuted.set(key, { choices: because, against, times: times + (refuted.get(key)?.times ?? 0) });
      }
    },
    summary: () => ({ ...counts, refuted: [...refuted.values()].toSorted((one, other) => other.times - one.times) }),
  };
}

type Style = Parameters<typeof styleText>[0];

/** Columns of a message. */
const LONGEST = 160;

/**
 * One line for a request, and one for each thing that was found.
 *
 * @param colour whether the reader is a terminal that shows colours
 */
export function requestLines(judged: Judged, colour: boolean): string {
  const paint = (style: Style, text: string) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const { method, url, operationId, status, milliseconds, warnings, findings, drift, notCompared, failure } = judged;
  const mark = failure
    ? paint('red', '✗')
    : drift.length > 0
      ? paint('yellow', '≠')
      : notCompared
        ? ' '
        : paint('green', '=');
  const what = operationId === undefined ? '' : `  ${operationId}`;
  const head = `${mark} ${status ?? '---'} ${short(`${method} ${url}`, LONGEST)}${what}  ${Math.round(milliseconds)} ms`;
  const line = (style: Style, name: string, text: string) => `    ${paint(style, name.padEnd(9))} ${plain(text)}`;
  const at = (pointer = '') => (pointer === '' ? '' : `${pointer}: `);
  return [
    head,
    ...drift.map(({ pointer, message, times, because, against, real, stub }) => {
      const values = [
        real !== undefined && `service ${short(real, 60)}`,
        stub !== undefined && `stub ${short(stub, 60)}`,
      ];
      const shown = pointer === undefined ? '' : values.filter(Boolean).join(', ');
      const often = times > 1 ? ` (${times} times)` : '';
      const why = because.length === 0 ? '' : ` [${because.join(' or ')}]`;
      const standing = against.map(standingInBrackets).join('');
      return line('yellow', 'drift', `${at(pointer)}${message}${shown && ` (${shown})`}${often}${why}${standing}`);
    }),
    ...findings.map(({ severity, message, source }) =>
      line(severity === 'error' ? 'red' : 'yellow', 'contract', `${message} (${source})`),
    ),
    ...warnings.map(({ rule, path, message, ...trust }) => {
      // What is only `documented` by its level may rest on an assumption.
      const known = [rule !== 'documented' && rule, standingInWords(trust)].filter(Boolean).join('; ');
      return line('dim', 'rule', `${path.join('.') || 'body'}: ${message} (${known})`);
    }),
    ...(failure ? [line('red', 'failed', failure.message)] : notCompared ? [line('dim', 'note', notCompared)] : []),
    '',
  ].join('\n');
}

/** The end of the output, for people. */
export function summaryText({ learned, recorded, ...summary }: ProxySummary): string {
  const { requests, compared, drifted, outsideContract, refuted, unexplained, notJudged = 0 } = summary;
  const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  const refutations = refuted.map(
    ({ choices, against, times }) =>
      `  ${choices.join(' or ')}, in ${counted(times, 'place')}${against.map(standingInBrackets).join('')}`,
  );
  return [
    '',
    `${counted(requests, 'request')}, of which ${compared} compared with the stub: ${drifted} differ.`,
    ...(outsideContract > 0
      ? [`The contract does not allow ${counted(outsideContract, 'reply').replace('replys', 'replies')}.`]
      : []),
    ...(refutations.length > 0 ? ['The stub would have answered so with:', ...refutations] : []),
    ...(unexplained > 0 ? [`No assumption explains ${counted(unexplained, 'place')}.`] : []),
    ...(notJudged > 0
      ? [`${counted(notJudged, 'more request')} passed on, but not judged: more came than there was room or time for.`]
      : []),
    ...(learned ? [learnedText(learned)] : []),
    ...(recorded ? recordedLines(recorded) : []),
    '',
  ].join('\n');
}

function learnedText({ file, confirmed, refuted }: Learned): string {
  if (confirmed.length + refuted.length === 0) return `${file} stays as it is: nothing was learned.`;
  const parts = [
    confirmed.length > 0 && `confirmed ${confirmed.join(', ')}`,
    refuted.length > 0 && `refuted ${refuted.join(', ')}`,
  ];
  return `${file}: ${parts.filter(Boolean).join('; ')}.`;
}

function recordedLines({ file, useCases, replaced }: Recorded): string[] {
  if (file === undefined) return ['No use case was read, so no fixtures are written.'];
  const lines = replaced.map(({ what, places, values }) => `  ${what}: ${values} in ${places.join(', ')}`);
  return [
    `${file}: ${useCases} use case${useCases === 1 ? '' : 's'}${lines.length > 0 ? '. Replaced by fakes:' : '; nothing was to be replaced.'}`,
    ...lines,
    'Names of people that stand in no field of their own are not recognised: read the file before you share it.',
  ];
}
