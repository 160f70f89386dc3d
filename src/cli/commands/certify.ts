import { availableParallelism } from 'node:os';
import { InvalidArgumentError, type Command, type Option } from 'commander';
import type { Certification, CertificationVerdict, CertifyOptions } from '../../certify/certify.ts';
import { builtInContract } from '../../contract/built-in.ts';
import { wholeNumber } from '../../settings/kinds.ts';
import { CommandError, exitCodes, type Exit } from '../exit-codes.ts';
import { option, parserOf } from '../options.ts';
import type { CertifyOutput } from '../output/json-outputs.ts';
import { progressLine } from '../output/progress.ts';
import { refuseUnwritable, writeReport } from '../output/report-file.ts';
import { loadFixtures } from './serve-files.ts';
import {
  apiKey,
  environmentOption,
  exitOnSignal,
  suiteCommand,
  SUITE_HELP,
  SUITE_KEY,
  type SuiteFlags,
} from './suite-options.ts';

interface CertifyFlags extends SuiteFlags {
  readonly only?: readonly string[];
  readonly fixtures?: readonly string[];
  readonly parallel: number;
  readonly timeLimit: number;
  readonly delay: number;
  readonly allow: number;
  readonly junit?: string;
  readonly html?: string;
  readonly json?: boolean;
}

/** Adds `certify`. @param exit ends the process when a signal asks for that */
export function addCertifyCommand(program: Command, exit: Exit): void {
  const command = program
    .command('certify')
    .description(
      "run a client's own tests once for each thing that the API may do, and say what the client does not stand",
    )
    .argument('[command...]', 'what runs the tests, after two dashes')
    .addHelpText('after', HELP);
  for (const each of certifyOptions()) command.addOption(each);
  command.action(async (words: string[], flags: CertifyFlags) => {
    exitOnSignal(exit);
    for (const [flag, file] of [
      ['--junit', flags.junit],
      ['--html', flags.html],
    ] as const)
      if (file !== undefined) refuseUnwritable(flag, file);
    const report = await run(suiteCommand(command, words), flags);
    const output: CertifyOutput = { exitCode: exitOf[report.verdict].code, ...report };
    await print(output, flags);
    process.exitCode = output.exitCode;
  });
}

function certifyOptions(): Option[] {
  return [
    option(
      '--only <what>',
      'try only this: errors, replies, connections, an operation, or what happens, such as "503" or "getUseCase late"; repeat it for more',
      'CERTIFY_ONLY',
    ).argParser(list),
    option('--parallel <number>', 'runs at a time', 'CERTIFY_PARALLEL')
      .default(Math.max(1, Math.floor(availableParallelism() / 2)), 'half of the processors')
      .argParser(parserOf(wholeNumber(1, 64))),
    option('--time-limit <ms>', 'how long one run may take before it counts as hung', 'CERTIFY_TIME_LIMIT')
      .default(60_000)
      .argParser(parserOf(wholeNumber(100, 3_600_000))),
    option('--delay <ms>', 'how late a late reply is', 'CERTIFY_DELAY')
      .default(1_000)
      .argParser(parserOf(wholeNumber(1, 60_000))),
    option('--allow <number>', 'how many weaknesses are let pass', 'CERTIFY_ALLOW')
      .default(0)
      .argParser(parserOf(wholeNumber(0, 10_000))),
    option(
      '--fixtures <file|dir>',
      'JSON or YAML with the use cases that every run starts with; repeat it for more',
      'CERTIFY_FIXTURES',
    ).argParser(list),
    environmentOption(),
    option('--api-key <key>', 'the API key that the suite is to send', 'CERTIFY_API_KEY')
      .default(SUITE_KEY)
      .argParser(apiKey),
    option('--junit <file>', 'also write the results as JUnit XML', 'CERTIFY_JUNIT'),
    option('--html <file>', 'also write the results as a page', 'CERTIFY_HTML'),
    option('--json', 'print the results as JSON', 'CERTIFY_JSON'),
  ];
}

async function run(words: readonly string[], flags: CertifyFlags): Promise<Certification> {
  const { env, apiKey: key = SUITE_KEY, only, fixtures, parallel, timeLimit, delay, allow } = flags;
  const { certify } = await import('../../certify/certify.ts');
  const initial = fixtures && (await loadFixtures({ fixtures, apiKey: undefined }, builtInContract()));
  // Each run ends what it has started when this process ends.
  process.setMaxListeners(process.getMaxListeners() + parallel);
  return certify({
    command: words,
    apiKey: key,
    ...(env && { variables: env }),
    ...(only && { only }),
    ...(initial && { fixtures: initial }),
    parallel,
    timeLimit,
    delay,
    allow,
    onProgress: progress(),
  }).catch((error: Error) => {
    throw ['SuiteNotStarted', 'NothingMeant'].includes(error.name)
      ? new CommandError('usage', `${error.name === 'NothingMeant' ? '--only ' : ''}${error.message}`)
      : error;
  });
}

/** In a terminal one line that changes; in the log of a CI server a line for each run, which shows that it goes on. */
function progress(): NonNullable<CertifyOptions['onProgress']> {
  if (process.stderr.isTTY) {
    const show = progressLine(process.stderr);
    return (done, all) => show(`${done} of ${all} runs are done`);
  }
  return (done, all, { operation, what, verdict, milliseconds }) =>
    process.stderr.write(
      `use-case-stub: run ${done} of ${all}, ${operation} ${what}: ${verdict}, ${(milliseconds / 1_000).toFixed(1)} s\n`,
    );
}

async function print(report: CertifyOutput, { json, junit, html }: CertifyFlags): Promise<void> {
  if (json) process.stdout.write(`${JSON.stringify(report, null, process.stdout.isTTY ? 2 : undefined)}\n`);
  else process.stdout.write((await import('../../certify/output/grid.ts')).terminalReport(report));
  if (junit !== undefined)
    writeReport('--junit', junit, (await import('../../certify/output/junit.ts')).junitReport(report));
  if (html !== undefined)
    writeReport('--html', html, (await import('../../certify/output/page.ts')).htmlReport(report));
}

/** The exit code of each verdict. */
const exitOf = {
  passed: exitCodes.ok,
  weak: exitCodes.weak,
  blind: exitCodes.blind,
  failing: exitCodes.failing,
  silent: exitCodes.nothing,
} as const satisfies Record<CertificationVerdict, { code: number }>;

function list(value: string, earlier: readonly string[] = []): string[] {
  if (value.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return [...earlier, value.trim()];
}

const HELP = `
${SUITE_HELP}

Each run has a stub of its own. To each operation that the tests use, the API does what its contract lets it do: every
documented error, replies that are valid and yet unusual, slow and broken connections. Tests may fail then, and mostly
are to; the client is weak where it crashes or hangs, and where it fails though it gets all that it needs.

Examples:
  use-case-stub certify -- npm test
  use-case-stub certify --only replies --only getUseCase --parallel 4 -- npx vitest run
  use-case-stub certify --fixtures fixtures.yaml -- npm test
  use-case-stub certify --time-limit 20000 --junit certify.xml --html certify.html -- pytest

Exit codes: ${(['ok', 'weak', 'blind', 'failing', 'nothing', 'spec', 'usage'] as const)
  .map((name) => exitCodes[name])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
