/** The long trials of how robust the stub is. Each returns its figures, or fails with the reason. */
import { withstandAll, withstandCrowds } from './attacks.ts';
import { composeDisturbed } from './compose.ts';
import { killedOn, restartedPostgres } from './crashes.ts';
import { dayInAnHour } from './day.ts';
import { drained } from './drain.ts';
import { repeatedHostileInputs } from './hostile.ts';
import { lateness } from './journal.ts';
import { concurrentUpdates, slowHeaders, steadyMemory } from './load.ts';
import { everyPath } from './paths.ts';
import { probedCombinations } from './probe.ts';
import { generatedRequests, longStringsInEveryPlace } from './requests.ts';

export interface Trial {
  /** One line for the help text. */
  readonly about: string;
  /** @param shorter the factor by which the trial is shortened @returns the figures as text */
  readonly run: (shorter: number) => Promise<string>;
}

/** By name. */
export const trials: Readonly<Record<string, Trial>> = {
  requests: {
    about: '100,000 generated requests, each reply checked against the contract',
    run: (shorter) => generatedRequests(100_000 / shorter),
  },
  strings: {
    about: 'strings of 100 KB in every place, within 50 ms',
    run: (shorter) => longStringsInEveryPlace(Math.ceil(4 / shorter)),
  },
  probe: {
    about:
      '200 random combinations of what the API may do: the probe is right about each, and so is a stub that follows',
    run: (shorter) => probedCombinations(200 / shorter),
  },
  paths: {
    about: 'every path with every method and body, within 50 ms',
    run: (shorter) => everyPath(10 / shorter),
  },
  hostile: {
    about: 'hostile inputs, 300 times on every engine: within 100 ms, p99.9 of single tries too; memory does not grow',
    // The memory of a stub that has just started grows for some thirty rounds; those must not be taken for a leak.
    run: (shorter) => repeatedHostileInputs(Math.max(300 / shorter, 90)),
  },
  'slow-headers': { about: '500 clients that never finish their headers', run: () => slowHeaders(500) },
  'attacks-256': {
    about: 'ten attacks on memory and time, a minute each, on a heap of 256 MiB',
    run: (shorter) => withstandAll(256, 60_000 / shorter),
  },
  'attacks-512': {
    about: 'the same on a heap of 512 MiB',
    run: (shorter) => withstandAll(512, 60_000 / shorter),
  },
  'crowds-256': {
    about: '1,000 slow uploads, 1,000 streams of events, 100,000 unknown API keys, on a heap of 256 MiB',
    run: (shorter) => withstandCrowds(256, 100_000 / shorter, 60_000 / shorter),
  },
  'crowds-512': {
    about: 'the same on a heap of 512 MiB',
    run: (shorter) => withstandCrowds(512, 100_000 / shorter, 60_000 / shorter),
  },
  drain: {
    about: 'SIGTERM with 100 requests in flight, 20 times on every engine',
    run: (shorter) => drained(20 / shorter),
  },
  'kill-sqlite': {
    about: 'kill -9 under load, 50 times, 50,000 writes',
    run: (shorter) => killedOn('SQLite', 50 / shorter, 50_000 / shorter),
  },
  'kill-postgres': {
    about: 'the same on PostgreSQL',
    run: (shorter) => killedOn('PostgreSQL', 50 / shorter, 50_000 / shorter),
  },
  'restart-postgres': {
    about: 'the PostgreSQL server killed under load, 20 times',
    run: (shorter) => restartedPostgres(20 / shorter),
  },
  compose: {
    about:
      'deploy/compose.yaml on a container engine: stops, kills and restarts of stubs and of the database, five stubs',
    run: () => composeDisturbed(),
  },
  replicas: { about: '3 replicas x 500 concurrent updates of one use case', run: () => concurrentUpdates(500) },
  journal: {
    about: 'the shared journal of 100 organizations at 400 requests a second, across a network of 1 ms: within 1 s',
    run: (shorter) => lateness(60_000 / shorter),
  },
  memory: {
    about: 'a million requests over fixed data: memory does not grow',
    // By the first measurement everything with a limit, such as the journal, must have reached it.
    run: (shorter) => (shorter === 1 ? steadyMemory(1_000_000, 100_000) : steadyMemory(100_000, 50_000)),
  },
  day: {
    about: 'a day in an hour: 50 tenants with scripts at 5 times the usual rate, replicas restarted 12 times',
    run: (shorter) => dayInAnHour(3_600_000 / (shorter === 1 ? 1 : 15)),
  },
};
