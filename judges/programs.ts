/** Runs the testers of others, without letting them report anything. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('node_modules/', import.meta.url));
/** The contract that all of them read. */
const contractFile = fileURLToPath(new URL('../openapi/use-cases.yaml', import.meta.url));

const QUIET = { SPECMATIC_DISABLE_TELEMETRY: 'true', SCARF_ANALYTICS: 'false', DO_NOT_TRACK: '1' };
/** Milliseconds that one run of Specmatic may take. */
const PATIENCE = 1_800_000;

/** What a run of Specmatic comes to. */
export interface SpecmaticResult {
  readonly tests: number;
  readonly failures: number;
  /** The names of the first tests that failed. */
  readonly failed: readonly string[];
}

export interface SpecmaticOptions {
  /** Whether it also sends generated requests, valid and invalid ones. Otherwise: the contract's named examples. */
  readonly generative: boolean;
  /** How many requests it generates at most for each scenario; default: as many as it likes. */
  readonly combinations?: number;
}

export function hasJava(): boolean {
  return spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;
}

/** Lets Specmatic test a provider. @param url base URL of the API */
export async function runSpecmatic(
  url: string,
  { generative, combinations }: SpecmaticOptions,
): Promise<SpecmaticResult> {
  // It writes reports into its working directory.
  const cwd = mkdtempSync(join(tmpdir(), 'use-case-stub-specmatic-'));
  try {
    const args = ['-jar', join(packages, 'specmatic/specmatic.jar'), 'test', contractFile, `--testBaseURL=${url}`];
    const env = {
      ...process.env,
      ...QUIET,
      SPECMATIC_GENERATIVE_TESTS: String(generative),
      ...(combinations !== undefined && { MAX_TEST_REQUEST_COMBINATIONS: String(combinations) }),
    };
    const child = spawn('java', args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'], timeout: PATIENCE });
    const failed: string[] = [];
    let counts: RegExpExecArray | null = null;
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      // It prints every request; a run of thousands is too long to keep.
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        counts = /^Tests run: (\d+), Successes: (\d+), Failures: (\d+)/.exec(line) ?? counts;
        const [, name] = /^Scenario: (.*) has FAILED/.exec(line) ?? [];
        if (name !== undefined && failed.length < 5) failed.push(name);
      }
    });
    const [code] = (await once(child, 'close')) as [number | null];
    if (counts === null) throw new Error(`Specmatic ended with ${code} and said nothing of tests`);
    const [, tests, , failures] = counts as RegExpExecArray;
    return { tests: Number(tests), failures: Number(failures), failed };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/**
 * Starts Prism's command as a proxy that validates requests and replies.
 *
 * @param upstream base URL of the API
 * @returns the proxy's URL, and what stops it
 */
export async function startPrismProxy(upstream: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const program = join(packages, '@stoplight/prism-cli/dist/index.js');
  const args = [program, 'proxy', contractFile, upstream, '--port', String(port), '--host', '127.0.0.1'];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...QUIET }, stdio: ['ignore', 'pipe', 'pipe'] });
  await listening(child);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function listening(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`Prism's proxy ended: ${said}`)));
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        // Once it listens, it prints a line for each request, which is of no use here.
        if (said.length < 100_000) said += chunk.toString();
        if (/Prism is listening/.test(said)) resolve();
      });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
