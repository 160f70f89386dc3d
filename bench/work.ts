/**
 * How much work a create, a refusal and a read are: the bytes that they allocate and the functions that they call. Unlike
 * seconds, these hardly differ between runs and machines, so a test can hold them against figures in a file.
 */
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { exampleBodies, pathOf, requestText } from './inputs.ts';
import { generateLoad } from './load.ts';
import { Processes } from './processes.ts';
import type { Scenario } from './subjects.ts';

/** Per request. */
export interface Work {
  /** Allocated on the heap of V8 and in buffers. */
  readonly bytes: number;
  /** Calls of functions of the package and of its dependencies. */
  readonly calls: number;
}

/** The figures that are accepted, with the Node that they were counted on. */
export interface AcceptedWork {
  readonly node: string;
  readonly work: Readonly<Record<Scenario, Work>>;
}

const ACCEPT_WORK = 'npm run bench -- --accept-work';
/** In ten runs on a busy machine no figure differed by 2 % from another run's. */
const TOLERANCE = 0.15;
const WARM_UP = 500;
const REQUESTS = 250;
/** MiB of a young generation that no run fills, so that nothing is collected. */
const YOUNG_GENERATION = 256;

/** Counts the work of the built stub, which runs in a process of its own and answers over a socket. */
export async function countWork(project: string): Promise<Record<Scenario, Work>> {
  const processes = new Processes();
  const child = processes.start(
    {
      file: process.execPath,
      args: [
        `--max-semi-space-size=${YOUNG_GENERATION}`,
        `--min-semi-space-size=${YOUNG_GENERATION}`,
        ...['--import', join(project, 'bench', 'subjects', 'count-work.js')],
        ...[join(project, 'dist', 'cli.js'), '--port', '0', '--json'],
      ],
      // Coverage of a test run would add its own work.
      environment: { NODE_V8_COVERAGE: '' },
    },
    { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] },
  );
  const ask = async <Answer>(question: string): Promise<Answer> => {
    child.send(question);
    const [answer] = (await once(child, 'message')) as [Answer];
    return answer;
  };
  try {
    const port = await portOf(child.stdout as NodeJS.ReadableStream);
    // One connection, since requests that arrive together are answered together, and how many do depends on the time.
    const send = ({ requests, expect }: Kind, count: number) =>
      generateLoad({ port, connections: 1, requests, expect, count, keepIds: 1 });
    const kinds = await kindsOf(project, send);
    for (const kind of kinds) await send(kind, WARM_UP);
    const bytes = {} as Record<Scenario, number>;
    for (const kind of kinds) {
      const before = await ask<Bytes>('bytes');
      await send(kind, REQUESTS);
      const after = await ask<Bytes>('bytes');
      if (after.collections > 0) throw new Error(`${YOUNG_GENERATION} MiB are too few: garbage was collected`);
      bytes[kind.scenario] = (after.bytes - before.bytes) / REQUESTS;
    }
    const calls = {} as Record<Scenario, number>;
    await ask('count calls');
    for (const kind of kinds) {
      await ask('calls');
      await send(kind, REQUESTS);
      calls[kind.scenario] = (await ask<number>('calls')) / REQUESTS;
    }
    const of = (scenario: Scenario) => ({ bytes: Math.round(bytes[scenario]), calls: Math.round(calls[scenario]) });
    return { create: of('create'), refuse: of('refuse'), read: of('read') };
  } finally {
    await processes.stop(child);
  }
}

interface Bytes {
  readonly bytes: number;
  readonly collections: number;
}

/** A kind of requests with its only reply. */
interface Kind {
  readonly scenario: Scenario;
  readonly requests: readonly string[];
  readonly expect: number;
}

type Send = (kind: Kind, count: number) => ReturnType<typeof generateLoad>;

async function kindsOf(project: string, send: Send): Promise<Kind[]> {
  const { valid, invalid } = exampleBodies(project);
  const create: Kind = { scenario: 'create', requests: [requestText('POST', pathOf('api'), valid)], expect: 200 };
  const { ids } = await send(create, 1);
  return [
    create,
    { scenario: 'refuse', requests: [requestText('POST', pathOf('api'), invalid)], expect: 400 },
    { scenario: 'read', requests: [requestText('GET', pathOf('api', ids[0]))], expect: 200 },
  ];
}

async function portOf(output: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface(output))
    return Number(new URL((JSON.parse(line) as { url: string }).url).port);
  throw new Error('the stub did not start');
}

/** @returns a sentence for each figure that differs too much from the accepted one */
export function compareWork(found: Readonly<Record<Scenario, Work>>, accepted: AcceptedWork): string[] {
  const node = process.versions.node;
  const where = node === accepted.node ? '' : ` (counted on Node ${node}, accepted on ${accepted.node})`;
  return (Object.keys(TITLES) as Scenario[]).flatMap((scenario) =>
    (['bytes', 'calls'] as const).flatMap((unit) => {
      const [is, was] = [found[scenario][unit], accepted.work[scenario][unit]];
      const change = is / was - 1;
      if (Math.abs(change) <= TOLERANCE) return [];
      const share = `${Math.abs(change * 100).toFixed(0)} %`;
      const fact = `${TITLES[scenario]} ${VERBS[unit](is)}, ${share} ${change > 0 ? 'more' : 'less'} than the ${count(was)} of bench/work.json${where}.`;
      const remedy = change > 0 ? 'Let it do less again, or accept that' : 'Accept it, so that the gain is kept';
      return [`${fact} ${remedy}: ${ACCEPT_WORK}`];
    }),
  );
}

const TITLES: Record<Scenario, string> = { create: 'A create', refuse: 'A refused create', read: 'A read' };
const VERBS: Record<keyof Work, (figure: number) => string> = {
  bytes: (figure) => `allocates ${count(figure)} bytes`,
  calls: (figure) => `calls ${count(figure)} functions`,
};

function count(figure: number): string {
  return figure.toLocaleString('en');
}

const fileIn = (project: string) => join(project, 'bench', 'work.json');

export function readAcceptedWork(project: string): AcceptedWork {
  return JSON.parse(readFileSync(fileIn(project), 'utf8')) as AcceptedWork;
}

/** Accepts what the stub does now. @returns one line for each figure */
export async function acceptWork(project: string): Promise<string> {
  const accepted: AcceptedWork = { node: process.versions.node, work: await countWork(project) };
  writeFileSync(fileIn(project), `${JSON.stringify(accepted, null, 2)}\n`);
  const lines = (Object.keys(TITLES) as Scenario[]).map((scenario) => {
    const { bytes, calls } = accepted.work[scenario];
    return `${TITLES[scenario]} ${VERBS.bytes(bytes)} and ${VERBS.calls(calls)}.\n`;
  });
  return `${lines.join('')}These figures are now in bench/work.json; commit it.\n`;
}
