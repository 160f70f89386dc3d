import { isAbsolute, relative, resolve, sep } from 'node:path';
import { standingInBrackets } from '../../../contract/standing.ts';
import { short } from '../../../lib/plain-text.ts';
import { isBrokenPact } from '../verdict.ts';
import type { Finding, PactReport, VerificationReport } from '../verification-report.ts';
import { formatShortfall } from '../../../coverage/text.ts';
import { coverageTable } from './coverage-table.ts';
import { placeOf } from './terminal.ts';

/** Where a step of GitHub Actions runs. */
export interface StepDirectories {
  /** The working directory, which the report's file names are relative to. */
  readonly directory: string;
  /** The directory of the repository, which names in annotations are relative to (`GITHUB_WORKSPACE`). */
  readonly workspace: string;
}

/** Annotations of one level that GitHub shows for a step; it drops further ones without a word. */
const MOST_ANNOTATIONS = 10;
/** Rows of a table in the summary, of which GitHub takes 1 MiB. */
const MOST_ROWS = 200;

interface Annotation {
  readonly level: 'error' | 'warning';
  readonly source: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

/** The findings as lines that GitHub Actions shows as annotations in the pact files. */
export function githubAnnotations(report: VerificationReport, directories: StepDirectories): string[] {
  const all = annotationsOf(report);
  return (['error', 'warning'] as const).flatMap((level) => {
    const found = all.filter((each) => each.level === level);
    if (found.length <= MOST_ANNOTATIONS) return found.map((each) => commandFor(each, directories));
    const shown = found.slice(0, MOST_ANNOTATIONS - 1).map((each) => commandFor(each, directories));
    const left = found.length - shown.length;
    const where = level === 'error' ? 'in the log and in the summary of the job' : 'in the log';
    return [...shown, `::${level} title=Pact::${left} more ${level}s are ${where}`];
  });
}

function annotationsOf({ pacts, problems }: VerificationReport): Annotation[] {
  return [
    ...problems.map(({ source, line = 1, id, message }): Annotation => ({
      level: 'error',
      source,
      line,
      title: id,
      message,
    })),
    ...pacts.flatMap(({ source, interactions, pending }) =>
      interactions.flatMap(({ findings, description, verdict }) =>
        findings.map(({ severity, id, line, message, fix, ...trust }): Annotation => ({
          level: severity === 'error' && !pending && verdict === 'failed' ? 'error' : 'warning',
          source,
          line,
          title: id,
          message: `${description}: ${message}${standingInBrackets(trust)}${fix === undefined ? '' : `\nFix: ${fix}`}`,
        })),
      ),
    ),
  ];
}

/** What is no file of the repository, such as a URL, is named in the message. */
function commandFor({ level, source, line, title, message }: Annotation, directories: StepDirectories): string {
  const file = fileInRepository(source, directories);
  const place = file === undefined ? '' : `file=${property(file)},line=${line},`;
  const text = file === undefined ? `${source}: ${message}` : message;
  return `::${level} ${place}title=${property(`Pact: ${title}`)}::${data(text)}`;
}

function fileInRepository(source: string, { directory, workspace }: StepDirectories): string | undefined {
  if (/^https?:/.test(source)) return undefined;
  const name = relative(workspace, resolve(directory, source)).replaceAll(sep, '/');
  return name.startsWith('../') || isAbsolute(name) ? undefined : name;
}

/** Escapes a message as GitHub's own toolkit does. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** The report as Markdown, for the summary of a job: pacts, what is wrong, and which consumer relies on what. */
export function githubSummary(report: VerificationReport, directories: StepDirectories): string {
  const shown = (source: string) => fileInRepository(source, directories) ?? source;
  const { provider, pacts, problems, skipped, counts, coverage, units } = report;
  const broken = counts.pacts.broken === 0 ? 'none broken' : `${counts.pacts.broken} broken`;
  const others = [
    counts.interactions.pending > 0 && `${counts.interactions.pending} failed but pending`,
    problems.length > 0 && `${problems.length} not verified`,
    skipped.length > 0 && `${skipped.length} skipped`,
  ].filter(Boolean);
  const { head, rows, legend } = coverageTable(coverage);
  return [
    `### Pacts with ${cell(provider)}: ${[`${pacts.length} verified`, broken, ...others].join(', ')}`,
    ...(report.remarks ?? []).flatMap((remark) => ['', cell(remark)]),
    ...table(
      ['', 'consumer', 'interactions', 'pact'],
      pacts.map((pact) => pactRow(pact, shown(pact.source))),
    ),
    ...table(
      ['not verified', 'why'],
      problems.map(({ source, ...rest }) => [
        cell(placeOf({ ...rest, source: shown(source) })),
        `${rest.id}: ${cell(rest.message)}`,
      ]),
    ),
    ...table(
      ['finding', 'place', 'what is wrong'],
      // What breaks the build comes first: the table has an end.
      pacts
        .flatMap((pact) => errorRows(pact, shown(pact.source)))
        .sort((one, other) => Number(one.isPending) - Number(other.isPending))
        .map(({ cells }) => cells),
    ),
    ...(pacts.length > 0 ? table(head, rows) : []),
    ...(pacts.length > 0 ? [cell(legend.join('   ')), ''] : []),
    ...units.flatMap(formatShortfall).map((line) => cell(line)),
  ].join('\n');
}

function pactRow(pact: PactReport, file: string): string[] {
  const { verdict, interactions, consumer, pending } = pact;
  const count = (wanted: string) => interactions.filter((each) => each.verdict === wanted).length;
  const [failed, waiting] = [count('failed'), count('pending')];
  const mark = isBrokenPact(pact) ? '❌' : verdict === 'failed' || waiting > 0 ? '⚠️' : '✅';
  const result = failed === 0 ? String(interactions.length) : `${failed} of ${interactions.length} failed`;
  const outcome = waiting === 0 ? result : `${result}, ${waiting} failed but pending`;
  return [mark, cell(consumer), `${outcome}${pending ? ', pending' : ''}`, cell(file)];
}

function errorRows(pact: PactReport, file: string): { readonly cells: string[]; readonly isPending: boolean }[] {
  const isError = ({ severity }: Finding) => severity === 'error';
  return pact.interactions.flatMap(({ findings, description, verdict }) => {
    const isPending = pact.pending || verdict === 'pending';
    const name = isPending ? `${description} (pending)` : description;
    return findings.filter(isError).map(({ id, line, message, ...trust }) => ({
      cells: [id, cell(`${file}:${line}`), cell(`${name}: ${message}${standingInBrackets(trust)}`)],
      isPending,
    }));
  });
}

/** No lines for a table without rows. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const more = rows.length - MOST_ROWS;
  return [
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.slice(0, MOST_ROWS).map(line),
    ...(more > 0 ? ['', `and ${more} more`] : []),
    '',
  ];
}

/** A text without meaning in Markdown and HTML, on one line. */
function cell(text: string): string {
  return short(text, 300)
    .replace(/[\\`*_{}[\]#|~!]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
