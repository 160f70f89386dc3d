import { styleText } from 'node:util';
import { standingInWords } from '../../../contract/standing.ts';
import { plain, short } from '../../../lib/plain-text.ts';
import { textTable } from '../../../lib/text-table.ts';
import { isBrokenPact } from '../verdict.ts';
import { formatUnits } from '../../../coverage/text.ts';
import { wrapText } from '../../../lib/wrap-text.ts';
import { unusedFields } from '../pact-coverage.ts';
import { coverageTable } from './coverage-table.ts';
import type {
  Finding,
  InteractionReport,
  PactReport,
  SourceProblem,
  VerificationReport,
} from '../verification-report.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours a text, if the reader shows colours. */
type Paint = (style: Style, text: string) => string;

/**
 * The report as text for people.
 *
 * @param colour whether the reader is a terminal that shows colours
 */
export function terminalReport(report: VerificationReport, colour: boolean): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const parts = [
    `Provider ${plain(report.provider)}, verified against ${report.against} and ${contractOf(report)}.\n`,
    ...(report.remarks ?? []).map((remark) => paint('yellow', `! ${plain(remark)}\n`)),
    ...report.pacts.map((pact) => formatPact(pact, paint)),
    ...formatProblems(report.problems, paint),
    ...report.skipped.map(({ source, message }) => paint('dim', `- ${plain(source)}  skipped: ${short(message, 300)}`)),
    ...(report.pacts.length > 0 ? [formatCoverage(report, paint)] : []),
    ...report.published.map((where) => `Published to ${where}`),
    summary(report, paint),
  ];
  return `${parts.join('\n')}\n`;
}

function contractOf({ spec, versions }: VerificationReport): string {
  return spec === undefined ? 'the contract' : `${plain(spec)} (${plain(versions.contract)})`;
}

function formatPact(pact: PactReport, paint: Paint): string {
  const { interactions, consumer, source, verdict, pending } = pact;
  const count = (wanted: InteractionReport['verdict']) => interactions.filter((each) => each.verdict === wanted).length;
  const waiting = count('pending');
  const shown = interactions.filter(({ findings }) => findings.length > 0);
  const isGreen = verdict === 'passed' && waiting === 0;
  const mark = isGreen
    ? paint('green', '✓')
    : verdict === 'passed' || pending
      ? paint('yellow', '!')
      : paint('red', '✗');
  const all = counted(interactions.length, 'interaction');
  const result = verdict === 'passed' ? all : `${count('failed')} of ${all} failed${pending ? ', pending' : ''}`;
  const outcome = waiting === 0 ? result : `${result}, ${waiting} failed but pending`;
  const head = `${mark} ${paint('bold', plain(consumer))}  ${outcome}  ${paint('dim', plain(source))}`;
  const notices = pact.notices.map((notice) => `    ${paint('dim', plain(notice))}`);
  const details = shown.map((each) => formatInteraction(each, source, paint));
  return [head, ...notices, ...details, ...(details.length > 0 ? [''] : [])].join('\n');
}

function formatInteraction(interaction: InteractionReport, source: string, paint: Paint): string {
  const { description, states, method, path, status, verdict, findings, seen, line } = interaction;
  const mark = verdict === 'failed' ? paint('red', '✗') : paint('yellow', '!');
  const given = states.length === 0 ? '' : `, given ${states.map(plain).join(' and ')}`;
  return [
    '',
    `  ${mark} ${plain(description)}${given}${verdict === 'pending' ? ' (pending)' : ''}`,
    `    ${method} ${plain(path)} to be answered with ${status}  ${paint('dim', `${plain(source)}:${line}`)}`,
    ...findings.map((each) => formatFinding(each, source, paint)),
    ...(seen
      ? [
          `    ${paint('dim', `the stub got ${plain(seen.request)} and answered ${seen.status} ${short(seen.reply ?? '')}`)}`,
        ]
      : []),
  ].join('\n');
}

function formatFinding(finding: Finding, source: string, paint: Paint): string {
  const { id, severity, message, pactPointer, line, contractPointer, expected, actual, fix } = finding;
  const label = paint(severity === 'error' ? 'red' : 'yellow', id);
  const details = [
    ['at', `${plain(source)}:${line}  ${short(pactPointer, 300)}`],
    ['contract', contractPointer],
    ['expected', expected === undefined ? undefined : short(expected)],
    ['actual', actual === undefined ? undefined : short(actual)],
    ['standing', standingInWords(finding) || undefined],
    ['fix', fix],
  ].filter(([, value]) => value !== undefined);
  return [
    `    ${label}: ${short(message, 600)}`,
    ...details.map(([name = '', value = '']) => `      ${paint('dim', name.padEnd(8))}  ${value}`),
  ].join('\n');
}

function formatProblems(problems: readonly SourceProblem[], paint: Paint): string[] {
  if (problems.length === 0) return [];
  const lines = problems.map(
    (problem) =>
      `${paint('red', '✗')} ${placeOf(problem)}  ${paint('red', problem.id)}: ${short(problem.message, 600)}`,
  );
  return ['', 'Not verified:', ...lines];
}

/** `file:line:column`, as far as it is known. */
export function placeOf({ source, line, column }: SourceProblem): string {
  return [plain(source), line, column].filter((part) => part !== undefined).join(':');
}

function formatCoverage({ coverage, fields, units }: VerificationReport, paint: Paint): string {
  const { head, rows, legend } = coverageTable(coverage);
  const [first = '', ...lines] = textTable([head, ...rows]).map((line) => `  ${line}`);
  return [
    '',
    'Who relies on what:',
    paint('dim', first),
    ...lines,
    paint('dim', `  ${legend.join('   ')}`),
    '',
    ...formatUnits(units),
    // Many lines, for those who ask for coverage.
    ...(units.some(({ required }) => required !== undefined)
      ? [
          ...unusedLine('No consumer sends', unusedFields(fields, 'request')),
          ...unusedLine('No consumer reads', unusedFields(fields, 'response')),
        ]
      : []),
  ].join('\n');
}

function unusedLine(what: string, fields: readonly string[]): string[] {
  return fields.length === 0 ? [] : [wrapText(`${what}: ${fields.join(', ')}`, '', '  ')];
}

function counted(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? '' : 's'}`;
}

function summary({ pacts, problems, skipped, counts, units }: VerificationReport, paint: Paint): string {
  const broken = pacts.filter(isBrokenPact);
  const { total, pending } = counts.interactions;
  const verified = `${counted(pacts.length, 'pact')} with ${counted(total, 'interaction')} verified`;
  const left = skipped.length === 0 ? '' : `, ${skipped.length} skipped`;
  const others = (problems.length === 0 ? '' : `, ${problems.length} not verified`) + left;
  const outcome =
    broken.length > 0
      ? paint('red', `${broken.length} broken: ${broken.map(({ consumer }) => short(consumer, 60)).join(', ')}`)
      : paint(problems.length > 0 || pacts.length === 0 || pending > 0 ? 'yellow' : 'green', 'none broken');
  const waiting = pending === 0 ? '' : `; ${paint('yellow', `${counted(pending, 'interaction')} failed but pending`)}`;
  const lackingUnits = units.filter(({ isEnough }) => !isEnough).map(({ unit }) => unit);
  const lacking =
    lackingUnits.length === 0 ? '' : `; ${paint('red', `too little is covered: ${lackingUnits.join(', ')}`)}`;
  return `\n${verified}${others}; ${outcome}${waiting}${lacking}.`;
}
