/**
 * The part of the trial `compose` that runs beside the container engine: starts the stack of deploy/compose.yaml,
 * disturbs it while clients create and read, and prints what they saw as JSON. Run by compose.ts.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { UseCase } from '../src/index.ts';

/** What clients saw while something happened to the stack. */
export interface Disturbance {
  readonly what: string;
  readonly requests: number;
  /** Requests that were answered by 5xx, or not at all. */
  readonly failed: number;
  /** Seconds between the first and the last failed request. */
  readonly longest: number;
  /** Seconds until what was disturbed was healthy again, as the engine or, for the database, the balancer says. */
  readonly healthyAfter?: number;
}

export interface ComposeFigures {
  /** Seconds from Compose's end until the balancer said that the stub is ready. */
  readonly healthyAfter: number;
  readonly disturbances: readonly Disturbance[];
  readonly acknowledged: number;
}

const COMPOSE_FILE = fileURLToPath(new URL('../deploy/compose.yaml', import.meta.url));
const BASE = 'http://127.0.0.1:4010';
const ADMIN_KEY = 'trial';
const HEADERS = { authorization: 'Bearer trial', 'content-type': 'application/json' };
/** Milliseconds of rest after each disturbance, so that what comes late is counted with its cause. */
const REST = 3_000;
const PATIENCE = 120_000;

const execute = promisify(execFile);
const environment = (image: string) => ({
  ...process.env,
  COMPOSE_PROJECT_NAME: 'trial',
  POSTGRES_PASSWORD: 'trial',
  USE_CASE_STUB_ADMIN_KEY: ADMIN_KEY,
  STUB_IMAGE: image,
});

const docker = async (...args: string[]) => (await execute('docker', args)).stdout.trim();
const inspect = (container: string, field: string) => docker('inspect', '--format', `{{${field}}}`, container);
const health = (container: string) => inspect(container, '.State.Health.Status');
const containersOf = async (service: string) =>
  (await docker('ps', '--quiet', '--filter', `label=com.docker.compose.service=${service}`)).split('\n').sort();

/** Waits until something is so. @returns the seconds that it took */
async function until(what: string, isSo: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  while (!(await isSo().catch(() => false))) {
    if (performance.now() - startedAt > PATIENCE) throw new Error(`${what}: not within ${PATIENCE / 1_000} s`);
    await pause(50);
  }
  return (performance.now() - startedAt) / 1_000;
}

const isReady = async () => (await fetch(`${BASE}/__stub/ready`)).status === 200;

/** Clients that create and read through the balancer until they are told to end. */
class Clients {
  readonly acknowledged = new Map<string, string>();
  #requests = 0;
  #failedAt: number[] = [];
  #isOver = false;
  readonly #running: Promise<void>[];

  constructor(writers: number, readers: number) {
    let number = 0;
    const create = async () => {
      const name = `use case ${number++}`;
      const response = await this.#send('/use-cases', { method: 'POST', body: JSON.stringify({ name }) });
      if (response) this.acknowledged.set((JSON.parse(response) as UseCase).id, name);
    };
    const read = async () => {
      const id = [...this.acknowledged.keys()].at(-1);
      if (id !== undefined) await this.#send(`/use-cases/${id}`);
    };
    const repeat = async (task: () => Promise<void>) => {
      while (!this.#isOver) {
        await task();
        await pause(20);
      }
    };
    const each = (length: number, task: () => Promise<void>) => Array.from({ length }, () => repeat(task));
    this.#running = [...each(writers, create), ...each(readers, read)];
  }

  async #send(path: string, init: RequestInit = {}): Promise<string | undefined> {
    this.#requests++;
    try {
      const response = await fetch(`${BASE}/api/v1${path}`, { ...init, headers: HEADERS });
      const text = await response.text();
      if (response.status === 200) return text;
      if (response.status < 500) throw new Error(`an unexpected ${response.status}: ${text}`);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    this.#failedAt.push(performance.now());
    return undefined;
  }

