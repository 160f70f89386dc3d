import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parsePhoneNumberWithError } from 'libphonenumber-js/max';
import { builtInContract } from '../../src/contract/built-in.ts';
import type { Operation } from '../../src/contract/contract.ts';
import { contractData } from '../../src/contract/generated/use-cases/data.ts';
import { bodyIssues } from '../../src/contract/issues.ts';
import type { Fields, Language, UseCase, UseCaseFields } from '../../src/contract/types.ts';
import { organizationIdOf } from '../../src/organizations/organizations.ts';
import { createStandardRuleBook } from '../../src/use-cases/rules/table.ts';
import { archetypes, type Archetype } from '../../src/use-cases/fakes/archetypes/catalogue.ts';
import { countries } from '../../src/use-cases/fakes/countries.ts';
import { createFakes } from '../../src/use-cases/fakes/fakes.ts';
import { createVocabularyLoader } from '../../src/use-cases/fakes/vocabulary.ts';
import { validFields } from '../helpers/arbitraries.ts';

const languages = contractData.enumerations.Language as readonly Language[];
const create = builtInContract().operations.find((each) => each.operationId === 'createUseCase') as Operation;
const ruleBook = createStandardRuleBook();
const organizationId = organizationIdOf('key');

/** All mistakes that the contract or an assumed rule finds in a use case. */
function objections(fields: object): unknown[] {
  return [...bodyIssues(create, fields), ...ruleBook.examine(fields as Fields)];
}

const anyRecord = fc.record({
  seed: fc.nat(),
  number: fc.integer({ min: -1_000, max: 1_000_000 }),
  language: fc.constantFrom(...languages),
});

describe('generated use cases', () => {
  it('pass every rule, including assumed ones, in all languages', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord, async ({ seed, number, language }) => {
        const useCase = await createFakes(seed).useCase({ organizationId, number, language });
        assert.deepEqual(objections(useCase), []);
        assert.equal(useCase.language, language);
      }),
      { numRuns: 600 },
    );
  });

  it('have phone numbers that are valid in their country, and its time zones', async () => {
    const fakes = createFakes(3);
    for (const language of languages) {
      for (let number = 0; number < 40; number++) {
        const useCase = await fakes.useCase({ organizationId, number, language });
        const phone = parsePhoneNumberWithError(useCase.transfer_number ?? '');
        assert.ok(phone.isValid(), `${language} ${useCase.transfer_number}`);
        assert.equal(phone.country, language.slice(3), useCase.transfer_number);
        assert.ok(countries[language].timeZones.includes(useCase.timezone ?? ''), useCase.timezone);
      }
    }
  });

  it('leave voicemail in their own language, using only parameters that they declare', async () => {
    const fakes = createFakes(5);
    let messages = 0;
    for (const language of languages) {
      for (let number = 0; number < 30; number++) {
        const { amd_messages = {}, params = {} } = await fakes.useCase({ organizationId, number, language });
        for (const [key, message] of Object.entries(amd_messages)) {
          assert.equal(key, language);
          for (const [, name] of message.matchAll(/\{\{(.*?)\}\}/g))
            assert.ok(Object.hasOwn(params, name as string), `${language} ${name}`);
          assert.ok(!message.includes('[['), message);
          messages++;
        }
      }
    }
    assert.ok(messages > 50);
  });

  it('have different texts in every language', async () => {
    const load = createVocabularyLoader();
    const texts = await Promise.all(languages.map(async (language) => JSON.stringify((await load(language)).texts)));
    assert.equal(new Set(texts).size, languages.length);
    const letters: Partial<Record<Language, RegExp>> = {
      'de-DE': /[äöüß]/,
      'fr-FR': /[éèàç]/,
      'pl-PL': /[łąęśż]/,
      'ro-RO': /[șțăî]/,
      'pt-PT': /[ãçõ]/,
      'es-MX': /[ñóé]/,
      'es-ES': /[ñóé]/,
      'it-IT': /[àèù]/,
    };
    for (const [language, pattern] of Object.entries(letters))
      assert.match(texts[languages.indexOf(language as Language)] ?? '', pattern, language);
  });

  it('cover every archetype within twelve', async () => {
    const dozen = await createFakes(1).initialUseCases(organizationId, 12);
    const shapes = new Set(dozen.map(({ extract_with_ai = [] }) => extract_with_ai.map(({ name }) => name).join()));
    assert.equal(shapes.size, Object.keys(archetypes).length);
    assert.ok(new Set(dozen.map(({ language }) => language)).size >= 2);
  });

  it('derive only from seed, organization and number, not from the order of calls', async () => {
    const make = (seed: number, number: number, organization = organizationId) =>
      createFakes(seed).useCase({ organizationId: organization, number, language: 'de-DE' });
    const alone = await make(7, 4);
    const busy = createFakes(7);
    await Promise.all([9, 3, 5, 1].map((number) => busy.useCase({ organizationId, number })));
    assert.deepEqual(await busy.useCase({ organizationId, number: 4, language: 'de-DE' }), alone);
    for (const other of [await make(8, 4), await make(7, 5), await make(7, 4, organizationIdOf('other'))]) {
      assert.notDeepEqual({ ...other, id: '' }, { ...alone, id: '' });
    }
  });

  it('do not affect the faker of the host program', async () => {
    const { faker } = await import('@faker-js/faker/locale/de');
    faker.seed(42);
    const undisturbed = [faker.person.lastName(), faker.person.lastName()];
    faker.seed(42);
    const first = faker.person.lastName();
    await createFakes(1).useCase({ organizationId, number: 1, language: 'de-DE' });
    assert.deepEqual([first, faker.person.lastName()], undisturbed);
  });
});

