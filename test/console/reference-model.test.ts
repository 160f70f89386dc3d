import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import type { Rule } from '../../src/console/api.ts';
import { followed, propertiesOf, resolved, type Document, type Schema } from '../../src/console/logic/merged-schema.ts';
import { certaintyOf, provenanceOf } from '../../src/console/logic/provenance.ts';
import { groupsOf, operationIn, schemaNames, type Operation } from '../../src/console/logic/reference-model.ts';
import { sampleOf } from '../../src/console/logic/sample.ts';
import { insidesOf, limitsOf, typeParts } from '../../src/console/logic/schema-words.ts';
import { noPreferences, requestOf, type Draft } from '../../src/console/logic/try-request.ts';
import { rules } from '../../src/use-cases/rules/table.ts';

const ruleMap = new Map(
  rules.map(({ id, source, fields, explanation, always = false }): [string, Rule] => [
    id,
    { id, source, fields: [...fields], explanation, enforced: always },
  ]),
);
const document = parse(await readFile(new URL('../../openapi/use-cases.yaml', import.meta.url), 'utf8')) as Document;
const schemaAt = (name: string) => followed(document, `#/components/schemas/${name}`);
const fieldOf = (name: string, field: string) => new Map(propertiesOf(document, schemaAt(name))).get(field) as Schema;

describe('where a field comes from', () => {
  it('is said aspect by aspect, with the rules that look at the field', () => {
    assert.deepEqual(provenanceOf(document, ruleMap, fieldOf('UseCaseFields', 'transfer_number')), {
      facts: [
        {
          source: 'sibling',
          aspects: ['shape'],
          meaning: 'other pages of the same reference (get, update, create a tool)',
        },
        { source: 'assumed', aspects: ['rule'], meaning: 'written down nowhere' },
      ],
      rules: [
        {
          id: 'transfer-number-e164',
          kind: 'assumed rule',
          isAssumed: true,
          enforced: false,
          explanation:
            'Phone numbers are written as E.164: a plus sign, the country code and the number, without spaces.',
        },
      ],
      assumedValues: [],
      condition: undefined,
    });
  });

  it('is kept from every part of a body that speaks of the same field', () => {
    const name = provenanceOf(document, ruleMap, fieldOf('UseCaseCreate', 'name'));
    assert.deepEqual(name.facts.at(-1)?.aspects, ['rule', 'required']);
    assert.deepEqual(
      name.rules.map(({ id, enforced }) => [id, enforced]),
      [
        ['name-required', true],
        ['name-not-empty', true],
        ['name-blank', false],
      ],
    );
    const language = fieldOf('UseCaseCreate', 'language');
    assert.equal(language['default'], 'en-US');
    assert.deepEqual(
      provenanceOf(document, ruleMap, language).facts.map(({ aspects }) => aspects.join()),
      ['shape,rule', 'default'],
    );
  });

  it('has rules about the entries of a list, assumed values and conditions', () => {
    const hooks = provenanceOf(document, ruleMap, fieldOf('UseCaseFields', 'hooks'));
    assert.deepEqual(
      hooks.rules.map(({ id }) => id),
      ['hook-url-missing'],
    );
    const type = provenanceOf(document, ruleMap, fieldOf('ExtractParameter', 'type'));
    assert.deepEqual(type.assumedValues, ['string', 'number', 'boolean']);
    const create = provenanceOf(document, ruleMap, resolved(document, schemaAt('UseCaseCreate')));
    assert.equal(create.condition, 'amd_behavior is required when amd is true');
  });

  it('is documented, assumed, or partly assumed', () => {
    assert.equal(certaintyOf(fieldOf('UseCaseFields', 'hidden')), 'documented');
    assert.equal(certaintyOf(fieldOf('UseCaseFields', 'name')), 'partly assumed');
    assert.equal(certaintyOf(followed(document, '#/components/responses/NotFound')), 'assumed');
    assert.equal(certaintyOf({}), undefined);
  });

  it('is known of every field, parameter, operation and reply of ours', () => {
    for (const name of schemaNames(document)) {
      for (const [field, schema] of propertiesOf(document, schemaAt(name)))
        assert.notEqual(certaintyOf(schema), undefined, `${name}.${field}`);
    }
    for (const { operations } of groupsOf(document)) {
      for (const { operationId } of operations) {
        const { node, parameters, replies } = operationIn(document, operationId) as Operation;
        assert.notEqual(certaintyOf(node), undefined, operationId);
        for (const { name, schema } of parameters) assert.notEqual(certaintyOf(schema), undefined, name);
        for (const reply of replies) assert.notEqual(certaintyOf(reply.node), undefined, reply.status);
      }
    }
  });

  it('names rules and sources that the stub does not know', () => {
    assert.deepEqual(provenanceOf({}, new Map(), { 'x-source': { unknownProperties: 'a' }, 'x-rules': ['b'] }), {
      facts: [{ source: 'a', aspects: ['unknown properties'], meaning: '' }],
      rules: [{ id: 'b', kind: 'rule', isAssumed: false, enforced: false, explanation: '' }],
      assumedValues: [],
      condition: undefined,
    });
  });
});

