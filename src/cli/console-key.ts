import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A key for the console, which only the person who starts the stub learns.
 *
 * @param isKept whether it is the same with every start, so that a page that is open goes on after a restart. It is then
 *   kept in a file that only this user can read. Where that cannot be written, it is a new one
 */
export function consoleKey(isKept: boolean): string {
  const created = randomBytes(12).toString('base64url');
  if (!isKept) return created;
  const file = join(
    process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'),
    'use-case-stub',
    'console-key',
  );
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Fails when the file is there, so that two stubs that start at once have one key.
    writeFileSync(file, created, { flag: 'wx', mode: 0o600 });
    return created;
  } catch {
    return readKey(file) ?? created;
  }
}

function readKey(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return /^[\w-]{16}$/.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
