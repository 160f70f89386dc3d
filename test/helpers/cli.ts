import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BannerSettings } from '../../src/cli/output/banner.ts';

/** Settings as the banner gets them when nothing is set. */
export const bannerSettings: BannerSettings = {
  validation: 'standard',
  admin: true,
  json: false,
  watch: false,
  apiKey: undefined,
  assume: undefined,
  adminKey: undefined,
  consoleKey: 'k',
  spec: undefined,
  fixtures: undefined,
  clock: 'running',
  state: undefined,
  scenario: undefined,
  delay: undefined,
};

export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

interface Environment {
  readonly env?: Record<string, string>;
  /** The working directory. */
  readonly cwd?: string;
}

/** Runs a command and waits for its end. */
export function run(args: readonly string[], { env, cwd }: Environment = {}) {
  const options = { encoding: 'utf8', env: { ...process.env, ...env }, timeout: 20_000 } as const;
  return spawnSync(process.execPath, [cli, ...args], { ...options, ...(cwd !== undefined && { cwd }) });
}

/** A server that has started. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** The line on stdout with its URL. */
  readonly line: string;
  /** Base URL of the API. */
  readonly url: string;
  /** @returns what it has written to stderr so far */
  errors(): string;
  /** Waits until stderr matches, starting after the previous match. */
  says(what: RegExp): Promise<string>;
  readonly exited: Promise<number | null>;
}

/** Starts a server on a free port and waits for the line with its URL. It is killed after the test. */
export async function start(t: TestContext, args: readonly string[] = [], { env, cwd }: Environment = {}) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, PORT: '0', ...env },
    ...(cwd !== undefined && { cwd }),
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  t.after(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  let errors = '';
  let matchedUpTo = 0;
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const says = async (what: RegExp) => {
    const ended = exited.then(() => Promise.reject(new Error(`it ended without saying ${what}: ${errors}`)));
    // It ends after the test.
    ended.catch(() => undefined);
    for (;;) {
      const found = what.exec(errors.slice(matchedUpTo));
      if (found) {
        matchedUpTo += found.index + found[0].length;
        return found[0];
      }
      await Promise.race([once(child.stderr, 'data'), ended]);
    }
  };
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\/\/[^\s",]+/.exec(line)?.[0];
    if (url) return { child, line, url, errors: () => errors, says, exited } satisfies Running;
  }
  throw new Error(`the stub did not start: ${errors}`);
}
