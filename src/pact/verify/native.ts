import { fork, type ChildProcess } from 'node:child_process';
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

/**
 * Starts the child process. Loading the core takes a while, in which the caller can prepare the rest.
 *
 * @param directory a directory of this process alone
 * @param isLocal whether all providers are on this machine
 */
export function createNativeVerifier(directory: string, isLocal: boolean): NativeVerifier {
  let child: ChildProcess | undefined;
  let output = '';
  let watch: NodeJS.Timeout | undefined;

  function start(): ChildProcess {
    const script = import.meta.url.endsWith('.ts') ? './native-child.ts' : './native-child.js';
    const started = fork(new URL(script, import.meta.url), {
      env: childEnvironment(process.env, directory, isLocal),
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
      output = withoutFile(output, job.file);
      if ('failure' in answer) return { failure: reasonIn(output) ?? withoutFile(answer.failure, job.file) };
      const results = withoutFile(answer.results, JSON.stringify(job.file).slice(1, -1));
      const { interactionResults = [], errors = [] } = JSON.parse(results) as CoreResults;
      if (interactionResults.length > 0) return interactionResults.map(resultOf);
      const [first] = errors;
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

/** A text of the core without the name of a temporary file, which the user does not know. */
function withoutFile(text: string, file: string): string {
  return text.replaceAll(` Source: ${file}`, '').replaceAll(file, 'the pact');
}

/** What the core and Node need. Secrets, which an environment in CI is full of, are not among that. */
const KEPT = /^(PATH|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|LANG|LC_\w+|NODE_\w+|LD_\w+|DYLD_\w+|SSL_CERT_\w+|\w+_PROXY)$/i;
/** A proxy that no connection gets through: nothing listens at this port. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * An environment in which the core reports no usage, talks only to the provider, and gets no other options.
 *
 * @param isLocal whether it has to reach nothing beyond this machine
 */
function childEnvironment(environment: NodeJS.ProcessEnv, directory: string, isLocal: boolean): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => KEPT.test(name)));
  const noProxy = isLocal
    ? '127.0.0.1'
    : [environment['NO_PROXY'] ?? environment['no_proxy'], '127.0.0.1', 'localhost'].filter(Boolean).join();
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];
  return {
    ...kept,
    ...(isLocal && Object.fromEntries(proxies.map((name) => [name, NOWHERE]))),
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    // The core reports usage unless this is exactly "true".
    PACT_DO_NOT_TRACK: 'true',
    // No pact that names a plugin gets this far. Should one, the core finds none that is installed.
    PACT_PLUGIN_DIR: join(directory, 'plugins'),
    LOG_LEVEL: 'error',
    RUST_BACKTRACE: '0',
  };
}

/** The reason of a panic, which is on the line after the place in the core's sources. */
function reasonIn(text: string): string | undefined {
  if (text.startsWith('it was stuck')) return text;
  const panic = /panicked at [^\n]*\n([^\n]+)/.exec(text)?.[1];
  return panic === undefined ? undefined : `Pact's core panicked: ${panic.trim()}`;
}
