/**
 * Makes a clone ready to run: installs what the lock file names and builds what has changed. Does nothing, in some
 * milliseconds, when all is up to date. Plain JavaScript, because the Node that runs it may be old: the Node that
 * everything else runs on is one of the things that it installs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const installed = join(root, 'node_modules/.installed');
const built = join(root, 'node_modules/.built');

if (process.argv.includes('--help')) {
  console.log('node scripts/set-up.mjs   install dependencies and build, as far as they are out of date');
} else {
  if (changedAt(installed) < changedAt(join(root, 'package-lock.json'))) install();
  if (
    !existsSync(join(root, 'dist/cli.js')) ||
    changedAt(built) < newestOf('src', 'openapi', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json')
  )
    build();
}

function install() {
  console.error('Installing dependencies …');
  npm('ci', '--loglevel=error', '--no-fund', '--no-audit');
  writeFileSync(join(root, 'node_modules/.installed'), '');
}

function build() {
  console.error('Building …');
  npm('run', '--silent', 'build');
  writeFileSync(built, '');
}

function npm(...args) {
  const program = process.env.npm_execpath;
  const [command, first] = program ? [process.execPath, [program]] : ['npm', []];
  const { status } = spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2], shell: !program });
  if (status !== 0) {
    console.error(`"npm ${args.join(' ')}" failed; what it said stands above.`);
    process.exit(status ?? 1);
  }
}

function changedAt(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

function newestOf(...names) {
  const files = names.flatMap((name) => {
    const path = join(root, name);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  });
  return Math.max(...files.map(changedAt));
}
