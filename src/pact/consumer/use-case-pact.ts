import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { builtInContract } from '../../contract/built-in.ts';
import { useCaseFacts } from '../../contract/use-case-facts.ts';
import type { StateName, StateParameters } from '../../organizations/states/catalogue.ts';
import { formatStateRefusal, stateRefusal } from '../../organizations/states/enter-state.ts';
import { loadPact, providerName, type LogLevel, type Pact } from '../load-pact.ts';
import {
  checkRequest,
  notRequested,
  noteRequest,
  placeOfCaller,
  type Described,
  type DescribeUseCaseRequest,
} from './described.ts';
import { refuseUnknownOptions } from './mistakes.ts';
import { createSharedPactFile } from './pact-file.ts';
import { noteInteraction } from './pact-run.ts';
import type { MockServerOptions, PluginConfig, PluginInteraction } from './pact-types.ts';

/** Options of a consumer's pact. Those that Pact itself has are for its mock server. */
export interface UseCasePactOptions extends MockServerOptions {
  /** Name of the consumer; the pact file is named after it. */
  readonly consumer: string;
  /** Directory of the pact file. */
  readonly dir: string;
  /** How much Pact prints. Default: `warn`. */
  readonly logLevel?: LogLevel;
}

const optionNames = Object.keys({
  consumer: true,
  dir: true,
  logLevel: true,
  cors: true,
  host: true,
  port: true,
  tls: true,
} satisfies Record<keyof UseCasePactOptions, true>);

/** Parameters of a state; for a state without parameters, only the empty object. */
export type GivenParameters<Name extends StateName> = [keyof StateParameters<Name>] extends [never]
  ? Readonly<Record<string, never>>
  : StateParameters<Name>;

/** Pact's interaction, with `given` restricted to the catalogue of states. */
export interface UseCaseInteraction {
  /**
   * Adds a state that the provider must be in. Several states add up.
   *
   * @throws TypeError for an unknown name or wrong parameters; the message names the nearest known ones
   */
  given<Name extends StateName>(state: Name, parameters?: GivenParameters<Name>): UseCaseInteraction;
  uponReceiving(description: string): UseCaseInteraction;
  /** @param pending whether a provider that breaks this interaction passes all the same */
  pending(pending?: boolean): UseCaseInteraction;
  comment(comment: string | { key: string; value: string }): UseCaseInteraction;
  testName(name: string): UseCaseInteraction;
  reference(group: string, name: string, value: string): UseCaseInteraction;
  readonly withRequest: DescribeUseCaseRequest;
  usingPlugin(config: PluginConfig): PluginInteraction;
}

/** A pact with the Use Cases API. */
export interface UseCasePact {
  /** Starts the description of a request and its reply. All interactions before `executeTest` belong to one test. */
  addInteraction(): UseCaseInteraction;
}

/**
 * Describes a consumer's pact with the Use Cases API, with Pact (V4). The pact file has the same bytes in whatever order
 * and in however many processes the tests run. A failing test does not change it. Interactions that no test describes
 * any more stay in it: {@link startPactRun} names or removes them. A complete description that is never run (`executeTest` is
 * missing) is named: in the error of the next test, or on stderr at the end of the process, which then fails.
 *
 * @param options names the consumer and the directory of the pact file
 * @throws TypeError when the consumer's name is missing or cannot be part of a file name, `dir` is missing, or an option
 *   does not exist
 * @throws Error in a worker thread, unless the environment of the process has `PACT_DO_NOT_TRACK=true`
 */
