import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Pact, PactOptions } from '@pact-foundation/pact';
import { builtInContract } from '../../contract/built-in.ts';
import { useCaseFacts } from '../../contract/use-case-facts.ts';
import type { StateName, StateParameters } from '../../organizations/states/catalogue.ts';
import { formatStateRefusal, stateRefusal } from '../../organizations/states/enter-state.ts';
import { loadPact, type LogLevel } from '../load-pact.ts';
import { providerName } from '../provider-name.ts';
import { createSharedPactFile } from './pact-file.ts';

type PactInteraction = ReturnType<Pact['addInteraction']>;

/** Who describes what it needs, and where that is written. The others are Pact's own, for its mock server. */
export interface UseCasePactOptions extends Pick<PactOptions, 'cors' | 'host' | 'port' | 'tls'> {
  /** Name of the consumer; the pact file is named after it. */
  readonly consumer: string;
  /** Directory of the pact file. */
  readonly dir: string;
  /** How much Pact prints. Default: `warn`. */
  readonly logLevel?: LogLevel;
}

/** What a state takes. One that takes nothing takes no misspelt parameter either. */
export type GivenParameters<Name extends StateName> = [keyof StateParameters<Name>] extends [never]
  ? Readonly<Record<string, never>>
  : StateParameters<Name>;

/** Pact's interaction, which may be given only what the catalogue of states has. */
export interface UseCaseInteraction {
  /**
   * A state in which the provider has to be. Several add up.
   * @throws TypeError that names what is wrong with the name or the parameters, and what was probably meant
   */
  given<Name extends StateName>(state: Name, parameters?: GivenParameters<Name>): UseCaseInteraction;
  uponReceiving(...args: Parameters<PactInteraction['uponReceiving']>): UseCaseInteraction;
  pending(...args: Parameters<PactInteraction['pending']>): UseCaseInteraction;
  comment(...args: Parameters<PactInteraction['comment']>): UseCaseInteraction;
  testName(...args: Parameters<PactInteraction['testName']>): UseCaseInteraction;
  reference(...args: Parameters<PactInteraction['reference']>): UseCaseInteraction;
  readonly withRequest: PactInteraction['withRequest'];
  readonly usingPlugin: PactInteraction['usingPlugin'];
}

/** A pact with the Use Cases API. */
export interface UseCasePact {
  /** Begins to describe a request and its reply. Those described before `executeTest` belong to the same test. */
  addInteraction(): UseCaseInteraction;
}

/**
 * A consumer's pact with the Use Cases API, written with Pact (V4). The pact file is the same whatever the order and
 * the number of processes in which tests run; a test that fails leaves it as it is. What no test describes any longer
 * stays in it: start from an empty directory to be rid of it.
 *
 * @throws TypeError when there is no consumer, or one whose name cannot be part of a file's
 */
export function useCasePact(options: UseCasePactOptions): UseCasePact {
  const { consumer, dir, logLevel = 'warn', ...mockServer } = options;
  // eslint-disable-next-line no-control-regex
  if (typeof consumer !== 'string' || !/^[^<>:"/\\|?*\u0000-\u001f]+$/.test(consumer)) {
    throw new TypeError(
      'useCasePact: consumer is a name that the pact file is named after, so without slashes, control characters and <>:"|?*',
    );
  }
  if (typeof dir !== 'string' || dir === '') throw new TypeError('useCasePact: dir is the directory of the pact file');
  const name = `${consumer}-${providerName}.json`;
  const file = createSharedPactFile(resolve(dir, name));
  const { Pact } = loadPact(logLevel);
  let current: Test | undefined;

  function startTest(): Test {
    const written = join(tmpdir(), `use-case-pact-${randomUUID()}`);
    const pact = new Pact({ ...mockServer, consumer, provider: providerName, dir: written, logLevel });
    const test: Test = {
      pact,
      incomplete: 0,
      begins() {
        // What is described from now on belongs to the next test, even if that runs at the same time.
        if (current === test) current = undefined;
      },
      succeeded: () => file.keep(readFileSync(join(written, name), 'utf8')),
      ends: () => rmSync(written, { recursive: true, force: true }),
    };
    return test;
  }

  return {
    addInteraction() {
      // A description that broke off, because a test failed on the way, must not make the next one fail as well.
      if (current === undefined || current.incomplete > 0) current = startTest();
      current.incomplete++;
      return followed(current.pact.addInteraction(), current) as unknown as UseCaseInteraction;
    },
  };
}

/** What is described up to one `executeTest`, with a Pact of its own that writes into a directory of its own. */
interface Test {
  readonly pact: Pact;
  /** Interactions that have no reply yet. */
  incomplete: number;
  begins(): void;
  /** Keeps what Pact has written. */
  succeeded(): Promise<void>;
  ends(): void;
}

const facts = useCaseFacts(builtInContract());

/** Lets all of Pact's fluent interface through, whichever steps it has, and does our part at three of them. */
function followed<Step extends object>(step: Step, test: Test): Step {
  const proxy: Step = new Proxy(step, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const proceed = () => member.apply(target, args) as unknown;
        if (key === 'executeTest') return execute(test, proceed as () => Promise<unknown>);
        if (key === 'given') args = checkedState(args);
        const next = proceed();
        if (key === 'willRespondWith') test.incomplete--;
        if (next === target) return proxy;
        return typeof next === 'object' && next !== null ? followed(next, test) : next;
      };
    },
  });
  return proxy;
}

async function execute(test: Test, run: () => Promise<unknown>): Promise<unknown> {
  test.begins();
  try {
    const result = await run();
    await test.succeeded();
    return result;
  } finally {
    test.ends();
  }
}

/** Programs in plain JavaScript have no compiler that tells them. */
function checkedState([state, parameters, ...rest]: unknown[]): unknown[] {
  const refusal = stateRefusal(String(state), parameters, facts);
  if (refusal) throw new TypeError(formatStateRefusal(refusal, String(state)));
  // To Pact no parameters and none of them would be two states.
  return Object.keys(parameters ?? {}).length === 0 ? [state, ...rest] : [state, parameters, ...rest];
}
