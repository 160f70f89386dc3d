import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFileError, readDataFile } from './data-file.ts';
import { FixtureError, type FixtureSet, type FixtureSource } from './use-cases/fixtures/fixture.ts';
import { gatherFixtures, type FixtureWorld } from './use-cases/fixtures/gather.ts';

/** Which files of a directory are fixtures. Editors leave others there for a moment, hidden or with another ending. */
export function isFixtureFile(name: string): boolean {
  return /^[^.].*\.(json|ya?ml)$/i.test(name);
}

/**
 * Reads fixtures, JSON or YAML.
 *
 * @param paths files, and directories, of which every such file is taken, in the order of their names
 * @throws FixtureError whose lines name file, line, place and reason
 */
export async function readFixtures(paths: readonly string[], world: FixtureWorld): Promise<FixtureSet> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  // One after the other, so that of several bad files always the same one is named.
  const sources: FixtureSource[] = [];
  for (const file of files) sources.push(await sourceOf(file));
  return gatherFixtures(sources, world);
}

async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new FixtureError(
      `${path}: ${error.code === 'ENOENT' ? 'there is no such file or directory' : error.message}`,
    );
  });
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter(isFixtureFile).sort();
  if (names.length === 0) throw new FixtureError(`${path}: there is no .json, .yaml or .yml file in this directory`);
  return names.map((name) => join(path, name));
}

async function sourceOf(file: string): Promise<FixtureSource> {
  const { value, lineOf } = await readDataFile(file).catch((error: unknown) => {
    throw error instanceof DataFileError ? new FixtureError(error.message) : error;
  });
  return {
    data: value,
    placeOf: (path, pointer) => `${file}:${lineOf(path)}${pointer === '' ? '' : ` at ${pointer}`}`,
  };
}
