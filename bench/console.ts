/**
 * Measures what an open console costs the stub. One organization gets 200 requests per second all the time, with and
 * without a client that follows them. The speed of the stub is measured in another organization, and in the same one,
 * where every measured request is shown as well.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startCompanion, type Companion } from './companions.ts';
import type { FollowOptions, FollowReport } from './follow.ts';
import { API_KEY, pathOf } from './inputs.ts';
import type { PaceOptions, PaceReport } from './pace.ts';
import { cpuSecondsOf } from './processes.ts';
import { load, progress, requestsFor, startSubject, type Run, type Running, type Sample } from './run.ts';
import { rotated } from './stats.ts';
import { chooseSubjects, type Scenario, type Subject } from './subjects.ts';
import { figures, leastDisturbed } from './throughput.ts';

/** Requests per second in the followed organization. */
export const BACKGROUND = 200;
const WATCHED_KEY = 'bench-watched';
const OTHER_KEY = 'bench-other';
const IDS = 100;
/** Time for the stub to notice that the client has disconnected; it polls every 200 ms. */
const SETTLE_MILLISECONDS = 500;

export type Measured = Extract<Scenario, 'create' | 'read'>;
/** The organization of the measured requests: another one, or the followed one. */
export type Place = 'elsewhere' | 'watched';
type Cell = `${Measured} ${Place}`;
export const CELLS = ['create elsewhere', 'read elsewhere', 'create watched', 'read watched'] as const satisfies Cell[];

/** Figures with and without a follower, one of each per round. */
export interface Pair<Figure> {
  readonly with: Figure[];
  readonly without: Figure[];
}
const SIDES = ['without', 'with'] as const satisfies (keyof Pair<unknown>)[];

/** The same figure of one stub, a while apart. */
export interface Change {
  readonly before: Sample;
  readonly after: Sample;
}

export interface ConsoleCost {
  /** With and without a follower. */
  readonly open: Record<Cell, Pair<Sample>>;
  /** Share of a processor that the stub uses for the 200 requests per second alone. */
  readonly alone: Pair<number>;
  /** In the followed organization: a stub before and after it was followed, and one that meanwhile was not. */
  readonly closed: Record<Measured, Pair<Change>>;
  readonly background: readonly PaceReport[];
  readonly followed: readonly FollowReport[];
}

/** A warm stub with its background of requests. */
interface Scene {
  readonly running: Running;
  readonly background: Companion<PaceReport>;
  /** Ids of stored use cases. */
  readonly ids: Readonly<Record<Place, readonly string[]>>;
}

interface Growing extends ConsoleCost {
  readonly background: PaceReport[];
  readonly followed: FollowReport[];
}

export async function measureConsole(run: Run): Promise<ConsoleCost> {
  const [ours] = chooseSubjects(run.project, run.inputs, ['ours']).subjects as [Subject];
  const pair = <Figure>(): Pair<Figure> => ({ with: [], without: [] });
  const result: Growing = {
    open: Object.fromEntries(CELLS.map((cell) => [cell, pair<Sample>()])) as Growing['open'],
    alone: pair(),
    closed: { create: pair(), read: pair() },
    background: [],
    followed: [],
  };
  for (let round = 0; round < run.options.consoleRounds; round++) {
    await measureOpen(run, ours, round, result);
    for (const side of rotated(SIDES, round)) await measureClosed(run, ours, side, round, result);
  }
  return result;
}

/** One stub. Every figure is taken with and without a follower, in direct succession. */
async function measureOpen(run: Run, ours: Subject, round: number, result: Growing): Promise<void> {
  const scene = await setScene(run, ours);
  for (const [index, cell] of CELLS.entries()) {
    for (const side of rotated(SIDES, round + index)) {
      const sample = await watching(run, scene, side, result, (pids) => measureCell(run, scene, cell, pids));
      result.open[cell][side].push(sample);
      tell(round, `${cell}, ${side === 'with' ? 'followed' : 'not followed'}`, sample);
    }
  }
  for (const side of rotated(SIDES, round)) {
    result.alone[side].push(await watching(run, scene, side, result, () => shareOfProcessor(run, scene)));
  }
  await strikeScene(run, scene, result);
}