describe('an operation of the reference', () => {
  it('has its parameters, body, replies and named examples, references followed', () => {
    const { parameters, body, replies, needsKey, title } = operationIn(document, 'updateUseCase') as Operation;
    assert.equal(title, 'Update a use case');
    assert.equal(needsKey, true);
    assert.deepEqual(
      parameters.map(({ name, place, required, schema }) => [name, place, required, schema['x-rules']]),
      [['id', 'path', true, ['id-hexadecimal']]],
    );
    assert.deepEqual(
      body?.contents[0]?.examples.map(({ name }) => name),
      ['renamed', 'hangs_up_on_machines', 'not_found'],
    );
    assert.deepEqual(
      replies.map(({ status }) => status),
      ['200', '400', '401', '404', '405', '413', '415', '429', '500', '503'],
    );
    const slow = replies.find(({ status }) => status === '429');
    assert.deepEqual(
      slow?.headers.map(({ name, schema }) => [name, schema['example']]),
      [['Retry-After', 30]],
    );
    assert.deepEqual(JSON.parse(slow?.contents[0]?.examples[0]?.text ?? ''), { message: 'Too many requests' });
  });

  it('is not thrown off by a document of any shape', () => {
    const odd = {
      tags: [1],
      security: 'x',
      paths: {
        '/a': null,
        '/b': {
          parameters: [null, { in: 'query' }, { in: 'nowhere', name: 'x' }],
          get: { operationId: 'b', tags: [2] },
        },
        '/c': { post: { operationId: 'c', requestBody: { $ref: '#/nowhere' }, responses: { 200: null, x: [] } } },
      },
      components: { schemas: { Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }] } } },
    };
    assert.deepEqual(
      groupsOf(odd).map(({ name, operations }) => [name, operations.length]),
      [['Other operations', 2]],
    );
    assert.equal(operationIn(odd, 'b')?.title, 'b');
    assert.deepEqual(operationIn(odd, 'c')?.body?.contents, []);
    assert.deepEqual(
      operationIn(odd, 'c')?.replies.map(({ status }) => status),
      ['200', 'x'],
    );
    assert.equal(operationIn({}, 'a'), undefined);
    assert.deepEqual(insidesOf(odd, { $ref: '#/components/schemas/Loop' }), []);
    assert.equal(sampleOf(odd, { $ref: '#/components/schemas/Loop' }), null);
  });
});

