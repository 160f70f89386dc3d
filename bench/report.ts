/** Formats the result as tables of text. */
import { BACKGROUND, CELLS, type Change, type ConsoleCost, type Pair } from './console.ts';
import { LIMITS, STORES, WORK } from './databases.ts';
import { lastOf, wasBetter, type KeptRun } from './history.ts';
import { goalText } from './page.ts';
import { ROUTES } from './proxy.ts';
import { costTable, replicaFigures, replicaTable } from './replicas.ts';
import {
  addedByProxy,
  closedCpuRatio,
  closedRatio,
  followedCpuRatio,
  followedRatio,
  isDisturbed,
  loadSamples,
  residentRatio,
  startRatio,
  storedRatio,
  throughputRatio,
  verdictsOn,
  verifyRatio,
  type Ratio,
  type Result,
  type Verdict,
} from './result.ts';
import type { Sample } from './run.ts';
import { median } from './stats.ts';
import type { Scenario } from './subjects.ts';
import { SCENARIOS } from './throughput.ts';

const TITLES: Record<Scenario, string> = {
  create: 'Valid creates (a body of 1.3 kB)',
  refuse: 'Refused creates (two mistakes)',
  read: 'Reads by id',
};
/** From this share on the generator may be the bottleneck. */
const BUSY_LIMIT = 0.9;

/** @param history of the runs before */
export function renderReport(result: Result, history: readonly KeptRun[]): string {
  const parts = [
    renderMachine(result),
    ...SCENARIOS.map((scenario) => renderScenario(result, scenario)),
    renderStarts(result),
    renderOurs(result),
    renderVerify(result),
    renderConsole(result),
    renderProxy(result),
    renderDatabases(result),
    renderVerdicts(verdictsOn(result), history),
    renderNotes(result),
  ];
  return parts.filter((part) => part !== '').join('\n\n') + '\n';
}

function renderMachine({ machine, subjects, takenAt }: Result): string {
  const where = `${machine.processor}, ${String(machine.cores)} cores, ${machine.system}, node ${machine.node}`;
  return [`${takenAt.slice(0, 10)}, ${where}`, ...subjects.map(({ title, version }) => `  ${title}: ${version}`)].join(
    '\n',
  );
}

function renderScenario(result: Result, scenario: Scenario): string {
  const rows = result.subjects.flatMap(({ name, title }) => {
    const samples = result.throughput[scenario][name];
    if (samples === undefined) return [];
    const middle = (pick: (sample: Sample) => number | undefined) =>
      median(samples.map((sample) => pick(sample) ?? NaN));
    const busy = Math.max(...samples.map((sample) => sample.busy));
    return [
      [
        title,
        `${busy > BUSY_LIMIT ? '> ' : ''}${middle((sample) => sample.perSecond).toFixed(0)}`,
        middle((sample) => sample.p50).toFixed(2),
        middle((sample) => sample.p99).toFixed(2),
        name === 'ours' ? '' : ratioText(throughputRatio(result, scenario, name)),
        percent(busy),
        percent(middle((sample) => sample.subjectBusy)),
        percent(middle((sample) => sample.foreign)),
      ],
    ];
  });
  const heads = ['', 'per second', 'p50 ms', 'p99 ms', 'ours / theirs', 'generator', 'subject', 'others'];
  return rows.length === 0 ? '' : `${TITLES[scenario]}\n${table(heads, rows)}`;
}

function renderStarts(result: Result): string {
  const rows = result.subjects.flatMap(({ name, title }) => {
    const samples = result.starts[name];
    if (samples === undefined) return [];
    const resident = samples.flatMap((sample) => sample.resident ?? []);
    const isOurs = name === 'ours';
    return [
      [
        title,
        median(samples.map(({ milliseconds }) => milliseconds)).toFixed(0),
        isOurs ? '' : ratioText(startRatio(result, name)),
        resident.length === 0 ? 'not to be had here' : median(resident).toFixed(0),
        isOurs ? '' : ratioText(residentRatio(result, name)),
      ],
    ];
  });
  const heads = ['', 'ms', 'ours / theirs', 'MiB', 'ours / theirs'];
  return rows.length === 0
    ? ''
    : `From spawning the process to its first answered create, and its memory then\n${table(heads, rows)}`;
}

