import { builtInContract } from '../../contract/built-in.ts';
import { SpecFileError, type Contract } from '../../contract/contract.ts';
import { useCaseFacts } from '../../contract/use-case-facts.ts';
import { FixtureError, type FixtureSet } from '../../organizations/fixtures/fixture.ts';
import type { SettingValues } from '../../settings/settings.ts';
import { CommandError } from '../exit-codes.ts';

/** @throws CommandError that says what is wrong with the document, and where */
export async function loadSpec({ spec }: SettingValues): Promise<Contract> {
  if (spec === undefined) return builtInContract();
  const { loadContract } = await import('../../contract/spec-file.ts');
  return loadContract(spec).catch(refuse);
}

/** @throws CommandError that says what is wrong with the fixtures, and where */
export async function loadFixtures({ fixtures, apiKey }: SettingValues, contract: Contract): Promise<FixtureSet> {
  if (fixtures === undefined) return { groups: [] };
  const { readFixtures } = await import('../../organizations/fixtures/files.ts');
  return readFixtures(fixtures, { facts: useCaseFacts(contract), knownKeys: apiKey ?? [] }).catch(refuse);
}

function refuse(error: unknown): never {
  if (error instanceof SpecFileError || error instanceof FixtureError) throw new CommandError('spec', error.message);
  throw error;
}