describe('ids', () => {
  it('look like ObjectIds, differ, and sort in the order of creation', async () => {
    const useCases = await createFakes(1).initialUseCases(organizationId, 50);
    const ids = useCases.map(({ id }: UseCase) => id);
    for (const id of ids) assert.match(id, /^[0-9a-f]{24}$/);
    assert.equal(new Set(ids).size, 50);
    assert.deepEqual([...ids].sort(), ids);
  });
});

describe('filling the fields that a client left out', () => {
  /** Fields as a client might send them, none of which breaks a rule. */
  const harmless = fc
    .record(
      {
        name: fc.constantFrom('x', 'Cobranza', 'Night support', 'Lead Qualifizierung'),
        language: fc.constantFrom(...languages),
        timezone: fc.constantFrom('Europe/Paris', 'Asia/Tokyo'),
        transfer_number: fc.constantFrom('+33199001234', '+81312345678'),
        work_start: fc.constantFrom('00:00', '08:00', '23:00', '23:59'),
        work_end: fc.constantFrom('00:00', '00:01', '17:00', '23:59'),
        params: fc.constantFrom({}, { company_name: 'Harbor' }, { other: 1 }),
        amd: fc.boolean(),
        amd_behavior: validFields['amd_behavior'] as fc.Arbitrary<unknown>,
        amd_messages: fc.constantFrom({ 'fr-FR': 'Bonjour' }),
        enable_detailed_work_hours: fc.boolean(),
        detailed_work_hours: fc.constantFrom({ monday: { start: '08:00', end: '09:00' } }),
        keywords: fc.constantFrom([], ['reefer']),
        hooks: fc.constantFrom(null, []),
      },
      { requiredKeys: ['name'] },
    )
    .filter((given) => objections(given).every((objection) => isAboutWhatIsMissing(objection, given)));

  /** Filling mends such rules: for example, it adds the end to a start. */
  function isAboutWhatIsMissing(objection: unknown, given: object): boolean {
    const { path, rule } = objection as { path: string[]; rule?: string };
    const [field = ''] = path;
    return !(field in given) && rule !== 'amd-messages-unused';
  }

  it('never contradicts the sent fields or a rule', async () => {
    const fakes = createFakes(1);
    await fc.assert(
      fc.asyncProperty(harmless, fc.nat(1_000), async (given, number) => {
        const fill = await fakes.completer(given, organizationId);
        const filled: UseCaseFields = fill(number);
        assert.deepEqual({ ...filled, ...given }, filled);
        const found = objections(filled).filter((each) => {
          const { rule, path } = each as { rule?: string; path: string[] };
          // No time is before 00:00 or after 23:59; then the other field stays empty.
          return !(
            rule === 'work-hours-pair' &&
            (given.work_end === '00:00' || given.work_start === '23:59') &&
            path.length === 1
          );
        });
        assert.deepEqual(found, []);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes the language from the sent fields', async () => {
    const fakes = createFakes(1);
    const languageFor = async (given: Fields) => (await fakes.completer(given, organizationId))(0).language;
    assert.equal(await languageFor({}), 'en-US');
    assert.equal(await languageFor({ language: 'pl-PL', timezone: 'Europe/Rome' }), 'pl-PL');
    assert.equal(await languageFor({ amd_messages: { 'ro-RO': 'Bună' } }), 'ro-RO');
    assert.equal(await languageFor({ timezone: 'Europe/Rome' }), 'it-IT');
    assert.equal(await languageFor({ transfer_number: '+351211234567' }), 'pt-PT');
  });

  it('takes the archetype from the name', async () => {
    const fakes = createFakes(1);
    const fields = (await fakes.completer({ name: 'Driver recruiting EMEA' }, organizationId))(0);
    const expected = (archetypes.driver_recruiting as Archetype).extract.map(({ name }) => name);
    assert.deepEqual(
      fields.extract_with_ai?.map(({ name }) => name),
      expected,
    );
  });
});
