/** A day of a shared sandbox in an hour: tenants with scripts, over replicas that are restarted in between. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { UseCase } from '../src/index.ts';
import { startPostgres } from '../test/helpers/postgres.ts';
import { Replicas, type TimedReply } from './replicas.ts';
import { count } from './servers.ts';

const TENANTS = 50;
/** Requests a second of all tenants together: five times the usual, which is a script of each tenant every quarter of a minute. */
const PER_SECOND = 200;
/** Milliseconds from a reply to when every replica's journal must have the request. */
const LATEST_JOURNAL = 1_000;
/** Milliseconds after which a request counts as lost for the journal. */
const LOST = 30_000;
/** How much the memory of a replica that goes on may grow, as a factor. */
const MOST_GROWTH = 1.2;
const RESTARTS = 12;
/** MiB that the heap of each stub may have, as in a small container. */
const HEAP = 256;
const INITIAL = 12;

/** What has been measured of all tenants. */
class Figures {
  requests = 0;
  /** Failures that scenarios planned. */
  planned = 0;
  rounds = 0;
  readonly times: number[] = [];
  /** How long the journals took to have a request, in milliseconds. */
  readonly journal: number[] = [];
  /** Up to this time of the clock of `performance`. */
  readonly until: number;

  constructor(until: number) {
    this.until = until;
  }

  get isOver(): boolean {
    return performance.now() >= this.until;
  }

  note({ milliseconds }: TimedReply): void {
    this.requests++;
    this.times.push(milliseconds);
  }
}

/** One tenant, whose script sends requests one after the other, each when it is due. */
class Tenant {
  private readonly key: string;
  private readonly replicas: Replicas;
  private readonly figures: Figures;
  private due: number;

  constructor(number: number, replicas: Replicas, figures: Figures) {
    this.key = `tenant-${number}`;
    this.replicas = replicas;
    this.figures = figures;
    this.due = performance.now() + (number * 1_000) / PER_SECOND;
  }

  async run(): Promise<void> {
    for (let round = 0; !this.figures.isOver; round++) {
      await this.script(round);
      this.figures.rounds++;
    }
  }

  /** Creates, lists, updates, fails, looks at the journal, and leaves everything as it was. */
  private async script(round: number): Promise<void> {
    const created = await this.expect(200, 'POST', '/api/v1/use-cases', { name: `round ${round}` });
    const { id } = JSON.parse(created.text) as UseCase;
    const first = await this.list();
    assert.ok(
      first.some((each) => each.id === id),
      `${this.key}: a use case that was created is not listed`,
    );
    assert.equal(first.length, INITIAL + 1, `${this.key}: use cases after a reset and a create`);
    await this.expect(200, 'PATCH', `/api/v1/use-cases/${id}`, { name: `round ${round}, changed` });
    const read = await this.expect(200, 'GET', `/api/v1/use-cases/${id}`);
    assert.equal(
      (JSON.parse(read.text) as UseCase).name,
      `round ${round}, changed`,
      `${this.key}: a read after a change`,
    );
    await this.journalHas(String(read.headers['x-request-id']));
    await this.expect(400, 'POST', '/api/v1/use-cases', { name: 1 });
    const scenario = { because: 'the script wants it', match: { operation: 'createUseCase' }, status: 503, times: 1 };
    await this.expect(201, 'POST', '/__stub/scenarios', scenario);
    const failed = await this.expect(503, 'POST', '/api/v1/use-cases', { name: 'x' });
    assert.ok(failed.headers['stub-state'], `${this.key}: a failure that no scenario planned: ${failed.text}`);
    this.figures.planned++;
    await this.expect(200, 'POST', '/api/v1/use-cases', { name: 'x' });
    await this.expect(204, 'POST', '/__stub/reset');
  }

  private async list(): Promise<UseCase[]> {
    return JSON.parse((await this.expect(200, 'GET', '/api/v1/use-cases')).text) as UseCase[];
  }

