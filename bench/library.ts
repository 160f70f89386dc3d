/** Measurements of the stub alone, through its programming interface. */
import { once } from 'node:events';
import { join } from 'node:path';
import { untilSuccess } from './client.ts';
import { freePort } from './processes.ts';
import { createRequest, load, progress, requestsFor, type Run, type Running, type Sample } from './run.ts';
import { rotated } from './stats.ts';

interface MemoryAnswer {
  readonly rss: number;
  readonly heapUsed: number;
}

/** A stub in a separate process that the bench controls. */
interface Stub {
  readonly running: Running;
  reset(): Promise<void>;
  memory(): Promise<MemoryAnswer>;
}

async function startStub(run: Run): Promise<Stub> {
  const port = await freePort();
  const args = ['--expose-gc', join(run.project, 'bench', 'subjects', 'stub.js'), String(port)];
  const before = performance.now();
  const child = run.processes.start(
    { file: process.execPath, args },
    { core: run.cores.subject, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const subject = { title: 'use-case-stub (createStub)', paths: 'api' } as const;
  const reply = await untilSuccess(port, createRequest(run.inputs, subject), () => child.exitCode !== null);
  const firstId = /"id": *"([^"]+)"/.exec(reply.body)?.[1] ?? '';
  const ask = async (question: string): Promise<unknown> => {
    child.send(question);
    const [message] = (await once(child, 'message')) as [{ answer: unknown }];
    return message.answer;
  };
  return {
    running: { subject, child, pid: child.pid as number, port, startedIn: performance.now() - before, firstId },
    reset: async () => void (await ask('reset')),
    memory: async () => (await ask('memory')) as MemoryAnswer,
  };
}

/** Milliseconds of `createStub()`, `listen` and `close` in a warm process, once per time. */
export async function measureLifecycle(run: Run): Promise<readonly number[]> {
  const script = join(run.project, 'bench', 'subjects', 'lifecycle.js');
  const command = { file: process.execPath, args: [script, String(run.options.lifecycles)] };
  return JSON.parse(await run.processes.output(command, run.cores.subject)) as number[];
}

const FEW = 10;
const MANY = 100_000;
/** So few creates that the stub with few use cases keeps few. */
const CREATES = 4_000;
const READS = 16_000;
const IDS = 10;

export interface Stored {
  readonly few: readonly Sample[];
  readonly many: readonly Sample[];
}

/** Creates and reads with 100,000 use cases stored and with 10: two processes, measured in turn. */
export async function measureStored(run: Run): Promise<{ create: Stored; read: Stored }> {
  const few = { stub: await startStub(run), create: [] as Sample[], read: [] as Sample[], size: FEW };
  const many = { stub: await startStub(run), create: [] as Sample[], read: [] as Sample[], size: MANY };
  // Both must be equally warm before they are compared.
  for (const { stub } of [few, many]) await createMany(run, stub, MANY);
  await few.stub.reset();
  for (let round = 0; round < run.options.storedRounds; round++) {
    for (const side of rotated([few, many], round)) {
      if (side === few) await few.stub.reset();
      const ids = await createMany(run, side.stub, FEW, FEW);
      // Collects the garbage of the reset before the measurement.
      await side.stub.memory();
      side.read.push(await sampleOf(run, side.stub, 'read', READS, ids));
      side.create.push(await sampleOf(run, side.stub, 'create', CREATES, ids));
    }
    progress(
      `stored ${String(round + 1)}: creates ${compare(few.create, many.create)}, reads ${compare(few.read, many.read)}`,
    );
  }
  for (const { stub } of [few, many]) await run.processes.stop(stub.running.child);
  return { create: { few: few.create, many: many.create }, read: { few: few.read, many: many.read } };
}

async function sampleOf(
  run: Run,
  { running }: Stub,
  scenario: 'create' | 'read',
  count: number,
  ids: readonly string[],
): Promise<Sample> {
  const requests = requestsFor(run, running, scenario, ids);
  return (await load(run, running, { requests, expect: 200, count })).sample;
}

/** Creates use cases. @returns ids of the first ones */
async function createMany(run: Run, { running }: Stub, count: number, keepIds = IDS): Promise<readonly string[]> {
  const requests = requestsFor(run, running, 'create', []);
  return (await load(run, running, { requests, expect: 200, count, keepIds })).ids;
}

function compare(few: readonly Sample[], many: readonly Sample[]): string {
  return `${(many.at(-1)?.perSecond ?? 0).toFixed(0)}/s against ${(few.at(-1)?.perSecond ?? 0).toFixed(0)}/s`;
}

export interface MemoryPoint {
  readonly creates: number;
  /** MiB after garbage collection. */
  readonly resident: number;
  readonly heap: number;
}

const BATCH = 20_000;
const REPORT_EVERY = 100_000;

/** A million creates and reads with a reset every 20,000 creates, as a long test suite would. */
export async function measureMemory(run: Run): Promise<readonly MemoryPoint[]> {
  const stub = await startStub(run);
  const points: MemoryPoint[] = [];
  for (let creates = BATCH; creates <= run.options.memoryRequests; creates += BATCH) {
    const ids = await createMany(run, stub, BATCH, 100);
    await sampleOf(run, stub, 'read', BATCH, ids);
    await stub.reset();
    if (creates % REPORT_EVERY !== 0) continue;
    const { rss, heapUsed } = await stub.memory();
    const point = { creates, resident: rss / 1024 ** 2, heap: heapUsed / 1024 ** 2 };
    points.push(point);
    progress(`memory after ${creates.toLocaleString('en')} creates: ${point.resident.toFixed(0)} MiB`);
  }
  await run.processes.stop(stub.running.child);
  return points;
}
