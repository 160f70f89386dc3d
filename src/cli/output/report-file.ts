/** Files that a command writes at its end, and looks at before it begins. */
import { accessSync, constants, mkdirSync, rmSync, rmdirSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CommandError } from '../exit-codes.ts';

/**
 * Refuses a file that cannot be written, before minutes of work are lost. What it makes to see that, it removes again.
 *
 * @param flag names the file in the error
 * @throws CommandError that says why
 */
export function refuseUnwritable(flag: string, file: string): void {
  const made: string[] = [];
  try {
    const there = found(file);
    if (there?.isDirectory()) throw new Error('it is a directory');
    if (there) accessSync(file, constants.W_OK);
    else {
      makeDirectory(dirname(resolve(file)), made);
      writeFileSync(file, '', { flag: 'wx' });
      rmSync(file);
    }
  } catch (error) {
    // A link whose target does not exist yet.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(flag, file, error as Error);
  } finally {
    for (const directory of made.reverse()) rmdirSync(directory);
  }
}

/**
 * Writes a report, in a directory that need not exist.
 *
 * @throws CommandError that says why it cannot be written
 */
export function writeReport(flag: string, file: string, text: string): void {
  try {
    makeDirectory(dirname(resolve(file)));
    writeFileSync(file, text);
  } catch (error) {
    throw unwritable(flag, file, error as Error);
  }
}

/** Makes directories one by one: to make all at once never ends below a file system such as /proc. */
export function makeDirectory(directory: string, made: string[] = []): void {
  if (found(directory)) return;
  makeDirectory(dirname(directory), made);
  mkdirSync(directory);
  made.push(directory);
}

function found(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

function unwritable(flag: string, file: string, { message }: Error): CommandError {
  return new CommandError('usage', `${flag} ${file} cannot be written: ${message}`);
}
