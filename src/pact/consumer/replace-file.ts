import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds between two looks at a lock that somebody else has. */
const PAUSE = 15;

/**
 * Changes a file that other processes change as well. One does so at a time, and whoever reads the file sees it whole,
 * as it was before or as it is after.
 *
 * The lock is a directory beside the file, in which the new content is written before it takes the file's place. Who
 * takes away the lock of a process that died takes that content away with it; should the process only have been
 * asleep, it finds nothing to put in place, and starts again. So nothing is lost, however badly `patience` is chosen.
 *
 * @param change gets the content, undefined when there is no file; what it throws leaves the file as it is. It may be
 *   called again, and must not wait for anything
 * @param patience milliseconds after which a lock that has not changed belongs to nobody; to change a file takes a few
 */
export async function replaceFile(
  file: string,
  change: (before: string | undefined) => string,
  patience = 5_000,
): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const lock = `${file}.lock`;
  do await acquire(lock, patience);
  while (!changed(file, lock, change));
}

/** @returns false when the lock was taken away meanwhile */
function changed(file: string, lock: string, change: (before: string | undefined) => string): boolean {
  // Before the file is read: as long as the draft is there, nobody else has had the lock since.
  const draft = join(lock, randomUUID());
  try {
    writeFileSync(draft, '');
    const before = read(file);
    const after = change(before);
    // A file that stays the same keeps its time, for those who watch it.
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
  let seen: string | undefined;
  let since = 0;
  while (!tryToAcquire(lock)) {
    const now = identityOf(lock);
    if (now !== seen) [seen, since] = [now, performance.now()];
    else if (seen !== undefined && performance.now() - since > patience) takeAway(lock);
    // By chance, so that many who wait do not always come at the same time.
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

/** In one step, so that of the lock's holder and us only one has the draft in it. */
function takeAway(lock: string): void {
  const elsewhere = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, elsewhere);
    rmSync(elsewhere, { recursive: true, force: true });
  } catch {
    // Somebody else was quicker, or the holder is at work in it. Either way it is worth another look.
  }
}

function release(lock: string, draft: string): void {
  rmSync(draft, { force: true });
  try {
    rmdirSync(lock);
  } catch {
    // Taken away from us, and perhaps given to somebody else who has a draft in it.
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
