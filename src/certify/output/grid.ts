import { short } from '../../lib/plain-text.ts';
import { textTable } from '../../lib/text-table.ts';
import type { Certification, CertifiedRun } from '../certify.ts';
import { groups } from '../disturbances.ts';
import { weak, type Verdict } from '../judge.ts';

/** What each verdict says. */
export const meanings: Readonly<Record<Verdict, string>> = {
  held: 'the suite passes, as it is to',
  noticed: 'a test fails, as one may',
  unnoticed: 'the suite passes, though the client cannot have got what it needs',
  failed: 'the suite fails, though the client gets all that it needs',
  crashed: 'an error that no assertion made, or a signal, ended a test',
  hung: 'the suite was still running at the time limit',
  hasty: 'the client asked again before the time that Retry-After told',
  unreached: 'no request met it, or the operation has no such reply',
};

/** A verdict with the requests that came again, weaknesses in capitals. */
export function cellOf(run: CertifiedRun | undefined): string {
  if (run === undefined || run.verdict === 'unreached') return '-';
  const word = weak.has(run.verdict) ? run.verdict.toUpperCase() : run.verdict;
  return run.retries > 0 ? `${word} r${run.retries}` : word;
}

/** The runs by what happened: a row for each disturbance, a cell for each operation. */
export function rowsOf({ runs, operations }: Pick<Certification, 'runs' | 'operations'>) {
  const byWhat = Map.groupBy(runs, ({ group, what }) => `${group}/${what}`);
  return groups.flatMap((group) =>
    [...byWhat.values()].flatMap((same) => {
      const [first] = same;
      if (first?.group !== group) return [];
      return [
        { group, what: first.what, runs: operations.map((id) => same.find(({ operation }) => operation === id)) },
      ];
    }),
  );
}

/** The outcome in a sentence. */
export function outcomeOf({ verdict, weaknesses, allowed, runs, undisturbed }: Certification): string {
  const { end, exitCode } = undisturbed;
  switch (verdict) {
    case 'failing':
      return end === 'hung'
        ? 'The suite does not end by itself, so nothing was disturbed. Mend that first, or give it more time: --time-limit.'
        : `The suite fails as it is (exit code ${exitCode}), so nothing was disturbed. Mend that first.`;
    case 'silent':
      return 'The suite sent no request of the API to the stub. Does its client take the address from the environment?';
    case 'blind':
      return 'The suite passed whatever the API did: it notices nothing. Let it assert what the client makes of replies.';
    default: {
      const count = `${weaknesses} ${weaknesses === 1 ? 'weakness' : 'weaknesses'} in ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`;
      return `${count}${allowed > 0 ? `; ${allowed} allowed` : ''}.`;
    }
  }
}

/** How many requests the undisturbed run sent, in words. */
export function requestsOf({ undisturbed: { requests } }: Certification): string {
  return `${requests} ${requests === 1 ? 'request' : 'requests'}`;
}

/** What a run that shows a weakness says: what, where, by which request, and why. */
export function weaknessLines(run: CertifiedRun): string[] {
  const { verdict, operation, what, request, reason } = run;
  const about = request && `${request.method} ${short(request.url, 60)}, answered with ${request.status}`;
  return [`${verdict.toUpperCase()}  ${operation}: ${what}`, about, reason && short(reason, 300)].filter(
    (line) => line !== undefined,
  );
}

/** The report for a terminal, at most 80 columns wide in its grid. */
export function terminalReport(report: Certification): string {
  const { command, undisturbed, runs } = report;
  const passed = `${Math.round(undisturbed.milliseconds / 100) / 10} s, ${requestsOf(report)}`;
  const lines = [`certify: ${short(command.join(' '), 70)}`, `undisturbed: ${passed}`, ''];
  if (undisturbed.output !== undefined) lines.push(undisturbed.output.trimEnd(), '');
  if (runs.length > 0) {
    lines.push(...grids(report), '');
    const seen = new Set<Verdict>(runs.map(({ verdict }) => verdict).filter((verdict) => verdict !== 'unreached'));
    const explained = (Object.keys(meanings) as Verdict[]).filter((verdict) => seen.has(verdict));
    lines.push(...textTable(explained.map((verdict) => [verdict, meanings[verdict]])));
    if (runs.some(({ verdict }) => verdict === 'unreached')) lines.push(`-  ${meanings.unreached}`);
    if (runs.some(({ retries }) => retries > 0)) lines.push('r1  so many requests were sent again');
    lines.push('');
  }
  for (const run of runs.filter(({ verdict }) => weak.has(verdict))) {
    const [first = '', ...others] = weaknessLines(run);
    lines.push(first, ...others.map((line) => `  ${line}`), '');
  }
  return [...lines, outcomeOf(report), ''].join('\n');
}

const WIDTH = 80;

/** As many operations side by side as there is room for. */
function grids(report: Certification): string[] {
  const { operations } = report;
  const rows = rowsOf(report);
  const lines: string[] = [];
  const head = Math.max(...rows.map(({ what }) => what.length)) + 2;
  for (let from = 0; from < operations.length;) {
    let to = from;
    let width = head;
    for (; to < operations.length; to++) {
      const cells = rows.map(({ runs }) => cellOf(runs[to]).length);
      const more = 2 + Math.max((operations[to] as string).length, ...cells);
      if (to > from && width + more > WIDTH) break;
      width += more;
    }
    const table: string[][] = [['', ...operations.slice(from, to)]];
    for (const group of groups) {
      const own = rows.filter((row) => row.group === group);
      if (own.length > 0)
        table.push([group], ...own.map(({ what, runs }) => [`  ${what}`, ...runs.slice(from, to).map(cellOf)]));
    }
    if (from > 0) lines.push('');
    lines.push(...textTable(table));
    from = to;
  }
  return lines;
}