  /** What the clients have seen since the last call. */
  take(): Pick<Disturbance, 'requests' | 'failed' | 'longest'> {
    const [first = 0, last = first] = [this.#failedAt[0], this.#failedAt.at(-1)];
    const seen = { requests: this.#requests, failed: this.#failedAt.length, longest: (last - first) / 1_000 };
    this.#requests = 0;
    this.#failedAt = [];
    return seen;
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#running);
  }
}

/** Kills what a container runs, as a crash or the kernel would: its restart policy then starts it again. */
async function crash(container: string): Promise<void> {
  const pid = Number(await inspect(container, '.State.Pid'));
  process.kill(pid, 'SIGKILL');
  await until('the killed process is gone', async () => Number(await inspect(container, '.State.Pid')) !== pid);
}

async function assertNoneLost(acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const response = await fetch(`${BASE}/api/v1/use-cases`, { headers: HEADERS });
  assert.equal(response.status, 200);
  const list = (await response.json()) as UseCase[];
  const stored = new Map(list.map(({ id, name }) => [id, name]));
  const lost = [...acknowledged].filter(([id, name]) => stored.get(id) !== name);
  assert.equal(lost.length, 0, `${lost.length} acknowledged writes are lost`);
  const ours = list.map(({ name }) => name).filter((name) => name?.startsWith('use case '));
  assert.equal(new Set(ours).size, ours.length, 'no write was made twice');
}

async function run(image: string): Promise<ComposeFigures> {
  const env = environment(image);
  const compose = (...args: string[]) => execute('docker-compose', ['--file', COMPOSE_FILE, ...args], { env });
  await compose('up', '--detach', '--no-build');
  const healthyAfter = await until('the stack is ready', isReady);
  const [stub = '', other = ''] = await containersOf('stub');
  const [database = ''] = await containersOf('database');
  assert.equal(await inspect(stub, '.HostConfig.Memory'), String(512 * 1024 * 1024), 'the limit of memory is applied');

  const clients = new Clients(4, 4);
  const disturbances: Disturbance[] = [];
  const disturb = async (what: string, does: () => Promise<number | undefined>) => {
    process.stderr.write(`${what}\n`);
    clients.take();
    const seconds = await does();
    await pause(REST);
    disturbances.push({ what, ...clients.take(), ...(seconds !== undefined && { healthyAfter: seconds }) });
  };
  const healthy = (container: string) =>
    until(`${container} is healthy`, async () => (await health(container)) === 'healthy');

  await disturb('nothing', async () => undefined);
  await disturb('a stub stopped', async () => void (await docker('stop', stub)));
  await disturb('started again', async () => {
    await docker('start', stub);
    return healthy(stub);
  });
  await disturb('a stub killed', async () => {
    await crash(other);
    return healthy(other);
  });
  await disturb('five stubs', async () => {
    await compose('up', '--detach', '--no-build', '--no-recreate', '--scale', 'stub=5');
    const five = await containersOf('stub');
    assert.equal(five.length, 5);
    const seconds = await until('five are healthy', async () =>
      (await Promise.all(five.map(health))).every((status) => status === 'healthy'),
    );
    await until('each of the five has requests', async () => (await Promise.all(five.map(served))).every(Boolean));
    return seconds;
  });
  await disturb('three again', async () => {
    await compose('up', '--detach', '--no-build', '--no-recreate', '--scale', 'stub=3');
    return undefined;
  });
  await disturb('the database restarted', async () => {
    await docker('restart', database);
    return until('ready again', isReady);
  });
  await disturb('the database killed', async () => {
    await crash(database);
    return until('ready again', isReady);
  });
  await clients.end();
  await assertNoneLost(clients.acknowledged);
  return { healthyAfter, disturbances, acknowledged: clients.acknowledged.size };
}

/** Whether a stub has answered creates, so that the balancer knows of it. */
async function served(container: string): Promise<boolean> {
  const address = await inspect(container, 'range .NetworkSettings.Networks}}{{.IPAddress}}{{end');
  const response = await fetch(`http://${address}:4010/__stub/metrics`, { headers: { 'stub-admin-key': ADMIN_KEY } });
  return /^use_case_stub_request_duration_seconds_count\{[^}]*operation="createUseCase"/m.test(await response.text());
}

console.log(JSON.stringify(await run(process.argv[2] ?? '')));