  /** Reads the journal, from whatever replica, until it has a request that has been answered. */
  private async journalHas(requestId: string): Promise<void> {
    const answeredAt = performance.now();
    for (;;) {
      const askedAt = performance.now();
      const { text } = await this.expect(200, 'GET', '/__stub/requests?limit=10');
      const found = (JSON.parse(text) as { requestId: string }[]).some((each) => each.requestId === requestId);
      if (found) return void this.figures.journal.push(Math.max(0, askedAt - answeredAt));
      const late = performance.now() - answeredAt;
      assert.ok(late < LOST, `${this.key}: no journal has ${requestId} after ${late.toFixed(0)} ms`);
    }
  }

  private async expect(status: number, method: string, path: string, body?: object): Promise<TimedReply> {
    await wait(Math.max(0, this.due - performance.now()));
    this.due += (TENANTS * 1_000) / PER_SECOND;
    const headers = { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' };
    const reply = await this.replicas.send({ method, path, headers, ...(body && { body: JSON.stringify(body) }) });
    this.figures.note(reply);
    assert.equal(reply.status, status, `${this.key}: ${method} ${path}: ${reply.text.slice(0, 500)}`);
    return reply;
  }
}

/**
 * Runs the scripts of all tenants over three replicas, of which two are restarted in turn.
 *
 * @returns a summary
 * @throws AssertionError when a reply is not the one that the script expects, a journal is late, or memory grows
 */
export async function dayInAnHour(milliseconds: number): Promise<string> {
  const postgres = await startPostgres({ fsync: true });
  const replicas = new Replicas(HEAP, '--store', await postgres.database(), '--seed-count', String(INITIAL));
  try {
    await replicas.start(3);
    const startedAt = performance.now();
    const figures = new Figures(startedAt + milliseconds);
    const tenants = Promise.all(
      Array.from({ length: TENANTS }, (_, number) => new Tenant(number, replicas, figures).run()),
    );
    // The promise is awaited below. Until then a failure must not count as unhandled.
    tenants.catch(() => undefined);
    const over = tenants.then(() => true);
    let early = NaN;
    let memory = NaN;
    for (let restart = 1; restart <= RESTARTS; restart++) {
      const next = startedAt + (restart * milliseconds) / (RESTARTS + 1) - performance.now();
      if (await Promise.race([over, wait(Math.max(0, next), false)])) break;
      await replicas.restart(1 + (restart % 2));
      memory = replicas.memoryOf(0);
      if (restart === RESTARTS / 3) early = memory;
    }
    await tenants;
    memory = replicas.memoryOf(0);
    const seconds = (performance.now() - startedAt) / 1_000;
    const text = summaryOf(figures, seconds, replicas.retries, early, memory);
    assert.ok(Math.max(...figures.journal) <= LATEST_JOURNAL, `${text}: a journal was late`);
    assert.ok(figures.requests >= 0.9 * PER_SECOND * seconds, `${text}: less than was asked for`);
    assert.ok(memory <= MOST_GROWTH * early, `${text}: memory grows`);
    return text;
  } finally {
    await replicas.end();
    await postgres.remove();
  }
}

function summaryOf(figures: Figures, seconds: number, retries: number, early: number, late: number): string {
  const { requests, planned, rounds, times, journal } = figures;
  const at = (all: readonly number[], share: number) =>
    (all.toSorted((one, other) => one - other)[Math.floor(share * (all.length - 1))] ?? NaN).toFixed(0);
  return [
    `${TENANTS} tenants, ${count(rounds)} rounds of their script, ${count(requests)} requests in ${seconds.toFixed(0)} s`,
    `(${(requests / seconds).toFixed(0)} a second), ${RESTARTS} restarts, ${retries} requests sent to another replica;`,
    `no reply that was not expected, ${count(planned)} planned failures;`,
    `p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms;`,
    `journals had a request ${at(journal, 0.99)} ms after its reply at p99, ${at(journal, 1)} ms at most (at most ${count(LATEST_JOURNAL)});`,
    `a replica that went on: ${early.toFixed(0)} MiB after a third, ${late.toFixed(0)} MiB at the end: ${(late / early).toFixed(2)} times (at most ${MOST_GROWTH})`,
  ].join(' ');
}
