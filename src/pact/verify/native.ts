import { fork, type ChildProcess } from 'node:child_process';
import type { NativeAnswer, NativeJob } from './native-child.ts';

/** Where an answer differs from what a pact expects, in the words of Pact's core. */
export interface Mismatch {
  readonly type: string;
  /** What is wrong, in a sentence. */
  readonly mismatch?: string;
  /** JSON path into the body. */
  readonly path?: string;
  /** Name of a header. */
  readonly key?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** What Pact's core found out about one interaction. */
export type NativeResult =
  | { readonly kind: 'verified' }
  | { readonly kind: 'mismatches'; readonly mismatches: readonly Mismatch[] }
  /** It did not come to a comparison. */
  | { readonly kind: 'error'; readonly message: string };

/** Pact's core in a process of its own. */
export interface NativeVerifier {
  /**
   * @returns a result for each interaction, in the pact's order; or, when the core gave up on the pact, why it did
   */
  verify(job: NativeJob): Promise<readonly NativeResult[] | { readonly failure: string }>;
  /** Tells that the core is getting on, so that it is not taken for stuck. */
  alive(): void;
  close(): void;
}

/** Milliseconds without any sign of life, beyond what a request may take, after which the core counts as stuck. */
const PATIENCE = 30_000;
/** Of what the core prints, the end is kept for finding out why it died. */
const LAST_WORDS = 20_000;

export function createNativeVerifier(): NativeVerifier {
  let child: ChildProcess | undefined;
  let lastWords = '';
  let watch: NodeJS.Timeout | undefined;

  function start(): ChildProcess {
    const script = import.meta.url.endsWith('.ts') ? './native-child.ts' : './native-child.js';
    const started = fork(new URL(script, import.meta.url), {
      env: childEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
    });
    const listen = (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-LAST_WORDS));
    started.stdout?.on('data', listen);
    started.stderr?.on('data', listen);
    started.on('exit', () => (child = undefined));
    return started;
  }

  // Loading the core takes a while, in which the provider can get ready.
  child = start();

  async function ask(job: NativeJob): Promise<NativeAnswer> {
    const running = (child ??= start());
    lastWords = '';
    return new Promise((resolve) => {
      const done = (answer: NativeAnswer) => {
        clearTimeout(watch);
        running.off('message', done).off('exit', died).off('error', died);
        resolve(answer);
      };
      const died = () => done({ failure: reasonIn(lastWords) ?? "Pact's core died" });
      running.on('message', done).on('exit', died).on('error', died);
      watch = setTimeout(() => {
        lastWords = `it was stuck for more than ${(job.timeout + PATIENCE) / 1_000} seconds`;
        running.kill('SIGKILL');
      }, job.timeout + PATIENCE);
      running.send(job);
    });
  }

  return {
    async verify(job) {
      const answer = await ask(job);
      if ('failure' in answer) return { failure: reasonIn(lastWords) ?? answer.failure };
      const { interactionResults = [], errors = [] } = JSON.parse(answer.results) as CoreResults;
      if (interactionResults.length > 0) return interactionResults.map(resultOf);
      const [first] = errors;
      // It names the file that we wrote for it, which nobody knows.
      const message = first?.mismatch?.message?.replace(
        /^Failed to load pact '[^']*' - /,
        "Pact's core cannot read it: ",
      );
      return { failure: reasonIn(lastWords) ?? message ?? 'it said nothing' };
    },
    alive: () => watch?.refresh(),
    close() {
      clearTimeout(watch);
      child?.removeAllListeners();
      child?.kill();
      child = undefined;
    },
  };
}

/** The part of the core's results that is read here. */
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
  // The core finds them in another order every time.
  const sorted = [...mismatches].sort((one, other) => orderOf(one).localeCompare(orderOf(other)));
  return { kind: 'mismatches', mismatches: sorted };
}

function orderOf({ type, path = '', key = '', mismatch = '' }: Mismatch): string {
  return [type === 'StatusMismatch' ? '' : type, path, key, mismatch].join('\u0000');
}

/** Without what would let the core talk to others than the provider, or verify something else. */
function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('PACT_') && name !== 'LOG_LEVEL');
  // The core reports usage unless this is exactly "true".
  const ours = { PACT_DO_NOT_TRACK: 'true', LOG_LEVEL: 'error', RUST_BACKTRACE: '0' };
  const noProxy = [environment['NO_PROXY'] ?? environment['no_proxy'], '127.0.0.1', 'localhost'].filter(Boolean).join();
  return { ...Object.fromEntries(kept), ...ours, NO_PROXY: noProxy, no_proxy: noProxy };
}

/** A panic names its reason on the line after the place in the core's sources. */
function reasonIn(words: string): string | undefined {
  if (words.startsWith('it was stuck')) return words;
  const panic = /panicked at [^\n]*\n([^\n]+)/.exec(words)?.[1];
  return panic === undefined ? undefined : `Pact's core panicked: ${panic.trim()}`;
}
