/** The long trials of what the stub must withstand. Each answers its figures, or fails with what was wrong. */
import { killedOn, restartedPostgres } from './crashes.ts';
import { createsPerSecond } from './creates.ts';
import { drained } from './drain.ts';
import { hostileInputsOften } from './hostile.ts';
import { concurrentUpdates, slowHeaders, steadyMemory } from './load.ts';
import { everyPath } from './paths.ts';
import { generatedRequests, longStringsEverywhere } from './requests.ts';

export interface Trial {
  /** What it tries, in a line. */
  readonly about: string;
  /** @param shorter by how much it is to be shortened */
  readonly run: (shorter: number) => Promise<string>;
}

/** By name. */
export const trials: Readonly<Record<string, Trial>> = {
  requests: {
    about: '100,000 generated requests, each answer held against the contract',
    run: (shorter) => generatedRequests(100_000 / shorter),
  },
  strings: {
    about: 'strings of 100 KB in every place, within 50 ms',
    run: (shorter) => longStringsEverywhere(Math.ceil(4 / shorter)),
  },
  paths: {
    about: 'every path with every method and body, within 50 ms',
    run: (shorter) => everyPath(10 / shorter),
  },
  hostile: {
    about: 'hostile inputs, 300 times on every engine: within 100 ms, and no memory grows',
    run: (shorter) => hostileInputsOften(300 / shorter),
  },
  'slow-headers': { about: '500 clients that never finish their headers', run: () => slowHeaders(500) },
  drain: {
    about: 'SIGTERM with 100 requests in flight, 20 times on every engine',
    run: (shorter) => drained(20 / shorter),
  },
  'kill-sqlite': {
    about: 'kill -9 under load, 50 times, 50,000 writes',
    run: (shorter) => killedOn('SQLite', 50 / shorter, 50_000 / shorter),
  },
  'kill-postgres': {
    about: 'the same over PostgreSQL',
    run: (shorter) => killedOn('PostgreSQL', 50 / shorter, 50_000 / shorter),
  },
  'restart-postgres': {
    about: 'the PostgreSQL server killed under load, 20 times',
    run: (shorter) => restartedPostgres(20 / shorter),
  },
  replicas: { about: '3 replicas x 500 concurrent updates of one use case', run: () => concurrentUpdates(500) },
  memory: {
    about: 'a million requests over fixed data, and the memory that is left',
    // What grows until it is full, such as the journal, must be full by then.
    run: (shorter) => (shorter === 1 ? steadyMemory(1_000_000, 100_000) : steadyMemory(100_000, 50_000)),
  },
  creates: {
    about: 'creates per second: memory, SQLite, 3 replicas over PostgreSQL, and what disk and database could do',
    run: (shorter) => createsPerSecond(shorter === 1 ? { rounds: 3, seconds: 10 } : { rounds: 1, seconds: 3 }),
  },
};
