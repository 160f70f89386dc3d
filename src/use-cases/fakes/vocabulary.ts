import type { Faker } from '@faker-js/faker';
import type { Language } from '../../contract/types.ts';
import type { Random } from '../../lib/random.ts';
import type { ArchetypeTexts } from './archetypes/catalogue.ts';

/** The vocabulary of one language: the archetypes' texts, and names of people, places and companies. */
export interface Vocabulary {
  readonly texts: ArchetypeTexts;
  /** @returns a faker of the language that draws its values from `random` */
  readonly fakerFor: (random: Random) => Faker;
}

interface FakerModule {
  readonly faker: Faker;
}

/** Languages are loaded one by one: each takes about 25 ms and 10 MB, all of faker 140 ms and 43 MB. */
const loaders: Readonly<Record<Language, () => Promise<[FakerModule, { readonly texts: ArchetypeTexts }]>>> = {
  'en-US': () => Promise.all([import('@faker-js/faker/locale/en_US'), import('./archetypes/texts/en-US.ts')]),
  'en-GB': () => Promise.all([import('@faker-js/faker/locale/en_GB'), import('./archetypes/texts/en-GB.ts')]),
  'es-MX': () => Promise.all([import('@faker-js/faker/locale/es_MX'), import('./archetypes/texts/es-MX.ts')]),
  'es-ES': () => Promise.all([import('@faker-js/faker/locale/es'), import('./archetypes/texts/es-ES.ts')]),
  'pt-PT': () => Promise.all([import('@faker-js/faker/locale/pt_PT'), import('./archetypes/texts/pt-PT.ts')]),
  'de-DE': () => Promise.all([import('@faker-js/faker/locale/de'), import('./archetypes/texts/de-DE.ts')]),
  'fr-FR': () => Promise.all([import('@faker-js/faker/locale/fr'), import('./archetypes/texts/fr-FR.ts')]),
  'pl-PL': () => Promise.all([import('@faker-js/faker/locale/pl'), import('./archetypes/texts/pl-PL.ts')]),
  'ro-RO': () => Promise.all([import('@faker-js/faker/locale/ro'), import('./archetypes/texts/ro-RO.ts')]),
  'it-IT': () => Promise.all([import('@faker-js/faker/locale/it'), import('./archetypes/texts/it-IT.ts')]),
};

export type LoadVocabulary = (language: Language) => Promise<Vocabulary>;

/** Creates a loader that loads each language once. After a failure the next call tries again. */
export function createVocabularyLoader(): LoadVocabulary {
  const loaded = new Map<Language, Promise<Vocabulary>>();
  return (language) => {
    let vocabulary = loaded.get(language);
    if (vocabulary === undefined) {
      vocabulary = load(language);
      loaded.set(language, vocabulary);
      vocabulary.catch(() => loaded.delete(language));
    }
    return vocabulary;
  };
}

async function load(language: Language): Promise<Vocabulary> {
  const [{ faker: shared }, { texts }] = await loaders[language]();
  // The locale's entry point exports one instance for the whole process, which a host program may use and seed as
  // well. So this makes another one with the same definitions. Its class comes from the instance, because importing it
  // by name would load every locale.
  const OwnFaker = shared.constructor as typeof Faker;
  const source = { draw: (): number => 0 };
  const faker = new OwnFaker({
    locale: shared.rawDefinitions,
    randomizer: { next: () => source.draw(), seed: () => undefined },
  });
  return {
    texts,
    fakerFor(random) {
      source.draw = random;
      return faker;
    },
  };
}