export function useCasePact(options: UseCasePactOptions): UseCasePact {
  refuseUnknownOptions('useCasePact', options, optionNames);
  const { consumer, dir, logLevel = 'warn', ...mockServer } = options;
  // eslint-disable-next-line no-control-regex
  if (typeof consumer !== 'string' || !/^[^<>:"/\\|?*\u0000-\u001f]+$/.test(consumer)) {
    throw new TypeError(
      'useCasePact: consumer is a name that the pact file is named after, so without slashes, control characters and <>:"|?*',
    );
  }
  if (typeof dir !== 'string' || dir === '')
    throw new TypeError('useCasePact: dir must be the path of the directory for the pact file');
  const name = `${consumer}-${providerName}.json`;
  const path = resolve(dir, name);
  const file = createSharedPactFile(path);
  const { Pact } = loadPact(logLevel);
  let current: Test | undefined;

  /** At the end of the process: no later test can name what was described and never run. */
  function reportForgotten(): void {
    // An incomplete description belongs to a test that failed.
    if (current === undefined || current.incomplete > 0) return;
    process.stderr.write(`useCasePact: ${forgotten(current.described)}\n`);
    process.exitCode ||= 1;
  }

  function startTest(): Test {
    const written = join(tmpdir(), `use-case-pact-${randomUUID()}`);
    const pact = new Pact({ ...mockServer, consumer, provider: providerName, dir: written, logLevel });
    const test: Test = {
      pact,
      incomplete: 0,
      described: [],
      onComplete() {
        process.once('exit', reportForgotten);
      },
      onStart() {
        // The next interactions belong to the next test, even if it runs at the same time.
        if (current !== test) return;
        current = undefined;
        process.off('exit', reportForgotten);
      },
      async onSuccess() {
        for (const each of await file.add(readFileSync(join(written, name), 'utf8'))) noteInteraction(path, each);
      },
      onEnd: () => rmSync(written, { recursive: true, force: true }),
    };
    return test;
  }

  return {
    addInteraction: function addInteraction() {
      // An incomplete description, left by a test that failed, must not make the next test fail as well.
      const test = current === undefined || current.incomplete > 0 ? startTest() : current;
      current = test;
      process.off('exit', reportForgotten);
      test.incomplete++;
      const described = { place: placeOfCaller(addInteraction), description: '', method: '', path: '' };
      test.described.push(described);
      noteInteraction(path);
      return intercept(test.pact.addInteraction(), test, described) as unknown as UseCaseInteraction;
    },
  };
}

/** The interactions up to one `executeTest`, with their own Pact, which writes into its own directory. */
interface Test {
  readonly pact: Pact;
  /** Interactions that have no reply yet. */
  incomplete: number;
  readonly described: Described[];
  /** All its interactions have replies. */
  onComplete(): void;
  onStart(): void;
  /** Adds the interactions to the pact file. */
  onSuccess(): Promise<void>;
  onEnd(): void;
}

const facts = useCaseFacts(builtInContract());

/** Passes all calls of Pact's fluent interface on, and adds the stub's part to some of them. */
function intercept<Step extends object>(step: Step, test: Test, described: Described): Step {
  const proxy: Step = new Proxy(step, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const proceed = () => member.apply(target, args) as unknown;
        if (key === 'executeTest') return execute(test, proceed as () => Promise<unknown>);
        if (key === 'given') args = checkState(args);
        if (key === 'uponReceiving') described.description = String(args[0]);
        if (key === 'withRequest') args = noteRequest(described, args);
        if (key === 'willRespondWith') checkRequest(described, args[0]);
        const next = proceed();
        if (key === 'willRespondWith' && --test.incomplete === 0) test.onComplete();
        if (next === target) return proxy;
        return typeof next === 'object' && next !== null ? intercept(next, test, described) : next;
      };
    },
  });
  return proxy;
}

async function execute(test: Test, run: () => Promise<unknown>): Promise<unknown> {
  test.onStart();
  try {
    const result = await run();
    await test.onSuccess();
    return result;
  } catch (cause) {
    throw namingForgotten(test.described, cause);
  } finally {
    test.onEnd();
  }
}

/** Interactions of a test that forgets `executeTest` become those of the next test, whose failure must not hide that. */
function namingForgotten(described: readonly Described[], cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  const missing = notRequested(described, cause.message);
  // When nothing was requested, the test itself is wrong.
  if (missing.length === 0 || missing.length === described.length) return cause;
  return new Error(`${forgotten(missing)}, or the test does not send what it describes\n\n${cause.message}`, { cause });
}

function forgotten(described: readonly Described[]): string {
  const all = described.map(({ description, place }) => `"${description}" (${place})`).join(', ');
  return `${all} was described, but not run: its test forgets executeTest`;
}

/** Checks the arguments of `given` at run time, for programs in plain JavaScript. */
function checkState([state, parameters, ...rest]: unknown[]): unknown[] {
  const refusal = stateRefusal(String(state), parameters, facts);
  if (refusal) throw new TypeError(formatStateRefusal(refusal, String(state)));
  // To Pact, a state without parameters and one with `{}` would be different states.
  return Object.keys(parameters ?? {}).length === 0 ? [state, ...rest] : [state, parameters, ...rest];
}
