import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UnknownRecord } from '../../lib/guards.ts';
import { refuseUnknownOptions } from './mistakes.ts';
import { formatInteraction, identityOf } from './pact-file.ts';
import { replaceFile } from './replace-file.ts';

/** Tells the processes of a run, which inherit it, where they note what they describe and write. */
const VARIABLE = 'USE_CASE_PACT_RUN';

/** A line of a note: an interaction that is described, or one that is written. */
type Note = { readonly file: string; readonly written?: string };

/** Options of a run of all tests that write pacts. */
export interface PactRunOptions {
  /**
   * Whether stale interactions are removed from the pact files. Default: false, they are named on stderr and the process
   * fails.
   */
  readonly prune?: boolean;
}

/** An interaction of a pact file that no test of a run has written. */
export interface StaleInteraction {
  readonly file: string;
  /** Its description and states, as people read them. */
  readonly interaction: string;
}

/**
 * Begins a run of all tests that write pacts, in any number of processes: call it in the global setup of the test runner,
 * and what it returns in the global teardown. Interactions that no test of the run has written are stale, in those files
 * that the run writes. When a test that describes an interaction fails, none is: the next run tells.
 *
 * @param options whether stale interactions are removed
 * @returns ends the run, and gives the stale interactions
 * @throws TypeError for an option that does not exist
 */
export function startPactRun(options: PactRunOptions = {}): () => Promise<readonly StaleInteraction[]> {
  refuseUnknownOptions('startPactRun', options, ['prune']);
  const { prune = false } = options;
  const directory = mkdtempSync(join(tmpdir(), 'use-case-pact-run-'));
  process.env[VARIABLE] = directory;
  return async () => {
    delete process.env[VARIABLE];
    const notes = notesIn(directory);
    rmSync(directory, { recursive: true, force: true });
    const stale: StaleInteraction[] = [];
    for (const [file, own] of Map.groupBy(notes, (note) => note.file)) stale.push(...(await staleIn(file, own, prune)));
    for (const { file, interaction } of stale)
      process.stderr.write(
        `${file}: ${interaction} is ${prune ? 'removed' : 'stale'}: no test of this run describes it\n`,
      );
    if (stale.length > 0 && !prune) process.exitCode ||= 1;
    return stale;
  };
}

/** Notes an interaction that is described, or written, for the run that this process belongs to, if it does. */
export function noteInteraction(file: string, written?: UnknownRecord): void {
  const directory = process.env[VARIABLE];
  if (directory === undefined) return;
  const note: Note = { file, ...(written && { written: identityOf(written) }) };
  appendFileSync(join(directory, String(process.pid)), `${JSON.stringify(note)}\n`);
}

function notesIn(directory: string): Note[] {
  const lines = readdirSync(directory).flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n'));
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Note);
}

async function staleIn(file: string, notes: readonly Note[], prune: boolean): Promise<StaleInteraction[]> {
  const written = notes.flatMap((note) => note.written ?? []);
  if (written.length === 0) return [];
  if (written.length * 2 < notes.length) {
    process.stderr.write(`${file}: a test that describes an interaction failed, so none is called stale\n`);
    return [];
  }
  const kept = new Set(written);
  let stale: readonly UnknownRecord[] = [];
  await replaceFile(file, (before = '') => {
    const pact = JSON.parse(before) as { readonly interactions: readonly UnknownRecord[] };
    stale = pact.interactions.filter((each) => !kept.has(identityOf(each)));
    if (stale.length === 0 || !prune) return before;
    const interactions = pact.interactions.filter((each) => kept.has(identityOf(each)));
    return `${JSON.stringify({ ...pact, interactions }, null, 2)}\n`;
  });
  return stale.map((each) => ({ file, interaction: formatInteraction(each) }));
}
