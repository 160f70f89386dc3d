/**
 * Runs every linter, each to its end, and fails when one of them does. They are installed in tools/lint, with a lock file
 * of their own, when they are first wanted.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, root } from './install.mjs';

const tools = 'tools/lint';
const openapi = readdirSync(join(root, 'openapi'))
  .filter((name) => name !== 'assumptions.yaml')
  .map((name) => `openapi/${name}`);

/** By name, commands of tools/lint, run in the project's root. */
const linters = {
  prettier: () => run('prettier', '--check', '.'),
  eslint: () => run('eslint', '--config', `${tools}/eslint.config.js`, '.'),
  spectral: () => run('spectral', 'lint', ...openapi, '--fail-severity=hint'),
  dclint: () => run('dclint', '-c', 'deploy/dclint.json', 'deploy/compose.yaml', 'deploy/compose.metrics.yaml'),
  kubernetes: () => runCommand('kubernetes', process.execPath, join(tools, 'kubernetes.mjs')),
  rooms: () => runCommand('rooms', process.execPath, join(tools, 'rooms.mjs')),
  knip: () => run('knip', '--config', `${tools}/knip.json`),
  // What a program may import from the package, as it is packed. A YAML file has no types.
  package: () =>
    withPackage(
      (file) =>
        run('publint', '--strict', file) &&
        run('attw', '--profile', 'esm-only', '--exclude-entrypoints', 'openapi.yaml', '--', file),
    ),
};

/** Linters that need the packages of all that they look at. */
const inspectsImports = new Set(['eslint', 'knip']);

await main(process.argv.slice(2));

async function main(wanted) {
  const names = Object.keys(linters);
  if (wanted.includes('--help'))
    return console.log(
      `npm run lint               run all linters: ${names.join(', ')}\nnpm run lint -- NAME ...   run some of them\nnpm run format             let Prettier format every file`,
    );
  const unknown = wanted.filter((name) => name !== '--fix' && !names.includes(name));
  if (unknown.length > 0) return fail(`no linter is called ${unknown.join(', ')}; there are ${names.join(', ')}`);
  await install(tools);
  if (wanted.includes('--fix')) return run('prettier', '--write', '--log-level=warn', '.') || fail('Prettier failed');
  const chosen = wanted.length > 0 ? wanted : names;
  if (chosen.some((name) => inspectsImports.has(name)))
    for (const folder of ['test', 'test/provider', 'examples/vitest', 'examples/playwright']) await install(folder);
  const failed = chosen.filter((name) => !linters[name]());
  if (failed.length > 0) fail(`${failed.join(', ')} found something, see above`);
}

function fail(reason) {
  console.error(`npm run lint: ${reason}`);
  process.exitCode = 1;
}

/** @returns whether the tool was content; what it says is shown when it was not */
function run(tool, ...args) {
  return runCommand(tool, join(root, tools, 'node_modules/.bin', tool), ...args);
}

function runCommand(tool, command, ...args) {
  const began = performance.now();
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  const passed = status === 0;
  console.log(`${passed ? 'passed' : 'FAILED'}  ${tool}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  if (!passed) process.stdout.write(stdout ?? '');
  return passed;
}

/** Packs what is built. */
function withPackage(check) {
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-lint-'));
  try {
    const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', directory];
    spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 2], shell: process.platform === 'win32' });
    const [file] = readdirSync(directory);
    return file !== undefined && check(join(directory, file));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
