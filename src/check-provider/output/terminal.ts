import { styleText } from 'node:util';
import { plain, short } from '../../lib/plain-text.ts';
import type { ProviderFinding, ProviderReport } from '../report.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours a text, if the reader shows colours. */
type Paint = (style: Style, text: string) => string;

/** Columns of a line. Only a curl command may be longer, since a shell must be able to run it. */
const WIDTH = 80;

/** Findings that are shown. */
const MOST_SHOWN = 25;

/**
 * The report as text for people.
 *
 * @param colour whether the reader is a terminal that shows colours
 */
export function terminalReport(report: ProviderReport, colour: boolean): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const { findings, dryRun } = report;
  const inOrder = [...findings].sort((one, other) => one.severity.localeCompare(other.severity));
  const shown = inOrder.slice(0, MOST_SHOWN);
  const parts = [
    ...wrapped(headOf(report)),
    '',
    ...(dryRun ? report.requests.map(({ operationId, check }) => `  ${operationId.padEnd(15)}${plain(check)}`) : []),
    ...shown.flatMap((each) => [...formatFinding(each, paint), '']),
    ...(shown.length < findings.length ? [`${findings.length - shown.length} more; --json has all.`, ''] : []),
    ...wrapped(leftBehind(report)),
    ...summary(report, paint),
  ];
  return `${parts.join('\n')}\n`;
}

function headOf({ provider, seed, readOnly, dryRun, mark }: ProviderReport): string {
  const about = `${plain(provider)}, held against the contract with seed ${seed}.`;
  if (dryRun) return `Not sent to ${about} These requests would be sent; with --json each is shown as a curl command.`;
  const what = readOnly
    ? 'Only requests that change nothing are sent.'
    : `Only what the test creates is changed; it is named "${mark}: …".`;
  return `Provider ${about} ${what}`;
}

function formatFinding(finding: ProviderFinding, paint: Paint): string[] {
  const { id, severity, check, message, pointer, contractPointer, source, expected, actual } = finding;
  const isError = severity === 'error';
  const mark = isError ? paint('red', '✗') : paint('yellow', '!');
  const times = finding.times === 1 ? '' : ` (${finding.times} times)`;
  const [first = '', ...rest] = wrapped(`${id}: ${plain(check)}${times}`, 2);
  const details: [string, string | undefined][] = [
    ['at', pointer],
    ['contract', contractPointer],
    ['source', `${source}, ${isError ? 'documented' : 'not documented'}`],
    ['expected', expected === undefined ? undefined : short(expected)],
    ['actual', actual === undefined ? undefined : short(actual)],
  ];
  return [
    `${mark} ${first.trimStart().replace(id, paint(isError ? 'red' : 'yellow', id))}`,
    ...rest,
    ...wrapped(short(message, 400), 4),
    ...details.flatMap(([name, value]) => {
      if (value === undefined) return [];
      const [line = '', ...more] = wrapped(value, 14);
      return [`    ${paint('dim', name.padEnd(8))}  ${line.trimStart()}`, ...more];
    }),
    ...finding.curl.split('\n').map((line) => `    ${paint('dim', line)}`),
  ];
}

/** What the test leaves with the provider. */
function leftBehind({ created, mark }: ProviderReport): string {
  if (created.length === 0) return '';
  const unmarked = created.filter(({ name }) => !name.startsWith(mark));
  const names = `${counted(created.length, 'use case')} created: "${mark}: …"`;
  const others = unmarked.length === 0 ? '' : `; without that name: ${unmarked.map(({ id }) => plain(id)).join(', ')}`;
  return `${names}${others}. The API has no delete; --json lists their ids.`;
}

function summary({ counts, stopped, verdict, dryRun }: ProviderReport, paint: Paint): string[] {
  const { requests, retries, findings } = counts;
  if (dryRun) return ['', `${counted(requests, 'request')}; none was sent.`];
  const found = [
    findings.errors > 0 && paint('red', counted(findings.errors, 'error')),
    findings.warnings > 0 && paint('yellow', counted(findings.warnings, 'warning')),
  ].filter(Boolean);
  const outcome =
    found.length > 0 ? found.join(', ') : paint(verdict === 'passed' ? 'green' : 'yellow', 'nothing found');
  return [
    ...(stopped === undefined ? [] : wrapped(`Stopped early: ${short(stopped, 400)}.`)),
    `${counted(requests, 'request')}${retries > 0 ? `, and ${retries} sent again after 429` : ''}; ${outcome}.`,
  ];
}

function counted(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? '' : 's'}`;
}

/** A text as lines that fit; a word that is too long is cut. An empty text has none. */
function wrapped(text: string, indent = 0): string[] {
  const room = WIDTH - indent;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => each.match(new RegExp(`.{1,${room}}`, 'gsu')) ?? [])) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, ...(line === '' ? [] : [line])].map((each) => ' '.repeat(indent) + each);
}