function renderOurs({ lifecycle, stored, memory }: Result): string {
  const lines: string[] = [];
  if (lifecycle) {
    lines.push(
      `createStub + listen + close: ${median(lifecycle).toFixed(2)} ms (median of ${String(lifecycle.length)})`,
    );
  }
  if (stored) {
    lines.push(
      `100,000 stored against 10: creates ${times(storedRatio(stored.create)?.median)}, reads ${times(storedRatio(stored.read)?.median)}`,
    );
  }
  if (memory) {
    const points = memory.map(({ creates, resident }) => `${String(creates / 1000)}k ${resident.toFixed(0)}`);
    lines.push(`resident MiB after so many creates and reads: ${points.join(', ')}`);
  }
  return lines.length === 0 ? '' : ['use-case-stub alone', ...lines.map((line) => `  ${line}`)].join('\n');
}

function renderVerify({ verify }: Result): string {
  if (verify === undefined) return '';
  const titles = {
    hundred: 'verifying a pact of 100 interactions',
    thousand: 'verifying a pact of 1,000 interactions',
    imported: 'importing what pacts are written with',
    started: 'the same, and starting a pact',
  };
  const rows = (['hundred', 'thousand', 'imported', 'started'] as const).map((what) => {
    const { ours, theirs } = verify[what];
    return [titles[what], ...[ours, theirs].map(fastestAndMedian), ratioText(verifyRatio(verify, what))];
  });
  const heads = ['', 'use-case-stub, ms', `Pact ${verify.version}, ms`, 'ours / theirs'];
  return `Contract testing: fastest / median of ${String(verify.hundred.ours.length)}\n${table(heads, rows)}`;
}

function renderConsole({ console: cost }: Result): string {
  if (cost === undefined) return '';
  const { open, closed, alone } = cost;
  const titles = { elsewhere: 'in another organization', watched: 'in the followed one' };
  const rows = [
    ...CELLS.map((cell) => {
      const [what, place] = cell.split(' ') as ['create' | 'read', keyof typeof titles];
      return followedRow(`${what}s ${titles[place]}`, open[cell]);
    }),
    ...(['create', 'read'] as const).map((what) => closedRow(`${what}s there, after it was followed`, closed[what])),
  ];
  const heads = ['', 'without', 'with', 'throughput', 'CPU per request', 'generator', 'others'];
  const shares = (['without', 'with'] as const).map((side) => `${(median(alone[side]) * 100).toFixed(1)} %`);
  const title = `With and without a client that follows ${String(BACKGROUND)} requests per second (rounds: ${String(alone.with.length)})`;
  return [
    `${title}\n${table(heads, rows)}`,
    `  These ${String(BACKGROUND)} requests alone take the stub ${shares.join(' of a processor without, ')} with.`,
    `  ${whatWasFollowed(cost)}`,
  ].join('\n');
}

function renderProxy({ proxy }: Result): string {
  if (proxy === undefined) return '';
  const titles = { create: 'creates', read: 'reads', drift: 'creates that the service answers otherwise' };
  const rows = ROUTES.map((route) => {
    const { direct, through } = proxy[route];
    const { median: added = NaN, lowest = NaN, highest = NaN } = addedByProxy(proxy, route) ?? {};
    const p50 = (samples: readonly Sample[]) => median(samples.map((sample) => sample.p50)).toFixed(2);
    const shown = `${added.toFixed(2)} (${lowest.toFixed(2)} to ${highest.toFixed(2)})`;
    const foreign = median([...direct, ...through].map((sample) => sample.foreign ?? NaN));
    return [titles[route], p50(direct), p50(through), shown, percent(foreign)];
  });
  const title = `Through the proxy, one request after the other: milliseconds at the median (rounds: ${String(proxy.create.direct.length)})`;
  return `${title}\n${table(['', 'direct', 'through', 'added', 'others'], rows)}`;
}

function followedRow(title: string, pair: Pair<Sample>): string[] {
  return pairRow(title, pair, [ratioText(followedRatio(pair)), ratioText(followedCpuRatio(pair))]);
}

/** Shows the figures afterwards; the ratios are of how the figures changed. */
function closedRow(title: string, pair: Pair<Change>): string[] {
  const after = { without: pair.without.map((each) => each.after), with: pair.with.map((each) => each.after) };
  return pairRow(title, after, [ratioText(closedRatio(pair)), ratioText(closedCpuRatio(pair))]);
}

