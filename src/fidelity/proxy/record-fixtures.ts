/** Makes fixtures of the use cases that a service was seen to have. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { Contract } from '../../contract/contract.ts';
import type { Fields, UseCase } from '../../contract/types.ts';
import { isObject, parseJson } from '../../lib/guards.ts';
import { createFakes } from '../../use-cases/fakes/fakes.ts';
import { createDisguise, type Replaced } from './disguise.ts';

/** What became of a recording. */
export interface Recorded {
  /** The file that was written; absent when no use case was read. */
  readonly file?: string;
  readonly useCases: number;
  readonly replaced: readonly Replaced[];
  /** Fields that fixtures cannot have, since the contract does not know them or their values. */
  readonly leftOut: readonly string[];
}

export interface FixtureRecorder {
  /** Remembers use cases as they were read last. */
  add(useCases: readonly UseCase[]): void;
  /** Writes the file. @throws Error of the file system */
  write(): Promise<Recorded>;
}

/**
 * @param file JSON, or YAML where its name says so
 * @param seed what the fakes derive from
 */
export function createFixtureRecorder(file: string, seed: number, { operations }: Contract): FixtureRecorder {
  const read = new Map<string, UseCase>();
  const update = operations.find(({ operationId }) => operationId === 'updateUseCase');

  /** A use case with only what a fixture may have. */
  function reduced(useCase: UseCase, leftOut: Set<string>): Fields {
    const { id, organization_id: _organization, ...sent } = useCase as UseCase & Fields;
    const known = update?.stripUnknown(sent, []);
    const fields: Record<string, unknown> = { ...(isObject(known) ? known : sent) };
    for (const name of Object.keys(sent)) if (!(name in fields)) leftOut.add(name);
    for (const name of Object.keys(fields)) {
      if (update?.validators.body?.({ [name]: fields[name] }) !== false || isJoint(name)) continue;
      delete fields[name];
      leftOut.add(name);
    }
    return /^[0-9a-f]{24}$/i.test(id) ? { id, ...fields } : fields;
  }

  return {
    add(useCases) {
      for (const each of useCases) read.set(each.id, each);
    },
    async write() {
      const leftOut = new Set<string>();
      const all = [...read.values()].map((each) => reduced(each, leftOut));
      if (all.length === 0) return { useCases: 0, replaced: [], leftOut: [] };
      const { disguise, replaced } = await createDisguise(seed, all, createFakes(seed));
      const fixtures = { fill: 'defaults', all: all.map(disguise) };
      const text = isYaml(file) ? stringify(fixtures) : `${JSON.stringify(fixtures, null, 2)}\n`;
      const draft = `${file}.${process.pid}.tmp`;
      await writeFile(draft, text);
      await rename(draft, file);
      return { file, useCases: all.length, replaced: replaced(), leftOut: [...leftOut].sort() };
    },
  };
}

/** Alone, it breaks the rule that asks for another field beside it. */
function isJoint(name: string): boolean {
  return name === 'amd';
}

/** Whether a file is fixtures as a recording writes them, so that another one may take its place. */
export async function isRecording(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined || text.trim() === '') return true;
  if (isYaml(file)) return text.startsWith('fill: defaults\nall:\n');
  const value = parseJson(text);
  return isObject(value) && value['fill'] === 'defaults' && Array.isArray(value['all']);
}

function isYaml(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}
