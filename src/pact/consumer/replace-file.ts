import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds between two attempts to get the lock. */
const PAUSE = 15;

/**
 * Changes a file that other processes change as well. One process changes it at a time, and readers see either the old
 * or the new content as a whole.
 *
 * The lock is a directory beside the file. The new content (the draft) is written there and then renamed to the file.
 * Removing the lock of a dead process removes its draft too. If that process was only asleep, its rename fails, and it
 * starts again; so no change is lost, whatever `patience` is.
 *
 * @param change makes the new content from the old one, which is undefined when the file does not exist. It is called
 *   again after a lost lock, and must be synchronous. When it throws, the file stays as it is
 * @param patience milliseconds after which an unchanged lock counts as that of a dead process; a change takes a few
 */
export async function replaceFile(
  file: string,
  change: (before: string | undefined) => string,
  patience = 5_000,
): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const lock = `${file}.lock`;
  do await acquire(lock, patience);
  while (!tryToChange(file, lock, change));
}

/** @returns false when another process has removed the lock meanwhile */
function tryToChange(file: string, lock: string, change: (before: string | undefined) => string): boolean {
  // Before the file is read: as long as the draft exists, no other process has had the lock since.
  const draft = join(lock, randomUUID());
  try {
    writeFileSync(draft, '');
    const before = read(file);
    const after = change(before);
    // An unchanged file is not written, so that programs that watch it see no change.
    if (after !== before) {
      writeFileSync(draft, after, { flag: 'r+' });
      renameSync(draft, file);
    }
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    release(lock, draft);
    throw error;
  }
  release(lock, draft);
  return true;
}

async function acquire(lock: string, patience: number): Promise<void> {
  let known: string | undefined;
  let since = 0;
  while (!tryToAcquire(lock)) {
    const now = identityOf(lock);
    if (now !== known) [known, since] = [now, performance.now()];
    else if (known !== undefined && performance.now() - since > patience) removeLock(lock);
    // Random, so that processes that wait do not always try at the same time.
    await setTimeout(PAUSE * (0.5 + Math.random()));
  }
}

function tryToAcquire(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Tells one lock from the next at the same place; undefined when there is none. */
function identityOf(lock: string): string | undefined {
  const stat = statSync(lock, { bigint: true, throwIfNoEntry: false });
  return stat && `${stat.ino}/${stat.mtimeNs}`;
}

/** Renames the lock first: that is atomic, so either the lock's holder has the draft or it is gone. */
function removeLock(lock: string): void {
  const elsewhere = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, elsewhere);
    rmSync(elsewhere, { recursive: true, force: true });
  } catch {
    // Another process was faster, or the holder is writing. The next attempt will tell.
  }
}

function release(lock: string, draft: string): void {
  rmSync(draft, { force: true });
  try {
    rmdirSync(lock);
  } catch {
    // Another process has removed this lock, and may already have its own draft in a new one.
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
