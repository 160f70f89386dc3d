import type { Fields, Language, UseCase, UseCaseFields } from '../../contract/types.ts';
import { createObjectIds } from '../object-ids.ts';
import { asObject } from '../../lib/guards.ts';
import { hash128, randomOf } from '../../lib/random.ts';
import { archetypes, type ArchetypeId } from './archetypes/catalogue.ts';
import { composeUseCase, type FakeForm } from './compose.ts';
import { countries, languageOfPlace } from './countries.ts';
import { createVocabularyLoader, type LoadVocabulary } from './vocabulary.ts';

/** Which use case is generated. The same recipe and seed give the same use case in every process. */
export interface Recipe {
  readonly organizationId: string;
  /** The use case's number within the organization. Initial use cases have negative ones. */
  readonly number: number;
  /** Default: from the organization's mix of languages. */
  readonly language?: Language;
}

/** Generates realistic use cases. */
export interface Fakes {
  /** A whole use case. */
  useCase(recipe: Recipe): Promise<UseCase>;
  /** The initial use cases of an organization: numbers -count to -1. */
  initialUseCases(organizationId: string, count: number, language?: Language): Promise<UseCase[]>;
  /**
   * Prepares to fill the fields that `given` leaves out with values that agree with it.
   * @param language default: the language of `given`, otherwise American English
   * @returns a function that fills them for the use case with a number
   */
  completer(given: Fields, organizationId: string, language?: Language): Promise<(number: number) => UseCaseFields>;
  /** The same use cases as an API takes them that behaves otherwise. */
  inForm(form: FakeForm): Fakes;
}

/** Of twelve use cases, six are in the organization's first language and three in each of two others. */
const MIX = [0, 1, 0, 2, 0, 0, 1, 0, 2, 0, 1, 2] as const;
const ARCHETYPES = Object.keys(archetypes) as ArchetypeId[];
const LANGUAGES = Object.keys(countries) as Language[];

const AS_ASSUMED: FakeForm = { hasSeconds: false, isAmdFalseSet: false };

/** @param seed any whole number; every seed gives different use cases */
export function createFakes(seed: number): Fakes {
  return fakesOf(seed, AS_ASSUMED, createVocabularyLoader());
}

function fakesOf(seed: number, form: FakeForm, loadVocabulary: LoadVocabulary): Fakes {
  async function completer(given: Fields, organizationId: string, language = languageOf(given) ?? 'en-US') {
    const vocabulary = await loadVocabulary(language);
    const first = hash128(`archetypes/${seed}/${organizationId}`)[0];
    return (number: number) => {
      const random = randomOf(`${seed}/${organizationId}/${number}`);
      return composeUseCase(given, language, vocabulary, random, at(ARCHETYPES, first + number), form);
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
    inForm: (other) => fakesOf(seed, other, loadVocabulary),
    initialUseCases: (organizationId, count, language) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          useCase({ organizationId, number: index - count, ...(language && { language }) }),
        ),
      ),
  };
}

/** @returns the language that given fields suggest */
function languageOf(given: Fields): Language | undefined {
  const named = [given['language'], ...Object.keys(asObject(given['amd_messages']) ?? {})];
  const known = named.find((language) => LANGUAGES.includes(language as Language));
  return (known as Language | undefined) ?? languageOfPlace(given['timezone'], given['transfer_number']);
}

/** An organization's languages are American English and two others. */
function languageInMix(organizationId: string, number: number): Language {
  const [second, step] = hash128(`languages/${organizationId}`);
  const others = LANGUAGES.filter((language) => language !== 'en-US');
  const choices = ['en-US', at(others, second), at(others, second + 1 + (step % (others.length - 1)))] as const;
  return choices[at(MIX, number)];
}

/** The element at any whole index; the list repeats in both directions. */
function at<Value>(values: readonly Value[], index: number): Value {
  return values[((index % values.length) + values.length) % values.length] as Value;
}
