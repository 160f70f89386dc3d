import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareContracts, type RawChange } from '../../src/compare/compare-contracts.ts';
import { rules, schemaRules } from '../../src/compare/rules.ts';

type Schema = Record<string, unknown>;

/** A document with one operation, whose parts a test replaces. */
function documentOf(operation: object = {}, rest: object = {}) {
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things': { post: { operationId: 'createThing', responses: { 200: { description: '' } }, ...operation } },
    },
    ...rest,
  };
}

const asBody = (schema: Schema) => documentOf({ requestBody: { content: { 'application/json': { schema } } } });
const asReply = (schema: Schema) =>
  documentOf({ responses: { 200: { description: '', content: { 'application/json': { schema } } } } });
const withProperty = (schema: Schema, required: string[] = []): Schema => ({
  type: 'object',
  properties: { a: schema },
  required,
});

function rulesOf(changes: readonly RawChange[]): string[] {
  return changes.map(({ rule, level }) => `${rule} ${level}`);
}

describe('the comparison of two contracts', () => {
  /** Each line: what a property was, what it is, the rule for a request, and for a reply. */
  const ofSchemas: [old: Schema, now: Schema, request: string, response: string][] = [
    [{ type: 'string' }, { type: 'integer' }, 'type-changed error', 'type-changed error'],
    [{ type: 'integer' }, { type: 'number' }, 'type-generalized info', 'type-generalized error'],
    [{}, { type: 'number' }, 'type-specialized error', 'type-specialized info'],
    [{ type: 'string' }, { type: ['string', 'null'] }, 'became-nullable info', 'became-nullable error'],
    [{ type: ['string', 'null'] }, { type: 'string' }, 'became-not-nullable error', 'became-not-nullable info'],
    [{ type: 'string' }, { type: 'string', enum: ['x'] }, 'became-enum error', 'became-enum info'],
    [{ const: 'x' }, {}, 'became-not-enum info', 'became-not-enum warning'],
    [{ enum: ['x'] }, { enum: ['x', 'y'] }, 'enum-value-added info', 'enum-value-added warning'],
    [{ enum: ['x', 'y'] }, { enum: ['x'] }, 'enum-value-removed error', 'enum-value-removed info'],
    [{}, { maxLength: 5 }, 'max-length-set warning', 'max-length-set info'],
    [{ maxLength: 9 }, { maxLength: 5 }, 'max-length-decreased error', 'max-length-decreased info'],
    [{ minimum: 1 }, { minimum: 5 }, 'min-increased error', 'min-increased info'],
    [{ maxItems: 9 }, { maxItems: 10 }, 'max-items-increased info', 'max-items-increased error'],
    [{ exclusiveMinimum: 0 }, {}, 'exclusive-min-unset info', 'exclusive-min-unset error'],
    [{}, { pattern: 'x' }, 'pattern-added warning', 'pattern-added info'],
    [{ format: 'uri' }, { format: 'email' }, 'format-changed warning', 'format-changed warning'],
    [{ multipleOf: 2 }, {}, 'multiple-of-removed info', 'multiple-of-removed warning'],
    [
      {},
      { additionalProperties: false },
      'additional-properties-disallowed error',
      'additional-properties-disallowed info',
    ],
    [{ additionalProperties: false }, {}, 'additional-properties-allowed info', 'additional-properties-allowed info'],
    [
      { anyOf: [{ type: 'string' }] },
      { anyOf: [{ type: 'string' }, { type: 'number' }] },
      'any-of-added info',
      'any-of-added error',
    ],
    [{ anyOf: [{ const: 1 }, { const: 2 }] }, { anyOf: [{ const: 2 }] }, 'any-of-removed error', 'any-of-removed info'],
    [{ oneOf: [{ const: 1 }] }, { oneOf: [{ const: 1 }, { const: 2 }] }, 'one-of-added info', 'one-of-added error'],
    [{ oneOf: [{ const: 1 }, { const: 2 }] }, { oneOf: [{ const: 2 }] }, 'one-of-removed error', 'one-of-removed info'],
    [
      { anyOf: [{ const: 1 }, { const: 2 }] },
      { oneOf: [{ const: 1 }, { const: 2 }] },
      'any-of-became-one-of warning',
      'any-of-became-one-of info',
    ],
    [
      { oneOf: [{ const: 1 }, { const: 2 }] },
      { anyOf: [{ const: 2 }, { const: 1 }] },
      'one-of-became-any-of info',
      'one-of-became-any-of warning',
    ],
    [{}, { not: { const: 1 } }, 'constraint-added error', 'constraint-added info'],
    [
      { if: { required: ['x'] }, then: { required: ['y'] } },
      { if: { required: ['x'] }, then: { required: ['z'] } },
      'constraint-changed error',
      'constraint-changed error',
    ],
    [{ dependentRequired: { x: ['y'] } }, {}, 'constraint-removed info', 'constraint-removed error'],
    [{ default: 1 }, { default: 2 }, 'default-value-changed warning', 'default-value-changed info'],
  ];

  it('judges a change of a schema by whether clients send it or get it', () => {
    for (const [old, now, request, response] of ofSchemas) {
      const [before, after] = [withProperty(old), withProperty(now)];
      const said = JSON.stringify([old, now]);
      assert.deepEqual(rulesOf(compareContracts(asBody(before), asBody(after))), [`request-property-${request}`], said);
      assert.deepEqual(
        rulesOf(compareContracts(asReply(before), asReply(after))),
        [`response-property-${response}`],
        said,
      );
    }
    const seen = new Set(ofSchemas.map(([, , request]) => request.split(' ')[0] ?? ''));
    const names = Object.keys(schemaRules).filter((name) => !/^(limit|form)-/.test(name));
    assert.deepEqual(
      names.filter((name) => !seen.has(name)),
      [],
    );
  });

  const parameter = (rest: object = {}) => ({ parameters: [{ in: 'query', name: 'limit', schema: {}, ...rest }] });
  const header = (rest: object = {}) => ({
    responses: { 200: { description: '', headers: { 'X-Total': { schema: {}, ...rest } } } },
  });
  const body = (rest: object = {}) => ({ requestBody: { content: { 'application/json': {} }, ...rest } });
  const status = (...all: number[]) => ({
    responses: Object.fromEntries(all.map((each) => [each, { description: '' }])),
  });
  const type = (...all: string[]) => ({
    responses: { 200: { description: '', content: Object.fromEntries(all.map((each) => [each, {}])) } },
  });
  const schemes = {
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' }, other: { type: 'apiKey' } } },
  };
  const secured = (...all: object[]) => documentOf({ security: all }, schemes);
  const asked = (schema: Schema, required?: string[]) => asBody(withProperty(schema, required));
  const answered = (required?: string[]) => asReply(withProperty({}, required));
  const none = { type: 'object' };

  const ofOperations: [rule: string, old: object, now: object][] = [
    ['api-removed-without-deprecation error', documentOf(), { ...documentOf(), paths: {} }],
    ['api-removed-with-deprecation warning', documentOf({ deprecated: true }), { ...documentOf(), paths: {} }],
    ['endpoint-added info', { ...documentOf(), paths: {} }, documentOf()],
    ['endpoint-deprecated info', documentOf(), documentOf({ deprecated: true })],
    ['api-operation-id-changed info', documentOf(), documentOf({ operationId: 'addThing' })],
    [
      'api-base-path-changed error',
      documentOf({}, { servers: [{ url: 'https://a.example/v1' }] }),
      documentOf({}, { servers: [{ url: 'https://b.example/v2/' }] }),
    ],
    ['api-security-changed error', secured({ key: [] }), secured({ other: [] })],
    ['api-security-changed error', secured(), secured({ key: [] })],
    ['api-security-changed error', secured({ key: [] }), secured({ key: [], other: [] })],
    ['api-security-alternative-added info', secured({ key: [] }), secured({ key: [] }, { other: [] })],
    ['api-security-alternative-added info', secured({ key: [] }), secured()],
    ['api-security-alternative-added info', secured({ key: [], other: [] }), secured({ key: [] })],
    ['new-required-request-parameter error', documentOf(), documentOf(parameter({ required: true }))],
    ['new-optional-request-parameter info', documentOf(), documentOf(parameter())],
    ['request-parameter-removed warning', documentOf(parameter()), documentOf()],
    ['request-parameter-became-required error', documentOf(parameter()), documentOf(parameter({ required: true }))],
    ['request-parameter-became-optional info', documentOf(parameter({ required: true })), documentOf(parameter())],
    [
      'request-parameter-max-decreased error',
      documentOf(parameter({ schema: { maximum: 9 } })),
      documentOf(parameter({ schema: { maximum: 8 } })),
    ],
    ['request-body-added-required error', documentOf(), documentOf(body({ required: true }))],
    ['request-body-added-optional info', documentOf(), documentOf(body())],
    ['request-body-removed warning', documentOf(body()), documentOf()],
    ['request-body-became-required error', documentOf(body()), documentOf(body({ required: true }))],
    ['request-body-became-optional info', documentOf(body({ required: true })), documentOf(body())],
    [
      'request-body-media-type-removed error',
      documentOf(body({ content: { 'application/json': {}, 'text/csv': {} } })),
      documentOf(body()),
    ],
    [
      'request-body-media-type-added info',
      documentOf(body()),
      documentOf(body({ content: { 'application/json': {}, 'text/csv': {} } })),
    ],
    ['request-body-type-changed error', asBody({ type: 'object' }), asBody({ type: 'array' })],
    ['new-required-request-property error', asBody(none), asked({}, ['a'])],
    ['new-required-request-property-with-default info', asBody(none), asked({ default: 1 }, ['a'])],
    ['new-optional-request-property info', asBody(none), asked({})],
    ['request-property-removed warning', asked({}), asBody(none)],
    ['request-property-removed warning', asked({}), asked({ readOnly: true })],
    ['request-property-became-required error', asked({}), asked({}, ['a'])],
    ['request-property-became-required-with-default info', asked({ default: 1 }), asked({ default: 1 }, ['a'])],
    ['request-property-became-optional info', asked({}, ['a']), asked({})],
    ['response-success-status-removed error', documentOf(status(200, 201)), documentOf(status(200))],
    ['response-non-success-status-removed warning', documentOf(status(200, 404)), documentOf(status(200))],
    ['response-success-status-added info', documentOf(status(200)), documentOf(status(200, 201))],
    ['response-non-success-status-added info', documentOf(status(200)), documentOf(status(200, 409))],
    ['response-media-type-removed error', documentOf(type('text/csv', 'text/plain')), documentOf(type('text/csv'))],
    ['response-media-type-added info', documentOf(type('text/csv')), documentOf(type('text/csv', 'text/plain'))],
    ['response-required-property-removed error', answered(['a']), asReply(none)],
    ['response-optional-property-removed warning', answered(), asReply(none)],
    ['response-required-property-added info', asReply(none), answered(['a'])],
    ['response-optional-property-added info', asReply(none), answered()],
    ['response-property-became-optional error', answered(['a']), answered()],
    ['response-property-became-required info', answered(), answered(['a'])],
    ['required-response-header-removed error', documentOf(header({ required: true })), documentOf()],
    ['optional-response-header-removed warning', documentOf(header()), documentOf()],
    ['response-header-added info', documentOf(), documentOf(header())],
    ['response-header-became-optional error', documentOf(header({ required: true })), documentOf(header())],
    ['response-header-became-required info', documentOf(header()), documentOf(header({ required: true }))],
    [
      'response-header-type-generalized error',
      documentOf(header({ schema: { type: 'integer' } })),
      documentOf(header({ schema: { type: ['integer', 'string'] } })),
    ],
  ];

  it('judges each other change by its rule', () => {
    for (const [rule, old, now] of ofOperations)
      assert.deepEqual(rulesOf(compareContracts(old as never, now as never)), [rule], rule);
    const seen = new Set(ofOperations.map(([rule]) => rule.split(' ')[0]));
    assert.deepEqual(
      Object.keys(rules).filter((id) => !seen.has(id)),
      [],
    );
  });

  it('takes another way to write the same for no change', () => {
    const shared = { Name: { type: 'string', minLength: 1 } };
    const inPlace = asBody({
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string', minLength: 1, description: 'x' } },
    });
    const joined = {
      ...asBody({
        allOf: [{ type: 'object', properties: { a: { $ref: '#/components/schemas/Name' } } }, { required: ['a'] }],
      }),
      components: { schemas: shared },
    };
    assert.deepEqual(compareContracts(inPlace, joined), []);
    const named = (name: string) => ({
      ...documentOf(),
      paths: { [`/things/{${name}}`]: documentOf().paths['/things'] },
    });
    assert.deepEqual(compareContracts(named('id'), named('thing_id')), []);
  });

  it('takes null as an alternative for null, and alternatives that are the same for no change', () => {
    const named = { ...withProperty({ type: 'string' }), title: 'Named' };
    const orNull = { anyOf: [named, { type: 'null' }] };
    const both = (old: Schema, now: Schema) =>
      [asBody, asReply].map((as) => rulesOf(compareContracts(as(old), as(now))));
    assert.deepEqual(both(named, orNull), [
      ['request-body-became-nullable info'],
      ['response-body-became-nullable error'],
    ]);
    assert.deepEqual(both(orNull, named), [
      ['request-body-became-not-nullable error'],
      ['response-body-became-not-nullable info'],
    ]);
    assert.deepEqual(both({ type: 'string' }, { oneOf: [{ type: 'integer' }, { type: 'string' }] }), [
      ['request-body-one-of-added info'],
      ['response-body-one-of-added error'],
    ]);
  });

  it('knows a property that is only required, which no schema describes', () => {
    const bare = { type: 'object', required: ['x'] };
    assert.deepEqual(rulesOf(compareContracts(asBody(none), asBody(bare))), ['request-property-became-required error']);
    assert.deepEqual(rulesOf(compareContracts(asReply(bare), asReply(none))), [
      'response-property-became-optional error',
    ]);
  });

  it('takes neither hints nor the order of a list nor the text of a variable for a change', () => {
    const scheme = (rest: object) =>
      documentOf({ security: [{ key: [] }] }, { components: { securitySchemes: { key: { type: 'http', ...rest } } } });
    assert.deepEqual(
      compareContracts(scheme({ scheme: 'bearer' }), scheme({ scheme: 'Bearer', bearerFormat: 'JWT' })),
      [],
    );
    const condition = (...required: string[]) => asBody({ if: { required }, then: { required: ['c'] } });
    assert.deepEqual(compareContracts(condition('a', 'b'), condition('b', 'a')), []);
    const server = (path: string) => ({
      servers: [{ url: `https://{host}/${path}`, variables: { host: { default: 'a.example' }, v: { default: 'v1' } } }],
    });
    assert.deepEqual(compareContracts(documentOf({}, server('{v}')), documentOf({}, server('v1'))), []);
    assert.deepEqual(rulesOf(compareContracts(documentOf({}, server('{v}')), documentOf({}, server('v2')))), [
      'api-base-path-changed error',
    ]);
  });

  it('ends where many schemas contain each other, and finds what has changed in one of them', () => {
    const names = Array.from({ length: 12 }, (_, index) => `Part${index}`);
    const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const parts = (type: string) => ({
      ...asReply({ anyOf: names.slice(0, 2).map(reference) }),
      components: {
        schemas: Object.fromEntries(
          names.map((name) => [
            name,
            {
              type: 'object',
              properties: { own: { type }, ...Object.fromEntries(names.map((each) => [each, reference(each)])) },
              not: { properties: Object.fromEntries(names.map((each) => [`not${each}`, reference(each)])) },
            },
          ]),
        ),
      },
    });
    assert.deepEqual(compareContracts(parts('string'), parts('string')), []);
    const [first] = compareContracts(parts('string'), parts('number')).filter(({ rule }) => rule.includes('type'));
    assert.deepEqual(first?.keys, ['own']);
  });

  it('holds a status against the range or default that describes it now', () => {
    const reply = (schema: Schema) => ({ description: '', content: { 'application/json': { schema } } });
    const before = documentOf({ responses: { 404: reply(withProperty({ type: 'string' })) } });
    for (const wider of ['4XX', 'default'])
      assert.deepEqual(
        compareContracts(before, documentOf({ responses: { [wider]: reply(withProperty({ type: 'integer' })) } })).map(
          ({ rule, status }) => [rule, status],
        ),
        [
          ['response-property-type-changed', '404'],
          ['response-non-success-status-added', wider],
        ],
      );
  });

  it('ends where a schema joins itself', () => {
    const joined = (type: string) => {
      const itself = { $ref: '#/components/schemas/Loop' };
      const document = asBody(itself);
      return { ...document, components: { schemas: { Loop: { type, allOf: [itself, itself, itself] } } } };
    };
    assert.deepEqual(rulesOf(compareContracts(joined('string'), joined('number'))), [
      'request-body-type-changed error',
    ]);
  });

  it('ends where a schema contains itself', () => {
    const tree = (type: string) => ({
      ...asReply({ $ref: '#/components/schemas/Tree' }),
      components: {
        schemas: {
          Tree: { type: 'object', properties: { name: { type }, below: { $ref: '#/components/schemas/Tree' } } },
        },
      },
    });
    const changes = compareContracts(tree('string'), tree('number'));
    assert.deepEqual(changes.map(({ rule, keys }) => [rule, keys.join('.')]).at(0), [
      'response-property-type-changed',
      'name',
    ]);
    assert.ok(changes.length <= 2, JSON.stringify(changes));
  });
});
