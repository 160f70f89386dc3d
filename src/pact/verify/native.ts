import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NativeAnswer, NativeJob } from './native-child.ts';

/** A difference between a reply and the pact, as Pact's core reports it. */
export interface Mismatch {
  readonly type: string;
  /** The difference in a sentence. */
  readonly mismatch?: string;
  /** JSON path into the body. */
  readonly path?: string;
  /** Name of a header. */
  readonly key?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** The result of Pact's core for one interaction. */
export type NativeResult =
  | { readonly kind: 'verified' }
  | { readonly kind: 'mismatches'; readonly mismatches: readonly Mismatch[] }
  /** The core could not compare anything. */
  | { readonly kind: 'error'; readonly message: string };

/** Pact's core, in a child process. */
export interface NativeVerifier {
  /** @returns a result for each interaction, in the pact's order; or why the core could not verify the pact */
  verify(job: NativeJob): Promise<readonly NativeResult[] | { readonly failure: string }>;
  /** Restarts the time after which the core counts as stuck. Called when it makes progress. */
  keepAlive(): void;
  /** Ends the child process. */
  close(): void;
}

/** Milliseconds without progress, beyond those of a request, after which the core counts as stuck. */
const PATIENCE = 30_000;
/** Characters of the core's output that are kept, for the reason of a crash. */
const KEPT_OUTPUT = 20_000;

/** Starts the child process. Loading the core takes a while, in which the caller can prepare the rest. */
export function createNativeVerifier(): NativeVerifier {
  let child: ChildProcess | undefined;
  let output = '';
  let watch: NodeJS.Timeout | undefined;

  function start(): ChildProcess {
    const script = import.meta.url.endsWith('.ts') ? './native-child.ts' : './native-child.js';
    const started = fork(new URL(script, import.meta.url), {
      env: childEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
    });
    const listen = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT_OUTPUT));
    started.stdout?.on('data', listen);
    started.stderr?.on('data', listen);
    started.on('exit', () => (child = undefined));
    return started;
  }

  child = start();

  async function ask(job: NativeJob): Promise<NativeAnswer> {
    const running = (child ??= start());
    output = '';
    return new Promise((resolve) => {
      const done = (answer: NativeAnswer) => {
        clearTimeout(watch);
        running.off('message', done).off('exit', died).off('error', died);
        resolve(answer);
      };
      const died = () => done({ failure: reasonIn(output) ?? "Pact's core died" });
      running.on('message', done).on('exit', died).on('error', died);
      watch = setTimeout(() => {
        output = `it was stuck for more than ${(job.timeout + PATIENCE) / 1_000} seconds`;
        running.kill('SIGKILL');
      }, job.timeout + PATIENCE);
      running.send(job);
    });
  }

  return {
    async verify(job) {
      const answer = await ask(job);
      if ('failure' in answer) return { failure: reasonIn(output) ?? answer.failure };
      const { interactionResults = [], errors = [] } = JSON.parse(answer.results) as CoreResults;
      if (interactionResults.length > 0) return interactionResults.map(resultOf);
      const [first] = errors;
      // The core names a temporary file, which the user does not know.
      const message = first?.mismatch?.message?.replace(
        /^Failed to load pact '[^']*' - /,
        "Pact's core cannot read it: ",
      );
      return { failure: reasonIn(output) ?? message ?? 'it said nothing' };
    },
    keepAlive: () => watch?.refresh(),
    close() {
      clearTimeout(watch);
      child?.removeAllListeners();
      child?.kill();
      child = undefined;
    },
  };
}

/** The part of the core's results that the stub reads. */
interface CoreResults {
  readonly interactionResults?: readonly CoreResult[];
  readonly errors?: readonly { readonly mismatch?: CoreResult['mismatch'] }[];
}

interface CoreResult {
  readonly result: 'OK' | 'Error';
  readonly mismatch?: { readonly type: string; readonly message?: string; readonly mismatches?: readonly Mismatch[] };
}

function resultOf({ result, mismatch }: CoreResult): NativeResult {
  if (result === 'OK') return { kind: 'verified' };
  const { mismatches = [], message = 'it said nothing' } = mismatch ?? {};
  if (mismatches.length === 0) return { kind: 'error', message };
  // The core reports them in a different order each time.
  const sorted = [...mismatches].sort((one, other) => orderOf(one).localeCompare(orderOf(other)));
  return { kind: 'mismatches', mismatches: sorted };
}

function orderOf({ type, path = '', key = '', mismatch = '' }: Mismatch): string {
  return [type === 'StatusMismatch' ? '' : type, path, key, mismatch].join('\u0000');
}

/** An environment in which the core reports no usage, talks only to the provider, and gets no other options. */
function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('PACT_') && name !== 'LOG_LEVEL');
  // The core reports usage unless this is exactly "true".
  const ours = {
    PACT_DO_NOT_TRACK: 'true',
    // No pact that names a plugin gets this far. Should one, the core finds none that is installed.
    PACT_PLUGIN_DIR: join(tmpdir(), 'use-case-stub-without-plugins'),
    LOG_LEVEL: 'error',
    RUST_BACKTRACE: '0',
  };
  const noProxy = [environment['NO_PROXY'] ?? environment['no_proxy'], '127.0.0.1', 'localhost'].filter(Boolean).join();
  return { ...Object.fromEntries(kept), ...ours, NO_PROXY: noProxy, no_proxy: noProxy };
}

/** The reason of a panic, which is on the line after the place in the core's sources. */
function reasonIn(text: string): string | undefined {
  if (text.startsWith('it was stuck')) return text;
  const panic = /panicked at [^\n]*\n([^\n]+)/.exec(text)?.[1];
  return panic === undefined ? undefined : `Pact's core panicked: ${panic.trim()}`;
}
