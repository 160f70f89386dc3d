import { builtInContract } from '../contract/built-in.ts';
import type { FixtureSet } from '../organizations/fixtures/fixture.ts';
import { createMemoryScenarios } from '../store/memory/scenarios.ts';
import type { JournalEntry } from '../store/port.ts';
import { runSuite, type SuiteRun } from '../suite/run-suite.ts';
import { startSuiteStub } from '../suite/suite-stub.ts';
import { changeReplies } from './change-replies.ts';
import { disturbancesOf, groups, isMeant, type Disturbance, type Group } from './disturbances.ts';
import { judge, weak, type DisturbedRequest, type Judgement, type Verdict } from './judge.ts';
import { withStandingScenario } from './standing-scenario.ts';

/** What to certify, and how. */
export interface CertifyOptions {
  /** What runs the suite: a program and its arguments. */
  readonly command: readonly string[];
  readonly apiKey: string;
  /** Further variables for the suite; `{url}` and `{key}` stand for the address and the key. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What organizations start with in each run. Default: generated use cases. */
  readonly fixtures?: FixtureSet;
  /** Groups, operations, or names of disturbances. Default: all. */
  readonly only?: readonly string[];
  /** How many runs go on at a time. */
  readonly parallel: number;
  /** Milliseconds that a run may take. */
  readonly timeLimit: number;
  /** Milliseconds of a late reply. */
  readonly delay: number;
  /** How many weaknesses are let pass. */
  readonly allow: number;
  /** Is told of each run that has ended. */
  readonly onProgress?: (done: number, all: number, run: CertifiedRun) => void;
}

/** One run of the suite. */
export interface CertifiedRun {
  readonly operation: string;
  /** What the API did. */
  readonly what: string;
  readonly group: Group;
  readonly verdict: Verdict;
  /** How many requests were sent again that an undisturbed run sends once. */
  readonly retries: number;
  /** The first request that met the disturbance. */
  readonly request?: DisturbedRequest;
  /** The line of the suite's output that says why it ended so. */
  readonly reason?: string;
  readonly milliseconds: number;
}

/** The run in which nothing was disturbed. */
export interface UndisturbedRun {
  readonly end: SuiteRun['end'];
  readonly exitCode: number;
  readonly milliseconds: number;
  /** How many requests the stub got. */
  readonly requests: number;
  /** The last of what the suite printed, where it failed. */
  readonly output?: string;
}

/**
 * The outcome. `weak`: more weaknesses than are allowed. `blind`: the suite passed whatever the API did. `failing`: it
 * fails without any disturbance, so that nothing else was tried. `silent`: it sent no request to the stub.
 */
export type CertificationVerdict = 'passed' | 'weak' | 'blind' | 'failing' | 'silent';

/** The report of `certify`. */
export interface Certification {
  /** Rises when a property goes or changes its meaning. */
  readonly schemaVersion: 1;
  readonly verdict: CertificationVerdict;
  readonly command: readonly string[];
  readonly undisturbed: UndisturbedRun;
  /** The operations that the suite uses. */
  readonly operations: readonly string[];
  readonly weaknesses: number;
  readonly allowed: number;
  readonly runs: readonly CertifiedRun[];
}

/** A word of `--only` means nothing that the suite uses. */
export class NothingMeant extends Error {
  override readonly name = 'NothingMeant';
}

/**
 * Runs a suite once as it is, and then once for each thing that the API may do to each operation that it uses.
 *
 * @throws SuiteNotStarted when there is no such program
 * @throws NothingMeant when a word of `only` means no disturbance
 */
export async function certify(options: CertifyOptions): Promise<Certification> {
  const { command, allow, parallel, onProgress } = options;
  const usual = await runOnce(options);
  const operations = operationsIn(usual.requests);
  const { end, code, milliseconds, output } = usual.run;
  const isFailing = code !== 0;
  const report = {
    schemaVersion: 1,
    command,
    undisturbed: {
      end,
      exitCode: code,
      milliseconds: Math.round(milliseconds),
      requests: usual.requests.length,
      ...(isFailing && { output: output.slice(-4_000) }),
    },
    operations,
    allowed: allow,
  } as const;
  if (isFailing) return { ...report, verdict: 'failing', weaknesses: 0, runs: [] };
  if (operations.length === 0) return { ...report, verdict: 'silent', weaknesses: 0, runs: [] };
  const disturbances = select(operations, options);
  const runs: CertifiedRun[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < disturbances.length; index = next++) {
      const disturbance = disturbances[index] as Disturbance;
      const { run, requests, changed } = await runOnce(options, disturbance);
      const judged = judge(disturbance, { run, requests, changed, usual: { requests: usual.requests, output } });
      const result = resultOf(disturbance, judged, run);
      runs[index] = result;
      onProgress?.(Object.keys(runs).length, disturbances.length, result);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  const weaknesses = runs.filter(({ verdict }) => weak.has(verdict)).length;
  const verdict = isBlind(runs) ? 'blind' : weaknesses > allow ? 'weak' : 'passed';
  return { ...report, verdict, weaknesses, runs };
}

/** One run of the suite against a stub of its own. */
async function runOnce(options: CertifyOptions, disturbance?: Disturbance) {
  const { command, apiKey, variables, fixtures, timeLimit } = options;
  const { scenario, surprise, operation = '' } = disturbance ?? {};
  const changed = new Set<string>();
  const suite = await startSuiteStub({
    apiKey,
    ...(variables && { variables }),
    ...(fixtures && { fixtures }),
    ...(scenario && { scenarios: withStandingScenario(createMemoryScenarios(), scenario) }),
    ...(surprise && {
      prepare: (stub) => changeReplies(stub, operation, surprise, (requestId) => changed.add(requestId)),
    }),
  });
  try {
    const run = await runSuite({ command, environment: suite.environment, timeLimit });
    return { run, requests: [...suite.requests()], changed };
  } finally {
    await suite.close();
  }
}

/** The operations of the contract that a suite used, in the order of their names. */
function operationsIn(requests: readonly JournalEntry[]): string[] {
  const used = requests.flatMap(({ operationId }) => operationId ?? []);
  return [...new Set(used)].sort();
}

function select(used: readonly string[], { only = [], delay }: CertifyOptions): Disturbance[] {
  const operations = builtInContract().operations.filter(({ operationId }) => used.includes(operationId));
  const all = operations.flatMap((operation) => disturbancesOf(operation, delay));
  for (const word of only) {
    if (all.some((each) => isMeant(each, word))) continue;
    const names = [...new Set(all.map(({ what }) => what))].join(', ');
    throw new NothingMeant(
      `"${word}" means no disturbance of what the tests use; give a group (${groups.join(', ')}), an operation (${used.join(', ')}) or what happens (${names})`,
    );
  }
  return only.length === 0 ? all : all.filter((each) => only.some((word) => isMeant(each, word)));
}

function resultOf({ operation, what, group }: Disturbance, judged: Judgement, run: SuiteRun): CertifiedRun {
  return { operation, what, group, ...judged, milliseconds: Math.round(run.milliseconds) };
}

/** Whether no run of several, in which the client could not get what it needs, made a test fail. */
function isBlind(runs: readonly CertifiedRun[]): boolean {
  const reached = runs.filter(({ verdict }) => verdict !== 'unreached' && verdict !== 'held');
  return reached.length > 1 && reached.every(({ verdict }) => verdict === 'unnoticed');
}
