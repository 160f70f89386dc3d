/** Probes and fidelity files as text for people. */
import type { Fidelity } from '../../contract/fidelity.ts';
import { plain, short } from '../../lib/plain-text.ts';
import { textTable } from '../../lib/text-table.ts';
import { wrapText } from '../../lib/wrap-text.ts';
import { ageOf, countsOf, OLD_AFTER_DAYS, oldRows, type FidelityChange, type FidelityRow } from '../changes.ts';
import { NOT_WRITTEN, type ProbeReport } from '../probe-report.ts';

/** What a probe would send, for the question before it and for `--dry-run`. */
export function planText({ requests, fidelity }: ProbeReport): string {
  const writing = requests.filter(({ asked }) => !asked.startsWith('GET '));
  const left = requests.filter(({ asked, status }) => asked.startsWith('POST') && status === 200).length;
  return lines([
    `To ${fidelity.service}, one after the other:`,
    '',
    ...requests.flatMap(({ asked, body }) => [
      `  ${asked}`,
      ...(body === undefined ? [] : [`      ${short(body, 72)}`]),
    ]),
    '',
    ...paragraph(
      `${counted(requests.length, 'request')}. --json has each as a curl command. This is what follows if the service answers as the stub does. Where it answers otherwise, a few others follow.`,
    ),
    ...(writing.length === 0
      ? []
      : paragraph(
          `About ${counted(left, 'use case')} will be created, hidden, with a name or a note that begins with "${fidelity.mark}". No delete is documented: unless there is one, they stay.`,
        )),
  ]);
}

/** What a probe found. @param file where it is written, if it is */
export function probeText(report: ProbeReport, rows: readonly FidelityRow[], file: string | undefined): string {
  const { stopped, requests, fidelity } = report;
  const { created, mark } = fidelity;
  const unwritten = rows.filter(({ because }) => because === NOT_WRITTEN);
  // Of a probe that was stopped, what it did not come to is of no interest.
  const isTold = ({ result, because }: FidelityRow) =>
    result === 'refuted' || (result === 'undecided' && stopped === undefined && because !== NOT_WRITTEN);
  return lines([
    ...(stopped === undefined ? [] : paragraph(`Stopped early: ${plain(stopped)}.`)),
    ...rowsText(rows.filter(isTold)),
    ...paragraph(`${counted(requests.length, 'request')}; ${countsText(rows)}.`),
    ...(unwritten.length === 0
      ? []
      : paragraph(
          `Only writing tells ${unwritten.length} of these; the same command without --read-only asks: ${unwritten.map(({ id }) => id).join(', ')}.`,
        )),
    ...(created.length === 0
      ? []
      : paragraph(
          `${counted(created.length, 'use case')} left with the service, with a name or a note that begins with "${mark}": ${created.map(plain).join(', ')}.`,
        )),
    ...(file === undefined ? [] : [`Written: ${file}`]),
    ...(file === undefined || stopped !== undefined
      ? []
      : paragraph(`"use-case-stub fidelity ${file}" shows all of it, "use-case-stub --fidelity ${file}" lives by it.`)),
  ]);
}

/** A fidelity file. */
export function fidelityText(fidelity: Fidelity, rows: readonly FidelityRow[], now: Date): string {
  return lines([
    ...paragraph(`${headOf(fidelity)}: ${countsText(rows)}.`),
    ...ageText(fidelity, rows, now),
    '',
    ...rowsText(rows),
  ]);
}

/** What is between two fidelity files. */
export function changesText(one: Fidelity, other: Fidelity, changes: readonly FidelityChange[]): string {
  const strange = one.service === other.service ? [] : paragraph('The files are about different services.');
  const heads = [`old  ${headOf(one)}`, `new  ${headOf(other)}`];
  if (changes.length === 0) return lines([...heads, ...strange, '', 'Nothing has changed.']);
  const table = changes.map(({ id, change, old, new: row }) => [
    change,
    id,
    shown(old),
    '->',
    shown(row),
    row.sentence,
  ]);
  return lines([...heads, ...strange, '', ...textTable(table)]);
}