/** A separate stub, measured before and after its stream is opened and closed again, or left closed for as long. */
async function measureClosed(run: Run, ours: Subject, side: keyof Pair<unknown>, round: number, result: Growing) {
  const scene = await setScene(run, ours);
  await useOtherwise(run, scene.running);
  const measure = async (when: string) => {
    const samples: Partial<Record<Measured, Sample>> = {};
    for (const scenario of ['create', 'read'] as const) {
      samples[scenario] = await measureCell(run, scene, `${scenario} watched`, [scene.background.pid]);
      tell(round, `${scenario} watched, ${when}`, samples[scenario]);
    }
    return samples as Record<Measured, Sample>;
  };
  const before = await measure('before');
  await watching(run, scene, side, result, () => sleep(run.options.seconds * 1000));
  await sleep(SETTLE_MILLISECONDS);
  // A stream that ends has Node do what it had not done before, and V8 compiles some forty functions of Node's streams
  // once more. That takes about 0.3 s of the next creates, once; what is asked here is what remains.
  await warmUp(run, scene.running, WATCHED_KEY);
  const after = await measure(side === 'with' ? 'closed again' : 'never opened');
  for (const scenario of ['create', 'read'] as const)
    result.closed[scenario][side].push({ before: before[scenario], after: after[scenario] });
  await strikeScene(run, scene, result);
}

/**
 * What a stub in use is asked besides: a stub that has met nothing but the two measured requests becomes slower by the
 * first other one, whatever it is.
 */
async function useOtherwise(run: Run, running: Running): Promise<void> {
  const refused = requestsFor(run, running, 'refuse', [], OTHER_KEY);
  await load(run, running, { requests: refused, expect: 400, seconds: run.options.warmUpSeconds / 4 });
  const paths = ['', '/000000000000000000000000', '/short'].map((rest) => pathOf('api') + rest);
  for (const path of [...paths, '/__stub/requests?limit=5', '/__stub/use-cases?limit=5', '/__stub/health']) {
    const headers = { authorization: `Bearer ${OTHER_KEY}` };
    await (await fetch(`http://127.0.0.1:${String(running.port)}${path}`, { headers })).arrayBuffer();
  }
  await warmUp(run, running, API_KEY);
}

async function setScene(run: Run, ours: Subject): Promise<Scene> {
  const running = await startSubject(run, ours, true);
  const ids = { elsewhere: await warmUp(run, running, API_KEY), watched: await warmUp(run, running, WATCHED_KEY) };
  const { validBody } = run.inputs;
  const options: PaceOptions = {
    port: running.port,
    perSecond: BACKGROUND,
    key: WATCHED_KEY,
    requests: [{ path: pathOf('api'), body: validBody }, { path: pathOf('api', ids.watched[0]) }],
  };
  return { running, ids, background: await startCompanion<PaceReport>(run, 'pace.ts', options) };
}

async function strikeScene(run: Run, { running, background }: Scene, result: Growing): Promise<void> {
  const report = await background.stop();
  if (Object.keys(report.unexpected).length > 0)
    throw new Error(`the requests in the background did not answer 200: ${JSON.stringify(report.unexpected)}`);
  result.background.push(report);
  await run.processes.stop(running.child);
}

async function warmUp(run: Run, running: Running, key: string): Promise<readonly string[]> {
  const seconds = run.options.warmUpSeconds / 2;
  const creates = requestsFor(run, running, 'create', [], key);
  const { ids } = await load(run, running, { requests: creates, expect: 200, seconds, keepIds: IDS });
  await load(run, running, { requests: requestsFor(run, running, 'read', ids, key), expect: 200, seconds });
  return ids;
}

/** Measures with or without a follower. */
async function watching<Figure>(
  run: Run,
  { running, background }: Scene,
  side: keyof Pair<unknown>,
  result: Growing,
  measure: (companions: readonly number[]) => Promise<Figure>,
): Promise<Figure> {
  if (side === 'without') {
    await sleep(SETTLE_MILLISECONDS);
    return measure([background.pid]);
  }
  const options: FollowOptions = { port: running.port, key: WATCHED_KEY };
  const follower = await startCompanion<FollowReport>(run, 'follow.ts', options);
  const figure = await measure([background.pid, follower.pid]);
  const report = await follower.stop();
  if (report.entries === 0) throw new Error('the follower received no requests');
  result.followed.push(report);
  return figure;
}

function measureCell(run: Run, { running, ids }: Scene, cell: Cell, companions: readonly number[]): Promise<Sample> {
  const [scenario, place] = cell.split(' ') as [Measured, Place];
  const key = place === 'watched' ? WATCHED_KEY : API_KEY;
  const requests = requestsFor(run, running, scenario, ids[place], key);
  return leastDisturbed(run, running, { requests, expect: 200, seconds: run.options.seconds }, companions);
}

async function shareOfProcessor(run: Run, { running }: Scene): Promise<number> {
  const startedAt = performance.now();
  const before = cpuSecondsOf(running.pid) ?? NaN;
  await sleep(run.options.seconds * 1000);
  const used = (cpuSecondsOf(running.pid) ?? NaN) - before;
  return used / ((performance.now() - startedAt) / 1000);
}

function tell(round: number, what: string, sample: Sample): void {
  progress(`console ${String(round + 1)} ${what.padEnd(31)} ${figures(sample)}`);
}
