/**
 * What our part of contract testing costs: verifying a pact with `use-case-stub verify` and with Pact's own Verifier
 * and a provider written by hand, each from starting the process to its end; and starting to write a pact.
 */
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { generatedPact } from './generated-pact.ts';
import type { Command } from './processes.ts';
import { progress, type Run } from './run.ts';
import { rotated } from './stats.ts';

export type Side = 'ours' | 'theirs';
const SIDES: readonly Side[] = ['ours', 'theirs'];

/** Milliseconds, one figure per round. */
type Rounds = Record<Side, number[]>;

export interface Verify {
  readonly version: string;
  /** Verifying a pact of 100 interactions. */
  readonly hundred: Rounds;
  /** Verifying a pact of 1,000 interactions. */
  readonly thousand: Rounds;
  /** Importing the module for writing pacts. */
  readonly imported: Rounds;
  /** Importing it and starting the first interaction, which loads Pact's native core. */
  readonly started: Rounds;
}

export async function measureVerify(run: Run): Promise<Verify> {
  const hundred = verifierCommands(run, 100);
  const thousand = verifierCommands(run, 1_000);
  const writers = writerCommands(run);
  const result: Verify = {
    version: versionOfPact(run),
    hundred: empty(),
    thousand: empty(),
    imported: empty(),
    started: empty(),
  };
  // The first run of each reads its files from the disk, later ones from memory; it does not count.
  for (let round = -1; round < run.options.verifyRounds; round++) {
    for (const side of rotated(SIDES, round + 1)) {
      const few = await timeOf(run, hundred[side]);
      const many = await timeOf(run, thousand[side]);
      const { imported, started } = JSON.parse(await run.processes.output(writers[side], undefined)) as Start;
      if (round < 0) continue;
      result.hundred[side].push(few);
      result.thousand[side].push(many);
      result.imported[side].push(imported);
      result.started[side].push(started);
      progress(
        `verify ${String(round + 1)} ${side.padEnd(6)} ${few.toFixed(0)} and ${many.toFixed(0)} ms, import ${imported.toFixed(0)} ms`,
      );
    }
  }
  return result;
}

interface Start {
  readonly imported: number;
  readonly started: number;
}

function empty(): Rounds {
  return { ours: [], theirs: [] };
}

function verifierCommands({ project, directory, inputs }: Run, count: number): Record<Side, Command> {
  const pact = join(directory, `pact-${String(count)}.json`);
  writeFileSync(pact, JSON.stringify(generatedPact(count), null, 2));
  const update = join(directory, 'update-schema.json');
  const schema = JSON.parse(readFileSync(inputs.files.schema, 'utf8')) as object;
  writeFileSync(update, JSON.stringify({ ...schema, $ref: '#/components/schemas/UseCaseUpdate' }));
  const script = join(project, 'bench', 'subjects', 'verifier.js');
  return {
    ours: node(join(project, 'dist', 'cli.js'), 'verify', pact),
    theirs: node(script, pact, inputs.files.schema, update, join(project, 'package.json')),
  };
}

function writerCommands({ project, directory }: Run): Record<Side, Command> {
  const script = join(project, 'bench', 'subjects', 'write-pact.js');
  return {
    ours: node(script, 'useCasePact', join(project, 'dist', 'pact', 'index.js'), directory),
    theirs: node(script, 'Pact', requireFrom(project).resolve('@pact-foundation/pact'), directory),
  };
}

async function timeOf(run: Run, command: Command): Promise<number> {
  const before = performance.now();
  const child = run.processes.start(command, { stdio: ['ignore', 'ignore', 'pipe'] });
  // Pact's Verifier prints deprecation warnings, which are only shown when it fails.
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (words += chunk));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  const milliseconds = performance.now() - before;
  if (code !== 0) throw new Error(`${command.args.join(' ')} ended with ${String(code ?? signal)}\n${words}`);
  return milliseconds;
}

function versionOfPact({ project }: Run): string {
  return (requireFrom(project)('@pact-foundation/pact/package.json') as { version: string }).version;
}

/** Pact is a dependency of the project; both sides must use the same release. */
function requireFrom(project: string): NodeJS.Require {
  return createRequire(join(project, 'package.json'));
}

function node(...args: string[]): Command {
  return { file: process.execPath, args };
}
