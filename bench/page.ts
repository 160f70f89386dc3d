/** What docs/explanation/performance.md shows of the last run that was kept: every figure of that page. */
import { table } from '../scripts/generate/markdown.ts';
import type { KeptRun } from './history.ts';
import { costTable, replicaTable } from './replicas.ts';
import type { Ratio, Verdict } from './result.ts';

/** @returns Markdown; without a run, a line that says so */
export function renderKeptRun(run: KeptRun | undefined): string {
  if (run === undefined) return 'No whole run has been kept yet, so there are no figures here.\n';
  return [
    renderRun(run),
    '### Targets\n',
    '"Against" is the stub\'s figure divided by the other one. Each is the median of the rounds.\n',
    table(['', 'goal', 'median', 'smallest to largest', ''], run.targets.map(targetRow)),
    '### Against each alternative\n',
    'Per second, more than 1 means that the stub is faster. For start and memory, less than 1 means that it needs less.\n',
    table(
      ['the stub against', 'creates', 'refused creates', 'reads by id', 'start to first create', 'memory then'],
      run.peers.map(({ title, version, ...ratios }) => [
        title.includes(version) ? title : `${title} (${version})`,
        ...[ratios.create, ratios.refuse, ratios.read, ratios.start, ratios.resident].map(ratioText),
      ]),
    ),
    ...renderReplicas(run),
  ].join('\n');
}

function renderRun({ commit, date, minutes, machine, rounds, measurements, skipped }: KeptRun): string {
  const { processor, cores, memoryGiB, system, node, pinned, loadAverageBefore } = machine;
  const lines = [
    `Measured on ${date}, commit ${commit}, in ${minutes.toFixed(0)} minutes, by \`npm run bench -- --keep\`.`,
    '',
    `- Machine: ${String(cores)} processors (${processor}), ${String(memoryGiB)} GiB, ${system}, Node.js ${node}.` +
      (pinned ? '' : ' Subject and generator had no processors of their own.'),
    `- Rounds: ${String(rounds.rounds)} of ${String(rounds.seconds)} s each; ${String(rounds.starts)} starts,` +
      ` ${String(rounds.verifyRounds)} rounds of verifying, ${String(rounds.consoleRounds)} with the console,` +
      ` ${String(rounds.storedRounds)} with 100,000 stored use cases.`,
    `- Other programs: a load average of ${loadAverageBefore.toFixed(1)} before; they disturbed` +
      ` ${String(measurements.disturbed)} of ${String(measurements.all)} measurements, however often these were repeated.`,
    ...skipped.map((line) => `- ${line}.`),
  ];
  return `${lines.join('\n')}\n`;
}

function targetRow(verdict: Verdict): string[] {
  const { what, measured, isMet } = verdict;
  const said = isMet === undefined ? 'not measured' : isMet ? 'met' : '**missed**';
  if (measured === undefined) return [what, goalText(verdict), '-', '-', said];
  const { median, lowest, highest } = measured;
  return [what, goalText(verdict), median.toFixed(2), lowest === highest ? '-' : range(measured), said];
}

function renderReplicas({ replicas, machine }: KeptRun): string[] {
  if (replicas.length === 0) return [];
  const [costs, ratios] = [costTable(replicas), replicaTable(replicas, machine.cores)];
  return [
    '### Three replicas over PostgreSQL, on bigger machines\n',
    'Microseconds of processor time that a request was measured to cost, with one stub and with three:\n',
    table(costs.heads, costs.rows),
    'From that follows what three replicas do, divided by what one stub does:\n',
    table(ratios.heads, ratios.rows),
  ];
}

function ratioText(ratio: Ratio | undefined): string {
  return ratio === undefined ? '-' : `${ratio.median.toFixed(2)} (${range(ratio)})`;
}

function range({ lowest, highest }: Ratio): string {
  return `${lowest.toFixed(2)} to ${highest.toFixed(2)}`;
}

/** The goal as it is shown, such as `>= 1.05`. */
export function goalText({ goal, isAtLeast }: Pick<Verdict, 'goal' | 'isAtLeast'>): string {
  const number = Number.isInteger(goal) ? String(goal) : goal.toFixed(2).replace(/0$/, '');
  return `${isAtLeast ? '>=' : '<='} ${number}`;
}
