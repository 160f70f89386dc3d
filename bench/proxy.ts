/**
 * Measures what the proxy adds to the time of a request: a client sends one after the other, to the stub itself and to the
 * stub through the proxy. What the proxy finds out about one request, it does while the next one may come already.
 */
import { pathOf } from './inputs.ts';
import { load, progress, requestsFor, startSubject, type Load, type Run, type Running, type Sample } from './run.ts';
import { rotated } from './stats.ts';
import { chooseSubjects, type Subject } from './subjects.ts';
import { figures, leastDisturbed } from './throughput.ts';

/** `drift`: creates that the service answers otherwise than the stub in the proxy, which has to find out why. */
export const ROUTES = ['create', 'read', 'drift'] as const;
export type Route = (typeof ROUTES)[number];
const SIDES = ['direct', 'through'] as const;

/** One sample of each side per round. */
export type ProxyCost = Record<Route, Record<(typeof SIDES)[number], Sample[]>>;

/** A service, and a proxy in front of it. */
type Pair = Record<(typeof SIDES)[number], Running>;

/** Ids of use cases that are read. */
const IDS = 100;
/** As with most clients, so that no request waits for another one. */
const ONE_AT_A_TIME = { connections: 1, expect: 200 } as const;
const OTHERWISE = ['--assume', 'max-duration-default=absent'];

export async function measureProxy(run: Run): Promise<ProxyCost> {
  const cost = Object.fromEntries(ROUTES.map((route) => [route, { direct: [], through: [] }])) as unknown as ProxyCost;
  for (let round = 0; round < run.options.rounds; round++) {
    const alike = await startPair(run, []);
    const ids = await warmUp(run, alike);
    await measure(run, cost.create, alike, 'create', round, { requests: requestsFor(run, alike.direct, 'create', []) });
    await measure(run, cost.read, alike, 'read', round, { requests: requestsFor(run, alike.direct, 'read', ids) });
    await stopPair(run, alike);
    const other = await startPair(run, OTHERWISE);
    await warmUp(run, other);
    await measure(run, cost.drift, other, 'drift', round, { requests: requestsFor(run, other.direct, 'create', []) });
    await stopPair(run, other);
  }
  return cost;
}

async function measure(
  run: Run,
  samples: ProxyCost[Route],
  pair: Pair,
  route: Route,
  round: number,
  requests: Pick<Load, 'requests'>,
): Promise<void> {
  for (const side of rotated(SIDES, round)) {
    const what = { ...ONE_AT_A_TIME, ...requests, seconds: run.options.seconds };
    const other = side === 'through' ? [pair.direct.pid] : [pair.through.pid];
    const sample = await leastDisturbed(run, pair[side], what, other);
    samples[side].push(sample);
    const title = `proxy ${String(round + 1)} ${route}, ${side}`;
    progress(`${title.padEnd(24)} p50 ${sample.p50.toFixed(3)} ms, ${figures(sample)}`);
  }
}

/** The service shares the generator's processor: while one works, the other waits. */
async function startPair(run: Run, flags: readonly string[]): Promise<Pair> {
  const [ours] = chooseSubjects(run.project, run.inputs, ['ours']).subjects as [Subject];
  const { file, args, environment } = ours.command(0);
  const [script = ''] = args;
  const beside: Run = { ...run, cores: { ...run.cores, subject: run.cores.generator } };
  const service = {
    ...ours,
    name: 'proxied',
    title: 'the service',
    command: (port: number) => ({
      file,
      args: [script, '--port', String(port), ...flags],
      ...(environment && { environment }),
    }),
  };
  const direct = await startSubject(beside, service, true);
  const url = `http://127.0.0.1:${String(direct.port)}${pathOf('api').replace(/\/use-cases$/, '')}`;
  const proxy = {
    ...ours,
    name: 'proxy',
    title: 'the proxy',
    command: (port: number) => ({ file, args: [script, 'proxy', '--url', url, '--port', String(port)] }),
  };
  return { direct, through: await startSubject(run, proxy, true) };
}

/** @returns ids of use cases, which the proxy knows */
async function warmUp(run: Run, { direct, through }: Pair): Promise<readonly string[]> {
  const seconds = run.options.warmUpSeconds / 2;
  let ids: readonly string[] = [];
  for (const running of [direct, through]) {
    const creates = { ...ONE_AT_A_TIME, requests: requestsFor(run, running, 'create', []), seconds, keepIds: IDS };
    ({ ids } = await load(run, running, creates));
    await load(run, running, { ...ONE_AT_A_TIME, requests: requestsFor(run, running, 'read', ids), seconds });
  }
  return ids;
}

async function stopPair(run: Run, { direct, through }: Pair): Promise<void> {
  await run.processes.stop(through.child);
  await run.processes.stop(direct.child);
}
