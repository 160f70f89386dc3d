import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** A running server program. */
export interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly exited: Promise<number | null>;
  readonly errors: () => string;
}

/** Starts a server program and waits for the line with its URL. Its process group is killed after the test. */
export async function serve(
  t: TestContext,
  command: readonly string[],
  { env = {}, stderr = 'pipe' }: { env?: Record<string, string>; stderr?: 'pipe' | number } = {},
): Promise<Server> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', stderr],
    detached: true,
  });
  // Not 'exit': what it has written to stderr may come after that.
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  t.after(() => {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // It has ended already.
    }
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  for await (const line of createInterface(child.stdout as Readable)) {
    const url = /http:\/\/[^\s"]+/.exec(line)?.[0];
    if (url) return { child, url, exited, errors: () => errors };
  }
  throw new Error(`the stub did not start: ${errors}`);
}
