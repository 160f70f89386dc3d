import type { Command } from 'commander';
import type { AssumptionChoices } from '../../contract/assumptions.ts';
import { behaviorBy } from '../../contract/behavior.ts';
import { contractData } from '../../contract/generated/use-cases/data.ts';
import type { Language, UseCase } from '../../contract/types.ts';
import { wholeNumber } from '../../settings/kinds.ts';
import { settings } from '../../settings/settings.ts';
import type { FakeOutput } from '../output/json-outputs.ts';
import { assumptionOptions, option, parserOf } from '../options.ts';
import { findConfig } from '../read-settings.ts';
import { loadFidelity } from './serve-files.ts';

interface FakeFlags {
  readonly count: number;
  readonly language?: Language;
  readonly seed: number;
  readonly apiKey: string;
  readonly fidelity?: string | false;
  readonly assume?: AssumptionChoices;
  readonly bodies?: boolean;
  readonly json?: boolean;
}

export function addFakeCommand(program: Command): void {
  const { Language: languages } = contractData.enumerations;
  const command = program
    .command('fake')
    .description('print realistic use cases as JSON, for fixtures')
    .addOption(
      option('--count <number>', 'how many', 'FAKE_COUNT')
        .default(1)
        .argParser(parserOf(wholeNumber(1, 100_000))),
    )
    .addOption(option('--language <language>', 'in this language (default: a mix)', 'FAKE_LANGUAGE').choices(languages))
    .addOption(
      option('--seed <number>', 'what the values derive from', 'FAKE_SEED')
        .default(settings.seed.default)
        .argParser(parserOf(settings.seed.kind)),
    )
    .addOption(
      option('--api-key <key>', 'the key whose organization they belong to', 'FAKE_API_KEY').default('fixtures'),
    )
    .addOption(option('--bodies', 'without id and organization_id, as bodies of create', 'FAKE_BODIES'))
    .addHelpText(
      'after',
      '\nThe same flags and the same fidelity file print the same use cases, on every machine.\n\nExample:\n  use-case-stub fake --count 5 --language es-MX --seed 7 > fixtures.json',
    )
    .action(async (flags: FakeFlags) => {
      const useCases = await fake(flags);
      process.stdout.write(`${JSON.stringify(useCases, null, flags.json ? undefined : 2)}\n`);
    });
  for (const each of [...assumptionOptions(), option('--json', 'on one line', 'FAKE_JSON')]) command.addOption(each);
}

async function fake({ count, language, seed, apiKey, bodies, fidelity, assume }: FakeFlags): Promise<FakeOutput> {
  const { createFakes } = await import('../../use-cases/fakes/fakes.ts');
  const { organizationIdOf } = await import('../../organizations/organizations.ts');
  const found = await loadFidelity(fidelity, findConfig(process.cwd()));
  const fakes = createFakes(seed).inForm(behaviorBy({ fidelity: found?.fidelity, assume }));
  const organizationId = organizationIdOf(apiKey);
  const useCases: UseCase[] = [];
  for (let number = 0; number < count; number++) {
    useCases.push(await fakes.useCase({ organizationId, number, ...(language && { language }) }));
  }
  return bodies ? useCases.map(({ id: _id, organization_id: _organization, ...body }) => body) : useCases;
}
