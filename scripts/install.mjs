/**
 * Installs what a folder's lock file names, when npm's own record of what is installed says something else. Plain
 * JavaScript, because the Node that runs it may be old: the right one is one of the things that it installs.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Milliseconds between two looks at an installation that another process has under way. */
const LOOK = 250;
/** Milliseconds after which an installation that shows no sign of life is taken for a killed one. */
const PATIENCE = 600_000;
/** Milliseconds between two lines of progress where they cannot replace each other. */
const PACE = 5_000;

/**
 * Installs a folder's packages if need be; progress goes to stderr.
 *
 * @param folder path from the project's root, such as `tools/lint`; '' for the project itself
 * @throws Error when npm fails; what it said stands on stderr
 */
export async function install(folder) {
  const directory = join(root, folder);
  if (isInstalled(directory)) return;
  const release = await lock(directory);
  try {
    if (!isInstalled(directory)) await runNpmCi(directory);
  } finally {
    release();
  }
}

/** Whether npm's record of an installation names what the lock file names. It writes that last. */
export function isInstalled(directory) {
  const record = packagesOf(join(directory, 'node_modules/.package-lock.json'));
  const wanted = packagesOf(join(directory, 'package-lock.json'));
  if (record === undefined) return false;
  // Of the optional ones npm installs what is made for this machine.
  return (
    Object.keys(record).every((path) => wanted[path] !== undefined) &&
    Object.entries(wanted).every(([path, entry]) =>
      path === '' ? true : record[path] ? same(record[path], entry) : entry.optional === true,
    )
  );
}

/** Most packages of a lock file that are not for every machine are for one system and one processor. */
function isForHere({ os = [process.platform], cpu = [process.arch] }) {
  return os.includes(process.platform) && cpu.includes(process.arch);
}

function same(one, other) {
  return one.version === other.version && one.integrity === other.integrity;
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/** Several tests may want the same folder at the same time. */
async function lock(directory) {
  const place = join(directory, '.installing');
  for (;;) {
    try {
      mkdirSync(place);
      return () => rmSync(place, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() - (statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > PATIENCE)
        rmSync(place, { recursive: true, force: true });
      await pause(LOOK);
    }
  }
}

async function runNpmCi(directory) {
  const wanted = Object.entries(packagesOf(join(directory, 'package-lock.json')));
  const archives = wanted
    .filter(([path, entry]) => path !== '' && isForHere(entry))
    .map(([, { integrity }]) => integrity);
  const all = new Set(archives).size;
  const name = relative(root, directory) || 'the dependencies';
  const progress = showProgress(`Installing ${name}`, all);
  // At this level npm tells of each archive that it has got, from the registry, from its cache, or first one, then both.
  const args = ['ci', '--loglevel=http', '--no-fund', '--no-audit', '--no-progress'];
  const { code, said } = await runNpm(args, directory, progress.step);
  progress.end(code === 0);
  if (code === 0) return;
  process.stderr.write(said.join('\n'));
  throw new Error(`"npm ci" in ${directory} failed with code ${code}; what it said stands above`);
}

/** @returns npm's exit code, and what it said that was not about a request */
async function runNpm(args, cwd, onArchive) {
  const program = process.env.npm_execpath;
  const [command, first] = program ? [process.execPath, [program]] : ['npm', []];
  // On Windows npm is a script, which only a shell runs.
  const shell = !program && process.platform === 'win32';
  const child = spawn(command, [...first, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'], shell });
  const said = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!line.startsWith('npm http ')) said.push(line);
    else onArchive(/[^@\s]+\.tgz/.exec(line)?.[0]);
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { code, said };
}

/** Shows how far it has got: in a terminal in one line, elsewhere in a line now and then. */
function showProgress(what, all) {
  const began = Date.now();
  const got = new Set();
  let shownAt = 0;
  const show = (text, isLast) => {
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${what}${text}${isLast ? '\n' : ''}` : `${what}${text}\n`);
    shownAt = Date.now();
  };
  const tell = () => show(` … ${Math.min(got.size, all)} of about ${all} packages fetched`, false);
  tell();
  const timer = setInterval(() => Date.now() - shownAt >= PACE && tell(), PACE / 5);
  return {
    step(archive) {
      if (archive !== undefined) got.add(archive);
      if (process.stderr.isTTY) tell();
    },
    end(isDone) {
      clearInterval(timer);
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      show(isDone ? `: done in ${seconds} s` : ': failed', true);
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folders = process.argv.slice(2);
  if (folders.includes('--help') || folders.length === 0)
    console.log('node scripts/install.mjs FOLDER ...   install what the lock files of these folders name, if need be');
  else for (const folder of folders) await install(folder);
}
