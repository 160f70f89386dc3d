import type { Command, Option } from 'commander';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { option } from '../options.ts';
import type { FidelityOutput } from '../output/json-outputs.ts';
import { findConfig } from '../read-settings.ts';
import { loadFidelity, type LoadedFidelity } from './serve-files.ts';

interface FidelityFlags {
  readonly markdown?: boolean;
  readonly json?: boolean;
}

function fidelityOptions(): Option[] {
  return [
    option('--markdown', 'print it as Markdown, for a pull request', 'FIDELITY_MARKDOWN').conflicts('json'),
    option('--json', 'print it as JSON', 'FIDELITY_JSON'),
  ];
}

/** Adds `fidelity`. */
export function addFidelityCommand(program: Command): void {
  const command = program
    .command('fidelity')
    .description('show what a probe found out about the real API, or what is between two probes')
    .argument('[files...]', 'one file, or the old one and the new one')
    .usage('[options] [FILE | OLD NEW]')
    .addHelpText('after', HELP);
  for (const each of fidelityOptions()) command.addOption(each);
  command.action(async (files: string[], flags: FidelityFlags) => {
    const [first, second, third] = files;
    if (third !== undefined) throw new CommandError('usage', 'name one file, or two to compare them');
    const one = await load(first);
    const output = second === undefined ? await shown(one, flags) : await compared(one, await load(second), flags);
    if (flags.json) process.stdout.write(`${JSON.stringify(output, null, process.stdout.isTTY ? 2 : undefined)}\n`);
    process.exitCode = output.exitCode;
  });
}

async function load(named: string | undefined): Promise<LoadedFidelity> {
  const loaded = await loadFidelity(named, findConfig(process.cwd()));
  if (loaded === undefined)
    throw new CommandError('usage', 'there is no fidelity file here; name one, or let "use-case-stub probe" write it');
  return loaded;
}

async function shown({ file, fidelity }: LoadedFidelity, { markdown, json }: FidelityFlags): Promise<FidelityOutput> {
  const [{ ageOf, countsOf, OLD_AFTER_DAYS, rowsOf }, { fidelityMarkdown, fidelityText }] = await loadParts();
  const [rows, now] = [await rowsOf(fidelity), new Date()];
  if (!json) process.stdout.write((markdown ? fidelityMarkdown : fidelityText)(fidelity, rows, now));
  const { service, startedAt, finishedAt } = fidelity;
  const ageDays = ageOf(fidelity, now);
  return {
    exitCode: exitCodes.ok.code,
    file,
    service,
    startedAt,
    ...(finishedAt !== undefined && { finishedAt }),
    ageDays,
    isOld: ageDays > OLD_AFTER_DAYS,
    counts: countsOf(rows),
    assumptions: rows,
  };
}

async function compared(
  one: LoadedFidelity,
  other: LoadedFidelity,
  { markdown, json }: FidelityFlags,
): Promise<FidelityOutput> {
  const [{ changesBetween }, { changesMarkdown, changesText }] = await loadParts();
  const changes = await changesBetween(one.fidelity, other.fidelity);
  if (!json) process.stdout.write((markdown ? changesMarkdown : changesText)(one.fidelity, other.fidelity, changes));
  const isChanged = changes.some(({ change }) => change === 'changed');
  const { code } = isChanged ? exitCodes.broken : exitCodes.ok;
  return { exitCode: code, old: one.file, new: other.file, changes };
}

function loadParts() {
  return Promise.all([import('../../fidelity/changes.ts'), import('../../fidelity/output/text.ts')]);
}

const HELP = `
Without a file it takes the one that serve would take. Between two probes, "changed" is what the API does otherwise,
"learned" what was not known before, "lost" what is no longer known.

Examples:
  use-case-stub fidelity
  use-case-stub fidelity --markdown > fidelity.md
  use-case-stub fidelity may.json november.json

Exit codes: ${(['ok', 'usage', 'broken'] as const)
  .map((name) => exitCodes[name])
  .map(({ code, meaning }) => `\n  ${code}  ${meaning}`)
  .join('')}`;
