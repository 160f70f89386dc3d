import type { Fields, Language, UseCase, UseCaseFields } from '../../contract/types.ts';
import { createObjectIds } from '../object-ids.ts';
import { hash128, randomOf } from '../../lib/random.ts';
import { object } from '../rules/rule.ts';
import { archetypes, type ArchetypeId } from './archetypes/catalogue.ts';
import { composeUseCase } from './compose.ts';
import { countries, languageOfPlace } from './countries.ts';
import { createVocabularyLoader } from './vocabulary.ts';

/** Which record is generated. The same answers give the same use case, whenever and wherever it is made. */
export interface Recipe {
  readonly organizationId: string;
  /** The record's number within the organization; those that it starts with have negative ones. */
  readonly number: number;
  /** Without it the organization's mix of languages decides. */
  readonly language?: Language;
}

/** Generates realistic use cases. */
export interface Fakes {
  /** A whole use case. */
  useCase(recipe: Recipe): Promise<UseCase>;
  /** The use cases that an organization starts with: numbers -count to -1. */
  startingUseCases(organizationId: string, count: number, language?: Language): Promise<UseCase[]>;
  /**
   * Prepares to fill what `given` leaves out with values that agree with it.
   * @returns a function that does so for a record's number
   */
  completer(given: Fields, organizationId: string, language?: Language): Promise<(number: number) => UseCaseFields>;
}

/** Out of a dozen, half are in the organization's first language and a quarter in each of two others. */
const MIX = [0, 1, 0, 2, 0, 0, 1, 0, 2, 0, 1, 2] as const;
const ARCHETYPES = Object.keys(archetypes) as ArchetypeId[];
const LANGUAGES = Object.keys(countries) as Language[];

/** @param seed any whole number; another seed gives another world */
export function createFakes(seed: number): Fakes {
  const loadVocabulary = createVocabularyLoader();

  async function completer(given: Fields, organizationId: string, language = languageOf(given) ?? 'en-US') {
    const vocabulary = await loadVocabulary(language);
    const first = hash128(`archetypes/${seed}/${organizationId}`)[0];
    return (number: number) => {
      const random = randomOf(`${seed}/${organizationId}/${number}`);
      return composeUseCase(given, language, vocabulary, random, at(ARCHETYPES, first + number));
    };
  }

  async function useCase({ organizationId, number, language }: Recipe): Promise<UseCase> {
    const make = await completer({}, organizationId, language ?? languageInMix(organizationId, number));
    const id = createObjectIds(seed, organizationId).idOf(number);
    return { id, organization_id: organizationId, ...make(number) };
  }

  return {
    useCase,
    completer,
    startingUseCases: (organizationId, count, language) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          useCase({ organizationId, number: index - count, ...(language && { language }) }),
        ),
      ),
  };
}

/** The language that given fields are in, as far as they tell. */
function languageOf(given: Fields): Language | undefined {
  const named = [given['language'], ...Object.keys(object(given['amd_messages']) ?? {})];
  const known = named.find((language) => LANGUAGES.includes(language as Language));
  return (known as Language | undefined) ?? languageOfPlace(given['timezone'], given['transfer_number']);
}

/** English first, and two other languages that the organization works in. */
function languageInMix(organizationId: string, number: number): Language {
  const [second, step] = hash128(`languages/${organizationId}`);
  const others = LANGUAGES.filter((language) => language !== 'en-US');
  const choices = ['en-US', at(others, second), at(others, second + 1 + (step % (others.length - 1)))] as const;
  return choices[at(MIX, number)];
}

/** The element at any whole index, counting round and round. */
function at<Value>(values: readonly Value[], index: number): Value {
  return values[((index % values.length) + values.length) % values.length] as Value;
}
