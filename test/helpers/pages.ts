import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's directory, with a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Directories that hold pages of documentation, at any depth. */
const DIRECTORIES = ['bench', 'contracts', 'deploy', 'docs', 'examples'];

/** The pages of the documentation, as paths from the project's directory. */
export function pages(): string[] {
  const below = DIRECTORIES.flatMap((directory) =>
    readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
      .filter((file) => statSync(join(root, directory, file)).isFile())
      .map((file) => join(directory, file).replaceAll('\\', '/')),
  );
  return ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...below.toSorted()];
}
