import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { objectOf, parsed } from '../../lib/json.ts';
import { plain, short } from '../../lib/plain-text.ts';
import { textTable } from '../../lib/text-table.ts';
import { providerName } from '../../pact/load-pact.ts';
import type { JournalEntry } from '../../store/port.ts';
import { CommandError, exitCodes, type Exit } from '../exit-codes.ts';
import { option } from '../options.ts';
import type { RecordOutput } from '../output/json-outputs.ts';
import { progressLine } from '../output/progress.ts';
import { refuseUnwritable } from '../output/report-file.ts';
import { connectionOptions, type ConnectionFlags } from './scenario-options.ts';
import { connect } from './stub-client.ts';
import {
  apiKey,
  environmentOption,
  exitOnSignal,
  packageName,
  suiteCommand,
  SUITE_HELP,
  SUITE_KEY,
  type SuiteFlags,
} from './suite-options.ts';

interface RecordFlags extends SuiteFlags, Omit<ConnectionFlags, 'url' | 'apiKey'> {
  readonly consumer?: string;
  readonly output?: string;
  readonly url?: string;
}

/** Adds `record`. @param exit ends the process when a signal asks for that */
export function addRecordCommand(program: Command, exit: Exit): void {
  const command = program
    .command('record')
    .description("write a pact from what a client's own tests send, to a stub of their own or to one that runs")
    .argument('[command...]', 'what runs the tests, after two dashes')
    .addHelpText('after', HELP);
  for (const each of recordOptions()) command.addOption(each);
  command.action(async (words: string[], flags: RecordFlags) => {
    exitOnSignal(exit);
    const isTyped = (name: string) => command.getOptionValueSource(name) === 'cli';
    const consumer = flags.consumer ?? packageName();
    if (consumer === undefined)
      throw new CommandError(
        'usage',
        'say what the client is called: --consumer NAME; there is no package.json to tell',
      );
    // It is part of a file's name and of the header that the pact's requests have.
    if (!/^[\u0020-\u007e\u00a0-\u00ff]{1,200}$/.test(consumer) || /[<>:"/\\|?*]|^\s|\s$/.test(consumer))
      throw new CommandError(
        'usage',
        '--consumer must be 1 to 200 Latin letters, digits and signs, none of them one of <>:"/\\|?* and no space at its ends',
      );
    const file = flags.output ?? join('pacts', `${consumer}-${providerName}.json`);
    const isRunning = isTyped('url');
    if (isRunning && words.length > 0)
      throw new CommandError(
        'usage',
        '--url names a stub that runs, and the tests after "--" would get one of their own; leave out the one or the other',
      );
    if (isRunning && isTyped('env'))
      throw new CommandError('usage', '--env has no effect beside --url: no tests are run');
    if (!isRunning && isTyped('adminKey'))
      throw new CommandError('usage', '--admin-key has no effect without --url: the stub of the tests has none');
    refuseOtherFile(file, consumer);
    refuseUnwritable('--output', file);
    const entries = isRunning
      ? await fromRunning(flags as ConnectionFlags)
      : await fromSuite(suiteCommand(command, words), flags);
    if (entries === undefined) return;
    await write(entries, { consumer, file }, flags);
  });
}

function recordOptions(): Option[] {
  const own = [
    option('--consumer <name>', "the client's name in the pact (default: the name in package.json)", 'RECORD_CONSUMER'),
    option('--output <file>', `the file to write (default: pacts/NAME-${providerName}.json)`, 'RECORD_OUTPUT'),
    environmentOption(),
  ];
  const described: Readonly<Record<string, string>> = {
    url: 'take the requests that a running stub has, instead of running tests',
    apiKey: `the API key that the client sends (default: ${SUITE_KEY})`,
    json: 'print what was recorded as JSON',
  };
  const others = connectionOptions().map((each) => {
    const description = described[each.attributeName()];
    if (description !== undefined) each.description = description;
    if (each.attributeName() === 'apiKey') each.argParser(apiKey);
    return each.attributeName() === 'url' ? each.default(undefined) : each;
  });
  return [...own, ...others];
}

/** A file is replaced as a whole, so one that is not this consumer's pact is left alone, and named before tests run. */
function refuseOtherFile(file: string, consumer: string): void {
  let text: string;
  try {
    const stat = statSync(file);
    // Reading a pipe or a terminal would wait.
    if (!stat.isFile() && !stat.isDirectory()) return;
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new CommandError('usage', `--output ${file} cannot be replaced: ${(error as Error).message}`);
  }
  if (text === '') return;
  const pact = objectOf(parsed(text));
  const { name } = objectOf(pact['consumer']);
  if (name === consumer && pact['interactions'] !== undefined) return;
  const what = typeof name === 'string' ? `the pact of ${short(name, 60)}` : 'no pact';
  throw new CommandError(
    'usage',
    `--output ${file} is ${what}, and would be replaced; choose another file or delete it`,
  );
}

/** @returns undefined when the tests failed, which ends the command with their exit code */
async function fromSuite(words: readonly string[], { env, apiKey: key = SUITE_KEY }: RecordFlags) {
  const [{ runSuite, SuiteNotStarted }, { startSuiteStub }] = await Promise.all([
    import('../../suite/run-suite.ts'),
    import('../../suite/suite-stub.ts'),
  ]);
  const suite = await startSuiteStub({ apiKey: key, ...(env && { variables: env }) });
  try {
    const run = await runSuite({ command: words, environment: suite.environment, isShown: true });
    if (run.code === 0) return [...suite.requests()];
    console.error(`use-case-stub: the tests ended with ${run.code}, so no pact is written`);
    process.exitCode = run.code;
    return undefined;
  } catch (error) {
    throw error instanceof SuiteNotStarted ? new CommandError('usage', error.message) : error;
  } finally {
    await suite.close();
  }
}

async function fromRunning(flags: ConnectionFlags): Promise<readonly JournalEntry[]> {
  const stub = connect(flags, 'record');
  const entries: JournalEntry[] = [];
  for (;;) {
    const page = await stub.requests(entries.at(-1)?.number ?? 0);
    if (page.length === 0) break;
    entries.push(...page);
  }
  const first = entries[0]?.number ?? 1;
  if (first > 1) console.error(`use-case-stub: the journal no longer has the requests before number ${first}`);
  return entries.filter(({ from }) => from === undefined);
}

async function write(
  entries: readonly JournalEntry[],
  target: { readonly consumer: string; readonly file: string },
  { json }: RecordFlags,
): Promise<void> {
  const { recordPact } = await import('../../record/record.ts');
  const progress = progressLine(process.stderr);
  const recording = await recordPact(entries, target, progress).catch((error: NodeJS.ErrnoException) => {
    throw error.code === undefined
      ? error
      : new CommandError('usage', `--output ${target.file} cannot be written: ${error.message}`);
  });
  const reason = recording.file === undefined ? 'nothing' : recording.passes ? 'ok' : 'broken';
  const output: RecordOutput = { exitCode: exitCodes[reason].code, ...recording };
  process.stdout.write(
    json ? `${JSON.stringify(output, null, process.stdout.isTTY ? 2 : undefined)}\n` : reportOf(output),
  );
  process.exitCode = output.exitCode;
}

function reportOf({ consumer, file, requests, interactions, leftOut, findings, passes }: RecordOutput): string {
  const rows = interactions.map(({ method, path, status, state, description }) => [
    `  ${status}`,
    short(`${method} ${path}`, 60),
    short(`${description}${state === undefined ? '' : ` (${state})`}`, 120),
  ]);
  const skipped = leftOut.map(
    ({ method, url, status, why, times }) =>
      `  ${plain(`${method} ${url}`)}, answered with ${status}${times > 1 ? ` (${times} times)` : ''}: ${short(why, 300)}`,
  );
  const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  const from = `${counted(requests, 'request')} of ${plain(consumer)}`;
  const written =
    file === undefined
      ? requests === 0
        ? 'The stub got no request: does the client take its address from the environment?'
        : `Of ${from}, a pact can have none.`
      : `${file}: ${counted(interactions.length, 'interaction')} from ${from}`;
  const verdict =
    file === undefined
      ? []
      : [
          passes
            ? 'verify lets it pass.'
            : 'verify does not let it pass; change the tests, or leave these requests out of them.',
        ];
  return [
    written,
    ...textTable(rows),
    ...(skipped.length > 0 ? ['', 'Left out:', ...skipped] : []),
    ...(file === undefined ? [] : ['', ...findings.map((each) => `  ${short(each, 300)}`), ...verdict]),
    '',
  ].join('\n');
}

const HELP = `
${SUITE_HELP}

Each kind of request is in the pact once, with matchers from the contract and with the provider state that it needs. A
run of tests that fails writes nothing.

Examples:
  use-case-stub record -- npm test
  use-case-stub record --consumer web-console --env 'API_URL={url}' --env 'API_TOKEN={key}' -- npx vitest run
  use-case-stub record --url http://localhost:4010 --api-key demo --output pacts/demo.json

Exit codes: that of the tests when they fail; otherwise${(['ok', 'broken', 'nothing', 'unreachable', 'usage'] as const)
  .map((name) => exitCodes[name])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
