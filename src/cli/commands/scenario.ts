import { styleText } from 'node:util';
import type { Command } from 'commander';
import { plain, short } from '../../lib/plain-text.ts';
import { textTable } from '../../lib/text-table.ts';
import type { Delay, RunningScenario, ScenarioOutcome } from '../../store/port.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import type { ScenarioOutput } from '../output/json-outputs.ts';
import { connect, type StubClient } from './stub-client.ts';
import {
  connectionOptions,
  scenarioOf,
  startOptions,
  type ConnectionFlags,
  type StartFlags,
} from './scenario-options.ts';

/** Adds `scenario start`, `scenario list` and `scenario end`, which ask a running stub. */
export function addScenarioCommand(program: Command): void {
  const scenario = program
    .command('scenario')
    .description('make a running stub misbehave as planned, and behave again')
    // The value of a misspelt --api-key= may be an API key, which is not printed.
    .configureOutput({ outputError: (text, write) => write(text.replace(/(unknown option '[^=']+)=[^\n]*'/, "$1'")) })
    .addHelpText('after', HELP);
  const start = scenario.command('start').description('start a scenario, and print it').addHelpText('after', HELP);
  for (const option of startOptions()) start.addOption(option);
  start.action(async (flags: StartFlags) => startScenario(connect(flags, 'scenario start'), flags));
  const list = scenario
    .command('list')
    .description('list the scenarios that still apply, with the requests that are left');
  list.action(async (flags: ConnectionFlags) => {
    const scenarios = await connect(flags, 'scenario list').list();
    print(flags.json ? scenarios : scenarios.length === 0 ? 'No scenario applies.' : table(scenarios));
  });
  const end = scenario.command('end').description('end one scenario, or all, also those that belong to states');
  end
    .argument('[id]', 'the id of the scenario, as list shows it; all without it')
    .action(async (id: string | undefined, flags: ConnectionFlags) => {
      const ended = await endScenarios(connect(flags, 'scenario end'), id);
      const ids = ended.map((each) => each.id).join(', ');
      const outcome = ended.length === 0 ? 'There was no scenario to end.' : `Ended: ${plain(ids)}.`;
      print(flags.json ? ended : outcome);
    });
  for (const command of [start, list, end]) for (const option of connectionOptions()) command.addOption(option);
}

async function startScenario(stub: StubClient, flags: StartFlags): Promise<void> {
  const wanted = scenarioOf(flags);
  const earlier = await stub.list();
  const started = await stub.start(wanted);
  // Otherwise the user might not notice that a scenario with the same reason was replaced.
  const replaced = earlier.find(({ because }) => because === started.because);
  const note = `\nIt takes the place of scenario ${plain(replaced?.id ?? '')}; another --because would keep both.`;
  print(flags.json ? started : `${table([started])}${replaced ? note : ''}`);
}

/** Checks the id first: an empty one, or a dot, in the path of the request would end all scenarios. */
async function endScenarios(stub: StubClient, id: string | undefined): Promise<readonly RunningScenario[]> {
  const scenarios = await stub.list();
  const meant = scenarios.filter((each) => id === undefined || each.id === id);
  if (id !== undefined && meant.length === 0) {
    const hint =
      scenarios.length === 0 ? 'none applies' : `these apply: ${scenarios.map((each) => each.id).join(', ')}`;
    throw new CommandError('usage', `there is no scenario "${short(id, 50)}"; ${plain(hint)}`);
  }
  await stub.end(id);
  return meant;
}

function print(result: string | ScenarioOutput): void {
  const text = typeof result === 'string' ? result : JSON.stringify(result, null, process.stdout.isTTY ? 2 : undefined);
  process.stdout.write(`${text}\n`);
}

function table(scenarios: readonly RunningScenario[]): string {
  const rows = scenarios.map((each) => [
    each.id,
    String(each.left ?? 'all'),
    requestsOf(each),
    effectsOf(each),
    each.because,
  ]);
  const head = ['id', 'left', 'requests', 'what happens', 'because'];
  const [first = '', ...others] = textTable([head, ...rows.map((row) => row.map(plain))]);
  return [styleText('dim', first, { stream: process.stdout }), ...others].join('\n');
}

function requestsOf({ match = {} }: RunningScenario): string {
  const { operation = 'any operation', header, body } = match;
  const value = header?.value === undefined ? '' : `: ${short(header.value, 40)}`;
  const parts = [
    ...(header ? [`with ${short(header.name, 40)}${value}`] : []),
    ...(body === undefined ? [] : [`with ${short(JSON.stringify(body), 40)}`]),
  ];
  return [operation, parts.join(' and ')].join(' ').trimEnd();
}

function effectsOf({ keyUnknown, steps, probability = 1, ...outcome }: RunningScenario): string {
  const sequence = steps?.map((step) => `${outcomeOf(step) || 'as usual'}${step.times ? ` (${step.times}x)` : ''}`);
  const parts = [
    ...(keyUnknown ? ['the API key is not known'] : []),
    outcomeOf(outcome),
    sequence?.join(', then '),
    ...(probability < 1 ? [`with probability ${probability}`] : []),
  ];
  return parts.filter(Boolean).join(', ');
}

function outcomeOf({ status, example, body, headers, delay, fault }: ScenarioOutcome): string {
  const parts = [
    ...(delay ? [formatDelay(delay)] : []),
    ...(status === undefined ? [] : [`status ${status}${example === undefined ? '' : ` (${short(example, 40)})`}`]),
    ...(body === undefined ? [] : [`body ${short(JSON.stringify(body), 40)}`]),
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(fault ? [`fault ${fault}`] : []),
  ];
  return parts.join(', ');
}

function formatDelay(delay: Delay): string {
  if (delay.distribution === 'fixed') return `waits ${delay.ms} ms`;
  if (delay.distribution === 'uniform') return `waits ${delay.from} to ${delay.to} ms`;
  return `waits ${delay.median} ms, log-normal ${delay.sigma}`;
}

const HELP = `
A stub has to be running. Scenarios belong to the organization of one API key; other organizations do not notice them.

Examples:
  export USE_CASE_STUB_CLIENT_API_KEY=demo
  use-case-stub scenario start --operation createUseCase --status 503 --times 2    creates fail twice, then succeed
  use-case-stub scenario start --delay log-normal:120,0.6 --because "a slow day"
  use-case-stub scenario start --fault reset --probability 0.1 --seed 7 --because "a bad line"
  use-case-stub scenario start --status 429 --header 'x-tenant: blue' --body '{"name":"Night desk"}'
  use-case-stub scenario start --steps 503,429 --because "a bad minute"               503, then 429, then as usual
  use-case-stub scenario start --operation createUseCase --status 400 --example name_missing --times 1
  use-case-stub scenario start --status 503 --reply-header 'retry-after: 7' --reply-body '{"message":"Maintenance"}'
  use-case-stub scenario list
  use-case-stub scenario end 1
  use-case-stub scenario end                                                       all of them

Exit codes:${(['ok', 'failure', 'usage', 'unreachable'] as const)
  .map((name) => exitCodes[name])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
