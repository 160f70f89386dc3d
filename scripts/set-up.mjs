/**
 * Makes a clone ready to run: installs what the lock files name and builds what has changed. Does nothing, in some
 * milliseconds, when all is up to date.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { install, root } from './install.mjs';

/** What a build depends on. */
const sources = ['src', 'openapi', 'scripts/build.mjs', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

const folders = process.argv.slice(2);
if (folders.includes('--help')) {
  console.log(
    'node scripts/set-up.mjs [FOLDER ...]   install dependencies, those of the named folders as well, and build, as far\n                                       as they are out of date',
  );
} else {
  try {
    for (const folder of ['', ...folders]) await install(folder);
    // The build gives it the time at which it began.
    if (changedAt('dist/cli.js') < Math.max(...sources.map(newestIn))) build();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

function build() {
  console.error('Building …');
  const { status } = spawnSync('npm run --silent build', { cwd: root, stdio: ['ignore', 2, 2], shell: true });
  if (status !== 0) throw new Error('"npm run build" failed; what it said stands above');
}

function changedAt(name) {
  return statSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Directories count as well: one changes when a file in it is deleted. */
function newestIn(name) {
  if (!statSync(join(root, name)).isDirectory()) return changedAt(name);
  const inside = readdirSync(join(root, name), { recursive: true });
  return Math.max(changedAt(name), ...inside.map((each) => changedAt(join(name, each))));
}
