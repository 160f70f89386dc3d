/**
 * Runs the test files side by side on all cores, and prints a line for each as it ends. They share one
 * PostgreSQL server and one browser. Each file also runs by itself: `node --test FILE`.
 *
 *     node test/run.ts              every test
 *     node test/run.ts --fast       without the files named *.slow.test.ts
 *     node test/run.ts --coverage   every test, with a report of which code they reach; takes about a quarter longer
 */
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { run } from 'node:test';
import { spec, type TestEvent } from 'node:test/reporters';
import { parseArgs, styleText } from 'node:util';
import { FAST } from './helpers/run-together.ts';

const root = join(import.meta.dirname, '..');
const { fast, coverage } = parseArgs({
  options: { fast: { type: 'boolean', default: false }, coverage: { type: 'boolean', default: false } },
}).values;

/** Milliseconds that one file may take, on a busy machine. */
const LONGEST_FILE = 600_000;

/** Started first, because the run cannot end before they do. */
const longest = [
  'test/image.slow.test.ts',
  'test/serve/together.ts',
  'test/recipes.slow.test.ts',
  'test/docs/outputs.slow.test.ts',
  'test/console/editor.slow.test.ts',
  'test/console/reference.slow.test.ts',
  'test/package.slow.test.ts',
  'test/provider/together.ts',
];

/** Every test file, or the `together.ts` of its directory where there is one. */
function testFiles(): string[] {
  const ours = { cwd: root, exclude: ['test/node_modules', 'test/provider/node_modules'] };
  const files = [...globSync('test/**/*.test.ts', ours), 'examples/node-test.test.ts'];
  const together = globSync('test/**/together.ts', ours);
  const directories = new Set(together.map((file) => dirname(file)));
  const chosen = [
    ...together,
    ...files.filter((file) => !directories.has(dirname(file)) && !(fast && file.endsWith('.slow.test.ts'))),
  ].sort();
  return [...longest.filter((file) => chosen.includes(file)), ...chosen.filter((file) => !longest.includes(file))];
}

/** What Node's own reporter should print at the end: failures, the coverage and the totals. */
async function* failuresAndTotals(events: AsyncIterable<TestEvent>): AsyncGenerator<TestEvent> {
  for await (const event of events) {
    const { type, data } = event;
    if (type === 'test:fail' || type === 'test:coverage') yield event;
    else if ((type === 'test:summary' || type === 'test:diagnostic') && data.file === undefined) yield event;
  }
}

// The compiled code of what every file loads is kept between runs. It would make the figures of coverage less exact.
if (!coverage) process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/tests');
if (fast) process.env[FAST] = '1';
process.chdir(root);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

const events = run({
  files: testFiles().map((file) => join(root, file)),
  // One more than there are cores, because several files wait for most of their time.
  concurrency: availableParallelism() + 1,
  // A file that hangs must not keep the others from being told of.
  timeout: LONGEST_FILE,
  signal: stop.signal,
  ...(!fast && { globalSetupPath: join(import.meta.dirname, 'helpers/shared-servers.ts') }),
  coverage,
  coverageIncludeGlobs: ['src/**/*.ts'],
  coverageExcludeGlobs: ['src/**/generated/**'],
});
events.on('test:fail', () => (process.exitCode = 1));
events.on('test:complete', ({ name, file, details }) => {
  if (name !== file) return;
  const mark = details.passed ? styleText('green', '✔') : styleText('red', '✖');
  console.log(`${mark} ${(details.duration_ms / 1_000).toFixed(1).padStart(5)} s  ${relative(root, file)}`);
});
Readable.from(failuresAndTotals(events)).compose(spec).pipe(process.stdout);
