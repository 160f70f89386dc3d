import { hash } from 'node:crypto';
import { contractData } from './contract/generated/use-cases/data.ts';
import type { UseCaseFacts } from './contract/use-case-facts.ts';
import type { StubOptions } from './stub-options.ts';
import { createBeginnings, type Beginnings } from './organizations/initial-data.ts';
import { createFakes, type Fakes } from './use-cases/fakes/fakes.ts';
import type { FixtureSet } from './organizations/fixtures/fixture.ts';
import type { UseCaseServices } from './use-cases/handlers.ts';
import type { KnownKey } from './organizations/organizations.ts';
import { createRuleBook, type RuleBook } from './use-cases/rules/rule-book.ts';
import { rules } from './use-cases/rules/table.ts';
import { createMemoryScenarios } from './store/memory/scenarios.ts';
import { createMemoryStore } from './store/memory/use-cases.ts';
import { createKeyedMutex } from './lib/keyed-mutex.ts';

/** Services that a stub keeps for as long as it lives, whatever contract and fixtures it has. */
export type LastingServices = Omit<UseCaseServices, keyof UseCaseFacts | 'beginnings'>;

export function createLastingServices(options: StubOptions): LastingServices {
  const { store = createMemoryStore(), scenarios = createMemoryScenarios() } = options;
  return {
    store,
    scenarios,
    maxUseCases: options.maxUseCases ?? 100_000,
    mutex: createKeyedMutex(),
    fakes: createFakes(options.seed ?? 1),
    ruleBook: standardRuleBook(),
  };
}

/** What organizations start with, of fixtures that have been checked. */
export function beginningsOf(
  fixtures: FixtureSet,
  { fakes, facts, knownKeys, seedCount = 12 }: BeginningsWorld,
): Beginnings {
  const idsOfOwner = (owner: string) => keysOf(owner, knownKeys).map(organizationIdOf);
  return createBeginnings({ fakes, seedCount, fixtures, idsOfOwner, defaults: facts.defaults });
}

interface BeginningsWorld {
  readonly fakes: Fakes;
  readonly facts: UseCaseFacts;
  readonly knownKeys: readonly KnownKey[];
  readonly seedCount: number | undefined;
}

/** The API keys that a text stands for: those of that name, or the one that it is. */
function keysOf(owner: string, knownKeys: readonly KnownKey[]): string[] {
  if (knownKeys.length === 0) return [owner];
  return knownKeys.filter(({ key, name }) => key === owner || name === owner).map(({ key }) => key);
}

/** The rule table with the words of the contract. */
export function standardRuleBook(): RuleBook {
  const { enumerations, assumedValues } = contractData;
  return createRuleBook(rules, {
    languages: enumerations.Language,
    extractTypes: assumedValues['ExtractParameter.type'],
    labelColors: assumedValues['SampleLabel.color'],
  });
}

/** One way, so that an id in a log or a reply does not give its API key away. */
export function organizationIdOf(apiKey: string): string {
  return hash('sha256', `use-case-stub/${apiKey}`).slice(0, 24);
}
