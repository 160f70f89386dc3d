import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { CommandError } from './exit-codes.ts';
import { CONFIG_NAME } from './options.ts';

/** What a configuration file may end in: data first, then code. */
const configEndings = ['json', 'yaml', 'yml', 'ts', 'mts', 'js', 'mjs'] as const;

/**
 * The nearest configuration file from a directory upwards, to the package's root, which is where the nearest
 * package.json is. Outside of a package only the directory itself counts: a program further up may be anybody's.
 *
 * @returns its path from that directory on
 * @throws CommandError when there are several in one directory
 */
export function findConfig(from: string): string | undefined {
  const root = packageRootOf(from) ?? from;
  for (let directory = from; ; directory = dirname(directory)) {
    const names = namesIn(directory);
    const [found, another] = configEndings
      .map((ending) => `${CONFIG_NAME}.${ending}`)
      .filter((name) => names.has(name));
    if (found !== undefined && another !== undefined) {
      const where = relative(from, directory) || '.';
      throw new CommandError('usage', `${where} has both ${found} and ${another}; keep one, or name it by --config`);
    }
    if (found !== undefined) return join(relative(from, directory), found);
    if (directory === root) return undefined;
  }
}

function packageRootOf(from: string): string | undefined {
  for (let directory = from; ; directory = dirname(directory)) {
    if (namesIn(directory).has('package.json')) return directory;
    if (directory === dirname(directory)) return undefined;
  }
}

/** A directory that may not be read has nothing for us. */
function namesIn(directory: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(directory));
  } catch {
    return new Set();
  }
}
