import type { Command } from 'commander';
import { Option } from 'commander';
import { contractData } from '../../contract/generated/use-cases/data.ts';
import type { Language, UseCase } from '../../contract/types.ts';
import { wholeNumber } from '../options.ts';

interface FakeFlags {
  readonly count: number;
  readonly language?: Language;
  readonly seed: number;
  readonly apiKey: string;
  readonly bodies?: boolean;
  readonly json?: boolean;
}

export function addFakeCommand(program: Command): void {
  const { Language: languages } = contractData.enumerations;
  program
    .command('fake')
    .description('print realistic use cases as JSON, for fixtures')
    .addOption(
      new Option('--count <number>', 'how many')
        .env('USE_CASE_STUB_FAKE_COUNT')
        .default(1)
        .argParser(wholeNumber(1, 100_000)),
    )
    .addOption(
      new Option('--language <language>', 'in this language (default: a mix)')
        .env('USE_CASE_STUB_FAKE_LANGUAGE')
        .choices(languages),
    )
    .addOption(
      new Option('--seed <number>', 'what the values derive from')
        .env('USE_CASE_STUB_SEED')
        .default(1)
        .argParser(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
    )
    .addOption(
      new Option('--api-key <key>', 'the key whose organization they belong to')
        .env('USE_CASE_STUB_FAKE_API_KEY')
        .default('fixtures'),
    )
    .addOption(
      new Option('--bodies', 'without id and organization_id, as bodies of create').env('USE_CASE_STUB_FAKE_BODIES'),
    )
    .addOption(new Option('--json', 'on one line').env('USE_CASE_STUB_JSON'))
    .addHelpText(
      'after',
      '\nThe same flags print the same use cases, on every machine.\n\nExample:\n  use-case-stub fake --count 5 --language es-MX --seed 7 > fixtures.json',
    )
    .action(async (flags: FakeFlags) => {
      const useCases = await fake(flags);
      process.stdout.write(`${JSON.stringify(useCases, null, flags.json ? undefined : 2)}\n`);
    });
}

async function fake({ count, language, seed, apiKey, bodies }: FakeFlags): Promise<object[]> {
  const { createFakes } = await import('../../use-cases/fakes/fakes.ts');
  const { organizationIdOf } = await import('../../stub.ts');
  const fakes = createFakes(seed);
  const organizationId = organizationIdOf(apiKey);
  const useCases: UseCase[] = [];
  for (let number = 0; number < count; number++) {
    useCases.push(await fakes.useCase({ organizationId, number, ...(language && { language }) }));
  }
  return bodies ? useCases.map(({ id: _id, organization_id: _organization, ...body }) => body) : useCases;
}
