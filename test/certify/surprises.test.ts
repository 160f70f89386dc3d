import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse } from 'yaml';
import { replySchemaOf } from '../../src/certify/change-replies.ts';
import { harmless, surprises, type SurpriseName } from '../../src/certify/surprises.ts';
import type { Json, JsonObject } from '../../src/lib/json.ts';
import { validFields } from '../helpers/arbitraries.ts';

/** Ajv reads the document itself, not the schemas that the surprises go by. */
function createValidators() {
  const file = new URL('../../openapi/use-cases.yaml', import.meta.url);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(parse(readFileSync(file, 'utf8')) as object, 'contract');
  const useCase = { $ref: 'contract#/components/schemas/UseCase' };
  return { one: ajv.compile(useCase), list: ajv.compile({ type: 'array', items: useCase }) };
}

const { one, list } = createValidators();
const names = Object.keys(surprises) as SurpriseName[];

const useCase = fc
  .record(
    { ...validFields, id: fc.constant('66f2a1d05b3c9e7a41d80c12'), organization_id: fc.string() },
    {
      requiredKeys: ['id', 'organization_id'],
    },
  )
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

/** All that each surprise makes of any reply. */
function check(
  name: SurpriseName,
  judge: (before: Json, after: Json, errors: readonly string[]) => void,
  numRuns = 40,
): void {
  const ofOne = (before: Json, isList: boolean) => {
    const after = surprises[name](replySchemaOf(isList ? 'listUseCases' : 'getUseCase'), before);
    if (after === undefined) return;
    const validate = isList ? list : one;
    validate(after);
    judge(
      before,
      after,
      (validate.errors ?? []).map(({ keyword }) => keyword),
    );
  };
  fc.assert(
    fc.property(useCase, (before) => ofOne(before, false)),
    { numRuns },
  );
  fc.assert(
    fc.property(fc.array(useCase, { maxLength: 3 }), (before) => ofOne(before, true)),
    { numRuns: numRuns / 2 },
  );
}

describe('a surprising reply', () => {
  for (const name of names) {
    if (name === 'new enum value') continue;
    it(`is what the contract allows: ${name}`, () => check(name, (_, __, errors) => assert.deepEqual(errors, [])));
  }

  it('is against the contract in one way only: a new value where an enumeration is closed', () => {
    let seen = 0;
    check('new enum value', (_, __, errors) => {
      seen++;
      assert.deepEqual([...new Set(errors)], ['enum']);
    });
    assert.ok(seen > 10);
  });

  it('is another one than the reply, leaves that as it is, and keeps the ids that further requests need', () => {
    const idsOf = (value: Json) => [value].flat().map((each) => (each as JsonObject)['id'] ?? '');
    for (const name of names)
      check(
        name,
        (before, after) => {
          const text = JSON.stringify(before);
          assert.notEqual(JSON.stringify(after), text);
          surprises[name](replySchemaOf(Array.isArray(before) ? 'listUseCases' : 'getUseCase'), before);
          assert.equal(JSON.stringify(before), text);
          const ids = idsOf(before);
          if (name !== 'empty list') assert.deepEqual(idsOf(after).slice(0, ids.length), ids);
        },
        10,
      );
  });

  it('still has every value of the reply, where it is called harmless', () => {
    assert.deepEqual([...harmless], ['unknown field', 'other order']);
    check('other order', (before, after) => assert.deepEqual(after, before));
    check('unknown field', (before, after) => {
      if (!Array.isArray(before)) assert.partialDeepStrictEqual(after, before);
    });
  });

  it('goes to the bounds: 1,000 items, texts of 10,000 characters, null for what may be null', () => {
    const { id, ...others } = {
      id: '66f2a1d05b3c9e7a41d80c12',
      organization_id: 'x',
      name: 'Night desk',
      language: 'en-US',
    };
    const schema = replySchemaOf('getUseCase');
    const many = surprises['1,000 items'](replySchemaOf('listUseCases'), [{ id, ...others }]) as readonly JsonObject[];
    assert.deepEqual([many.length, new Set(many.map((each) => each['id'])).size], [1_000, 1_000]);
    const long = surprises['longest texts'](schema, { id, ...others }) as JsonObject;
    assert.deepEqual([(long['name'] as string).length, long['language'], long['id']], [10_000, 'en-US', id]);
    assert.deepEqual(surprises['null where allowed'](schema, { id, ...others }), { id, ...others, hooks: null });
    assert.equal(surprises['empty list'](replySchemaOf('listUseCases'), []), undefined);
  });
});