describe('a schema in words', () => {
  const components = {
    schemas: {
      Tree: { type: 'object', properties: { trees: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } },
    },
  };
  const words = (schema: Schema) =>
    typeParts({ components }, schema)
      .map(({ text }) => text)
      .join('');
  const tree = { $ref: '#/components/schemas/Tree' };

  it('says its type, and names the schema that it refers to', () => {
    assert.equal(words({ type: ['string', 'null'] }), 'string or null');
    assert.equal(words({ type: ['array', 'null'], items: tree }), 'array of Tree or null');
    assert.equal(words({ type: 'object', additionalProperties: { type: 'number' } }), 'map of number');
    assert.equal(words({ enum: ['a', 1] }), 'string or number');
    assert.equal(words({ oneOf: [tree, {}] }), 'one of several');
    assert.equal(words({}), 'anything');
    assert.equal(typeParts({ components }, tree)[0]?.schema, 'Tree');
  });

  it('says its limits', () => {
    assert.deepEqual(limitsOf({ minLength: 24, maxLength: 24 }), ['24 characters']);
    assert.deepEqual(limitsOf({ minItems: 1, maxItems: 3 }), ['1 to 3 entries']);
    assert.deepEqual(limitsOf({ minimum: 0, default: 2 }), ['default `2`', 'at least 0']);
    assert.deepEqual(limitsOf({ minProperties: 1 }), ['at least 1 property']);
  });

  it('shows what is inside, alternatives and names of any kind included', () => {
    const names = (schema: Schema) => insidesOf({ components }, schema).map(({ name, kind }) => `${kind} ${name}`);
    assert.deepEqual(names({ type: 'array', items: tree }), ['property trees']);
    assert.deepEqual(names({ type: 'object', additionalProperties: tree }), ['values *']);
    assert.deepEqual(names({ anyOf: [tree, { title: 'A text' }, {}] }), [
      'alternative Tree',
      'alternative A text',
      'alternative alternative 3',
    ]);
  });

  it('makes a body up where the contract has no example', () => {
    const properties = {
      a: { type: 'string' },
      b: { enum: [3] },
      c: { type: 'array', minItems: 1, items: { default: 1 } },
    };
    assert.deepEqual(sampleOf({}, { required: ['a', 'b', 'c'], properties }), { a: 'text', b: 3, c: [1] });
  });
});

describe('a request that is tried', () => {
  const parameter = (name: string, place: 'query', style: string, explode: boolean) =>
    ({ name, place, style, explode, required: false, schema: {} }) as const;
  const draft: Draft = { parameters: new Map(), mediaType: '', body: '', preferences: noPreferences, headers: '' };

  it('writes lists and objects in the query in the style of their parameter', () => {
    const operation = operationIn(document, 'listUseCases') as Operation;
    const urlOf = (style: string, explode: boolean, value: never) =>
      requestOf(
        { ...operation, parameters: [parameter('p', 'query', style, explode)] },
        { ...draft, parameters: new Map([['query p', value]]) },
      ).path.replace('/api/v1/use-cases', '');
    const [list, object] = [['a', 'b'], { x: 1, y: 'z' }] as unknown as [never, never];
    assert.equal(urlOf('form', true, list), '?p=a&p=b');
    assert.equal(urlOf('form', false, list), '?p=a%2Cb');
    assert.equal(urlOf('pipeDelimited', false, list), '?p=a%7Cb');
    assert.equal(urlOf('form', true, object), '?x=1&y=z');
    assert.equal(urlOf('deepObject', true, object), '?p%5Bx%5D=1&p%5By%5D=z');
    assert.equal(urlOf('content', true, object), '?p=%7B%22x%22%3A1%2C%22y%22%3A%22z%22%7D');
  });

  it('has no body where the operation has none, and the media type where it has one', () => {
    const list = operationIn(document, 'listUseCases') as Operation;
    assert.deepEqual(requestOf(list, { ...draft, body: 'x', mediaType: 'text/plain' }), {
      method: 'GET',
      path: '/api/v1/use-cases',
      headers: {},
    });
    const create = operationIn(document, 'createUseCase') as Operation;
    assert.deepEqual(requestOf(create, { ...draft, body: '{', mediaType: 'application/json' }), {
      method: 'POST',
      path: '/api/v1/use-cases',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
  });
});
