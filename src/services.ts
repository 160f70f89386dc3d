import { hash } from 'node:crypto';
import { contractData } from './contract/generated/use-cases/data.ts';
import type { UseCaseFacts } from './contract/use-case-facts.ts';
import type { StubSettingValues } from './settings/settings.ts';
import type { StubParts } from './settings/stub-options.ts';
import { createBeginnings, type Beginnings } from './organizations/initial-data.ts';
import { createFakes, type Fakes } from './use-cases/fakes/fakes.ts';
import type { FixtureSet } from './organizations/fixtures/fixture.ts';
import type { UseCaseServices } from './use-cases/handlers.ts';
import type { KnownKey } from './organizations/organizations.ts';
import { createRuleBook, type RuleBook } from './use-cases/rules/rule-book.ts';
import { rules } from './use-cases/rules/table.ts';
import { createMemoryScenarios } from './organizations/scenarios.ts';
import { createMemoryStore } from './store/port.ts';
import { createTurns } from './lib/keyed-mutex.ts';

/** Services that a stub keeps for as long as it lives, whatever contract and fixtures it has. */
export type LastingServices = Omit<UseCaseServices, keyof UseCaseFacts | 'beginnings'>;

export function createLastingServices(options: StubSettingValues & StubParts): LastingServices {
  const { store = createMemoryStore(), scenarios = createMemoryScenarios() } = options;
  return {
    store,
    scenarios,
    maxUseCases: options.maxUseCases,
    turns: createTurns(),
    fakes: createFakes(options.seed),
    ruleBook: standardRuleBook(),
  };
}

/** What organizations start with, of fixtures that have been checked. */
export function beginningsOf(
  fixtures: FixtureSet,
  { fakes, facts, knownKeys, seedCount }: BeginningsWorld,
): Beginnings {
  const idsOfOwner = (owner: string) => keysOf(owner, knownKeys).map(organizationIdOf);
  return createBeginnings({ fakes, seedCount, fixtures, idsOfOwner, defaults: facts.defaults });
}

interface BeginningsWorld {
  readonly fakes: Fakes;
  readonly facts: UseCaseFacts;
  readonly knownKeys: readonly KnownKey[];
  readonly seedCount: number;
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