/** A fidelity file in Markdown, for a pull request. */
export function fidelityMarkdown(fidelity: Fidelity, rows: readonly FidelityRow[], now: Date): string {
  return lines([
    `### What the API does`,
    '',
    `${headOf(fidelity)}: ${countsText(rows)}.`,
    ...ageText(fidelity, rows, now),
    '',
    ...markdownTable(
      ['assumption', 'result', 'the service', 'what it does'],
      rows.map((row) => [
        `\`${row.id}\``,
        strong(row),
        shown(row),
        [whatItDoes(row), ...whatWasAssumed(row)].join(' '),
      ]),
    ),
  ]);
}

/** What is between two fidelity files, in Markdown. */
export function changesMarkdown(one: Fidelity, other: Fidelity, changes: readonly FidelityChange[]): string {
  const table = markdownTable(
    ['assumption', '', 'before', 'now', 'what it does now'],
    changes.map(({ id, change, old, new: row }) => [`\`${id}\``, change, shown(old), shown(row), whatItDoes(row)]),
  );
  return lines([
    '### What the API does otherwise',
    '',
    `- before: ${headOf(one)}`,
    `- now: ${headOf(other)}`,
    '',
    ...(changes.length === 0 ? ['Nothing has changed.'] : table),
  ]);
}

function headOf({ service, startedAt, finishedAt, tool, readOnly }: Fidelity): string {
  const how = [readOnly && 'read only', finishedAt === undefined && 'not to the end'].filter(Boolean).join(', ');
  return `${plain(service)}, probed on ${(finishedAt ?? startedAt).slice(0, 10)} by use-case-stub ${plain(tool)}${how && ` (${how})`}`;
}

function ageText(fidelity: Fidelity, rows: readonly FidelityRow[], now: Date): string[] {
  const days = ageOf(fidelity, now);
  if (days <= OLD_AFTER_DAYS) return [];
  const old = oldRows(rows, now).map(({ id }) => id);
  const isAllOld = old.length === rows.filter(({ result }) => result !== 'undecided').length;
  const what = isAllOld ? `This is ${days} days old` : `The results of ${old.join(', ')} are up to ${days} days old`;
  return paragraph(`${what}, and the service may do otherwise by now: run "use-case-stub probe" again.`);
}

function countsText(rows: readonly FidelityRow[]): string {
  const { confirmed, refuted, undecided } = countsOf(rows);
  return `${confirmed} confirmed, ${refuted} refuted, ${undecided} undecided`;
}

function rowsText(rows: readonly FidelityRow[]): string[] {
  if (rows.length === 0) return [];
  const table = textTable(rows.map((row) => [row.result, row.id, shown(row)]));
  return rows
    .flatMap((row, index) => [
      table[index] ?? '',
      ...indented(whatItDoes(row)),
      ...whatWasAssumed(row).flatMap(indented),
    ])
    .concat('');
}

/** The way that the service goes, in one word. */
function shown({ value, result }: FidelityRow): string {
  return value ?? (result === 'refuted' ? 'none that is known' : '?');
}

function whatItDoes({ value, sentence, because, seen }: FidelityRow): string {
  if (value !== undefined) return plain(sentence);
  const last = seen?.at(-1);
  return plain(`Assumed: ${sentence} ${sentenceOf(because ?? '')}${last === undefined ? '' : ` ${last}`}`);
}

function whatWasAssumed({ assumed }: FidelityRow): string[] {
  return assumed === undefined ? [] : [`Assumed was: ${plain(assumed)}`];
}

function sentenceOf(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function strong({ result }: FidelityRow): string {
  return result === 'refuted' ? `**${result}**` : result;
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function paragraph(text: string): string[] {
  return [wrapText(text)];
}

function indented(text: string): string[] {
  return [wrapText(text, '    ')];
}

function counted(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? '' : 's'}`;
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
