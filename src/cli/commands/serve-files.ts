import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtInContract } from '../../contract/built-in.ts';
import { SpecFileError, type Contract } from '../../contract/contract.ts';
import type { AssumptionId } from '../../contract/assumptions.ts';
import { behaviorBy } from '../../contract/behavior.ts';
import { fittingValue, type Fidelity } from '../../contract/fidelity.ts';
import { useCaseFacts } from '../../contract/use-case-facts.ts';
import { FixtureError, NO_FIXTURES, type FixtureSet } from '../../organizations/fixtures/fixture.ts';
import { FIDELITY_FILE, type SettingName, type SettingValues } from '../../settings/settings.ts';
import { CommandError } from '../exit-codes.ts';

/** What was found out about the real API, and the file that says so. */
export interface LoadedFidelity {
  readonly file: string;
  readonly fidelity: Fidelity;
}

/** @throws CommandError that says what is wrong with the document, and where */
export async function loadSpec({ spec }: SettingValues): Promise<Contract> {
  if (spec === undefined) return builtInContract();
  const { loadContract } = await import('../../contract/spec-file.ts');
  return loadContract(spec).catch(refuse);
}

/** @throws CommandError that says what is wrong with the fixtures, and where */
export async function loadFixtures(
  { fixtures, apiKey }: Pick<SettingValues, 'fixtures' | 'apiKey'>,
  contract: Contract,
): Promise<FixtureSet> {
  if (fixtures === undefined) return NO_FIXTURES;
  const { readFixtures } = await import('../../organizations/fixtures/files.ts');
  return readFixtures(fixtures, { facts: useCaseFacts(contract), contract, knownKeys: apiKey ?? [] }).catch(refuse);
}

/**
 * Reads what was found out about the real API: the file that is named, or the one beside the configuration file.
 *
 * @param configFile without one, the file is looked for in the working directory
 * @returns undefined where there is none
 * @throws CommandError that says what is wrong with the file, and where
 */
export async function loadFidelity(
  named: string | false | undefined,
  configFile: string | undefined,
): Promise<LoadedFidelity | undefined> {
  if (named === false) return undefined;
  const file = named ?? join(dirname(configFile ?? '.'), FIDELITY_FILE);
  if (named === undefined && !existsSync(file)) return undefined;
  const { FidelityFileError, readFidelityFile } = await import('../../fidelity/fidelity-file.ts');
  try {
    return { file, fidelity: await readFidelityFile(file) };
  } catch (error) {
    if (!(error instanceof FidelityFileError)) throw error;
    throw new CommandError('usage', `${error.message}${named === undefined ? ' (--fidelity off leaves it out)' : ''}`);
  }
}

/** What people should know of a fidelity file before they rely on it; none of it keeps a stub from starting. */
export async function remarksOn({ file, fidelity }: LoadedFidelity): Promise<string[]> {
  const { ageOf, OLD_AFTER_DAYS } = await import('../../fidelity/changes.ts');
  const days = ageOf(fidelity, new Date());
  const strange = Object.entries(fidelity.assumptions)
    .filter(([id, finding]) => finding.result === 'refuted' && fittingValue(id as AssumptionId, finding) === undefined)
    .map(([id]) => id);
  const remarks = [
    days > OLD_AFTER_DAYS && `${file} is ${days} days old, and the API may do otherwise by now; probe it again`,
    strange.length > 0 &&
      `${file}: the API does as no way that is known in ${strange.join(', ')}; there the stub does what is assumed`,
  ];
  return remarks.filter((remark) => remark !== false);
}

/** Makes the contract follow what is chosen, and what was found out, as the stub will. Files are checked against it. */
export async function followAssumptions(
  { assume }: Pick<SettingValues, 'assume'>,
  fidelity: Fidelity | undefined,
): Promise<(contract: Contract) => Contract> {
  if ((assume ?? fidelity) === undefined) return (contract) => contract;
  const [{ amendContract }, { createRefine }] = await Promise.all([
    import('../../contract/amend-contract.ts'),
    import('../../use-cases/rules/refine.ts'),
  ]);
  const { choices } = behaviorBy({ fidelity, assume });
  return (contract) => amendContract(contract, choices, createRefine());
}

/** Says where the document of `--spec` keeps choices from holding. */
export async function remarksOnSpec(
  { spec, assume }: SettingValues,
  fidelity: Fidelity | undefined,
  contract: Contract,
): Promise<string[]> {
  if (spec === undefined || (assume ?? fidelity) === undefined) return [];
  const { unfollowedInWords } = await import('../../contract/amend-own.ts');
  return unfollowedInWords(spec, contract, behaviorBy({ fidelity, assume }).choices);
}

/**
 * Checks what organizations are to start with.
 *
 * @param fileOf the configuration file that a setting comes from, if it comes from one
 * @throws CommandError that says which state or scenario cannot be meant, and why
 */
export async function checkStart(
  settings: SettingValues,
  contract: Contract,
  fileOf: (name: SettingName) => string | undefined,
): Promise<void> {
  const { state, scenario, delay } = settings;
  if (state === undefined && scenario === undefined && delay === undefined) return;
  const { StartError, startOfSettings } = await import('../../organizations/start.ts');
  try {
    startOfSettings(settings, { facts: useCaseFacts(contract), contract });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    // Each line begins with the name of its setting.
    const lines = error.message.split('\n').map((line) => {
      const file = fileOf((/^\w+/.exec(line) ?? ['scenario'])[0] as SettingName);
      return file === undefined ? line : `${file}: ${line}`;
    });
    throw new CommandError('usage', lines.join('\n'));
  }
}

function refuse(error: unknown): never {
  if (error instanceof SpecFileError || error instanceof FixtureError) throw new CommandError('spec', error.message);
  throw error;
}
