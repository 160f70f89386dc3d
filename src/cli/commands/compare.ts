import type { Command, Option } from 'commander';
import type { ComparisonVerdict } from '../../compare/comparison-report.ts';
import { isObject } from '../../lib/guards.ts';
import type { CompareOptions } from '../../compare/compare.ts';
import type { AssumptionChoices } from '../../contract/assumptions.ts';
import { findConfig } from '../read-settings.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { option } from '../options.ts';
import type { CompareOutput } from '../output/json-outputs.ts';
import { progressLine } from '../output/progress.ts';
import { loadFidelity } from './serve-files.ts';
import { asSpecError, asUsage } from './verify.ts';
import { verifyOptions } from './verify-options.ts';

interface CompareFlags {
  readonly provider: string;
  readonly states?: string;
  readonly fidelity?: string | false;
  readonly assume?: AssumptionChoices;
  readonly allowUnknown?: boolean;
  readonly json?: boolean;
}

/** Flags of `compare`. The documentation's table is generated from this. */
export function compareOptions(): Option[] {
  const shared = ['--fidelity', '--assume', '--provider', '--states', '--allow-unknown'];
  return [
    ...verifyOptions().filter(({ long }) => shared.includes(long ?? '')),
    option('--json', 'print the results as JSON', 'COMPARE_JSON'),
  ];
}

/** Adds `compare`. */
export function addCompareCommand(program: Command): void {
  const command = program
    .command('compare')
    .description('find what breaks between two versions of the contract, and which consumers that touches')
    .argument('<documents...>', 'the old document and the new one, or only the new one; then pacts')
    .usage('[options] [OLD.yaml] NEW.yaml [pacts...]')
    .addHelpText('after', HELP);
  for (const each of compareOptions()) command.addOption(each);
  command.action(async (named: string[], flags: CompareFlags) => {
    const { old, document, pacts } = await sortArguments(named);
    const [{ compare }, { readAliases }] = await Promise.all([
      import('../../compare/compare.ts'),
      import('../../pact/verify/aliases.ts'),
    ]);
    const { provider, states, allowUnknown } = flags;
    const assumed = old === undefined ? await assumedBy(flags) : refuseTyped(command);
    const onProgress = progressLine(process.stderr);
    const report = await compare({
      new: document,
      pacts,
      provider,
      aliases: states === undefined ? {} : await readAliases(states).catch(asUsage),
      onProgress: ({ source, done, pacts: all }) => onProgress(`comparing pact ${done + 1} of ${all}: ${source}`),
      ...(old !== undefined && { old }),
      ...assumed,
      ...(allowUnknown && { allowUnknown }),
    }).catch(asSpecError);
    const exitCode = exitOf[report.verdict].code;
    await print({ exitCode, ...report }, flags);
    process.exitCode = exitCode;
  });
}

/** What the built-in contract follows. */
async function assumedBy({ fidelity, assume }: CompareFlags): Promise<Pick<CompareOptions, 'fidelity' | 'assume'>> {
  const found = await loadFidelity(fidelity, findConfig(process.cwd()));
  return { ...(found && { fidelity: found.fidelity }), ...(assume && { assume }) };
}

/** Variables may be there for other commands. @throws CommandError for flags that would have no effect */
function refuseTyped(command: Command): object {
  for (const name of ['fidelity', 'assume'])
    if (command.getOptionValueSource(name) === 'cli')
      throw new CommandError('usage', `--${name} has no effect beside OLD: it is about the built-in contract`);
  return {};
}

/** The first argument is a document, and so may be the second one. */
async function sortArguments([first = '', second, ...others]: readonly string[]) {
  if (second !== undefined && (await isDocument(second))) return { old: first, document: second, pacts: others };
  return { old: undefined, document: first, pacts: second === undefined ? [] : [second, ...others] };
}

/** Pacts are JSON, so YAML is a document, and of JSON what calls itself one. */
async function isDocument(argument: string): Promise<boolean> {
  if (/\.ya?ml$/i.test(argument)) return true;
  if (!/\.json$/i.test(argument) || /^https?:/i.test(argument)) return false;
  const { readDataFile } = await import('../../lib/data-file.ts');
  const read = await readDataFile(argument).catch(() => undefined);
  return isObject(read?.value) && ['openapi', 'swagger'].some((key) => key in (read.value as object));
}

async function print(report: CompareOutput, { json }: CompareFlags): Promise<void> {
  if (json) process.stdout.write(`${JSON.stringify(report, null, process.stdout.isTTY ? 2 : undefined)}\n`);
  else {
    const { comparisonText } = await import('../../compare/terminal.ts');
    process.stdout.write(comparisonText(report, process.stdout.isTTY === true && !process.env['NO_COLOR']));
  }
}

/** The exit code of each verdict. */
const exitOf = {
  compatible: exitCodes.ok,
  breaking: exitCodes.untouched,
  touches: exitCodes.broken,
  unreadable: exitCodes.unreadable,
  'not-found': exitCodes.nothing,
} as const satisfies Record<ComparisonVerdict, { code: number }>;

const HELP = `
Without OLD, the new document is compared with the built-in contract as --fidelity and --assume amend it. An interaction
is touched when verify would find something new in it, or when it uses what has changed in a way that depends on the
state of the API.

Examples:
  use-case-stub compare draft.yaml pacts/
  use-case-stub compare v1.yaml v2.yaml 'packages/*/pacts/*.json'
  use-case-stub compare draft.yaml --json

Exit codes: ${(['ok', 'broken', 'untouched', 'nothing', 'unreadable', 'spec', 'usage'] as const)
  .map((name) => exitCodes[name])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