function pairRow(title: string, pair: Pair<Sample>, ratiosShown: readonly string[]): string[] {
  const both = [...pair.without, ...pair.with];
  const perSecond = (side: keyof Pair<Sample>) => median(pair[side].map((sample) => sample.perSecond)).toFixed(0);
  return [
    title,
    ...[perSecond('without'), perSecond('with')],
    ...ratiosShown,
    percent(Math.max(...both.map(({ busy }) => busy))),
    percent(median(both.map(({ foreign = NaN }) => foreign))),
  ];
}

function whatWasFollowed({ background, followed }: ConsoleCost): string {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const shown = sum(followed.map(({ entries }) => entries));
  const skipped = sum(followed.map((each) => each.skipped));
  const slowest = Math.min(...background.map(({ answered, seconds }) => answered / seconds));
  return `In the slowest round ${slowest.toFixed(0)} a second were answered; of all, ${String(shown)} were shown and ${String(skipped)} skipped.`;
}

function fastestAndMedian(milliseconds: readonly number[]): string {
  return `${Math.min(...milliseconds).toFixed(0)} / ${median(milliseconds).toFixed(0)}`;
}

function renderDatabases({ databases, machine }: Result): string {
  if (databases === undefined) return '';
  const { stores, limits } = databases;
  const rows = WORK.map((work) => [work, ...STORES.map((store) => median(stores[work][store]).toFixed(0))]);
  const bounds = LIMITS.map((limit) => `${median(limits[limit]).toFixed(0)} ${limit}`).join(', ');
  const title = 'Stores, per second, with 64 connections on all processors';
  const figures = replicaFigures(databases);
  const [costs, replicas] = [costTable(figures), replicaTable(figures, machine.cores)];
  return [
    `${title}\n${table(['', ...STORES], rows)}`,
    `  One connection, one after the other: ${bounds}.`,
    ...(figures.length === 0 ? [] : [table(costs.heads, costs.rows), table(replicas.heads, replicas.rows)]),
  ].join('\n');
}

function renderVerdicts(verdicts: readonly Verdict[], history: readonly KeptRun[]): string {
  const worse: string[] = [];
  const rows = verdicts.map((verdict) => {
    const { what, goal, measured, isMet } = verdict;
    const last = lastOf(verdict, history);
    if (last && measured && wasBetter(verdict, last))
      worse.push(`  ${what}: ${last.figure.toFixed(3)} at ${last.commit} (${last.date}), now ${ratioText(measured)}`);
    return [
      what,
      measured === undefined ? '-' : measured.median.toFixed(3),
      goalText(verdict),
      measured === undefined ? '-' : (measured.median / goal).toFixed(2),
      isMet === undefined ? 'not measured' : isMet ? 'met' : 'MISSED',
      last === undefined ? '' : last.figure.toFixed(3),
    ];
  });
  const shown = `Targets\n${table(['', 'today', 'goal', 'today / goal', '', 'kept last'], rows)}`;
  if (worse.length === 0) return shown;
  return `${shown}\n\nBetter in the last run that was kept than in every round of this one\n${worse.join('\n')}`;
}

function renderNotes(result: Result): string {
  const samples = loadSamples(result);
  const notes = [...result.skipped];
  if (samples.some(({ busy }) => busy > BUSY_LIMIT)) {
    notes.push('A figure with ">" is a lower bound: the generator was busy for more than 90 % of the time.');
  }
  const disturbed = samples.filter(isDisturbed).length;
  if (disturbed > 0) {
    notes.push(
      `Other programs disturbed ${String(disturbed)} of ${String(samples.length)} measurements, however often they were repeated.`,
    );
  }
  if (!result.machine.pinned) notes.push('Subject and generator were not pinned to processors of their own here.');
  return notes.join('\n');
}

function ratioText(ratio: Ratio | undefined): string {
  if (ratio === undefined) return '-';
  return `${times(ratio.median)} (${ratio.lowest.toFixed(2)} to ${ratio.highest.toFixed(2)})`;
}

function times(ratio: number | undefined): string {
  return ratio === undefined ? '-' : `${ratio.toFixed(2)}x`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '?' : `${(share * 100).toFixed(0)} %`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd();
  return [line(heads), ...rows.map(line)].join('\n');
}
