import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ofIssues, ofWarnings, sorted } from '../../src/console/logic/form-messages.ts';
import { grouped, groupedNames, OTHERS } from '../../src/console/logic/form-groups.ts';
import {
  changedFields,
  fieldsOf,
  kindOf,
  placeholderOf,
  placeOf,
  smallFirst,
} from '../../src/console/logic/form-model.ts';
import { propertiesOf, resolved, type Document, type Schema } from '../../src/console/logic/merged-schema.ts';
import { bodySchema } from '../../src/contract/openapi-lookup.ts';
import { parametersSchema } from '../../src/console/logic/parameter-schema.ts';
import { parseStubWarnings } from '../../src/console/logic/stub-warnings.ts';
import { builtInContract } from '../../src/contract/built-in.ts';
import { wholeDocument } from '../../src/contract/whole-document.ts';
import { warningsHeader } from '../../src/serve/warnings-header.ts';

const document = {
  components: {
    schemas: {
      Base: {
        type: 'object',
        required: ['id'],
        properties: {
          name: { type: 'string', description: 'A name.', 'x-source': { shape: 'sibling' }, 'x-rules': ['a'] },
          hooks: { type: ['array', 'null'], items: { $ref: '#/components/schemas/Hook' } },
          params: { type: 'object', additionalProperties: true },
          texts: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      Hook: {
        type: 'object',
        properties: { url: { type: 'string' }, colour: { type: 'string', 'x-assumed-values': ['red'] } },
      },
      Create: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          {
            required: ['name'],
            properties: { name: { 'x-source': { required: 'assumed' }, 'x-rules': ['b'] }, size: { enum: [1, 2] } },
          },
        ],
      },
      Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }] },
    },
  },
};
const create = { $ref: '#/components/schemas/Create' };

describe('a schema', () => {
  it('is laid together from its parts, and what two parts say of a field is kept', () => {
    assert.deepEqual(resolved(document, create)['required'], ['id', 'name']);
    const properties = new Map(propertiesOf(document, create));
    assert.deepEqual([...properties.keys()], ['name', 'hooks', 'params', 'texts', 'size']);
    assert.deepEqual(properties.get('name'), {
      type: 'string',
      description: 'A name.',
      'x-source': { shape: 'sibling', required: 'assumed' },
      'x-rules': ['a', 'b'],
    });
  });

  it('that goes in circles or leads nowhere is an empty one', () => {
    assert.deepEqual(resolved(document, { $ref: '#/components/schemas/Loop' }), {});
    assert.deepEqual(resolved(document, { $ref: '#/nowhere/constructor' }), {});
  });
});

describe('a form', () => {
  const kind = (schema: Schema, value?: never) => kindOf(document, schema, value).kind;

  it('asks for each value as its schema wants it', () => {
    assert.equal(kind({ type: 'string' }), 'text');
    assert.equal(kind({ type: 'integer' }), 'number');
    assert.equal(kind({ type: 'boolean' }), 'boolean');
    assert.equal(kind({ enum: ['a', 'b'] }), 'choice');
    assert.equal(kind({ type: ['array', 'null'] }), 'list');
    assert.equal(kind({ type: 'object', additionalProperties: true }), 'map');
    assert.equal(kind(create), 'group');
    assert.equal(kind({}), 'any');
    assert.equal(kind({ type: ['string', 'number'] }), 'any');
  });

  it('asks for JSON where what is there is something else', () => {
    assert.equal(kindOf(document, { type: 'string' }, { odd: 1 }).kind, 'any');
    assert.equal(kindOf(document, { type: 'array' }, 'text').kind, 'any');
    assert.equal(kindOf(document, create, []).kind, 'any');
    assert.equal(kindOf(document, { type: 'string' }, null).kind, 'text');
  });

  it('has a field for what the value has and the schema does not know', () => {
    const fields = fieldsOf(document, create, { name: 'x', nmae: 'y' });
    assert.deepEqual(fields.at(-1), ['nmae', {}]);
    assert.deepEqual(
      smallFirst(document, fields).map(([name]) => name),
      ['name', 'size', 'hooks', 'params', 'texts', 'nmae'],
    );
  });

  it('shows a message at its place, or at the nearest that it has', () => {
    const value = { hooks: [{ url: 'x' }], params: { 'a/b': { deep: 1 } }, name: 'n' };
    const place = (...path: (string | number)[]) => placeOf(document, create, value, path);
    assert.equal(place('name'), '/name');
    assert.equal(place('hooks', 0, 'url'), '/hooks/0/url');
    assert.equal(place('hooks', '0', 'colour'), '/hooks/0/colour');
    assert.equal(place('hooks', 7, 'url'), '/hooks');
    assert.equal(place('params', 'a/b', 'deep'), '/params/a~1b');
    assert.equal(place('texts', 'en-US'), '/texts');
    assert.equal(place('nmae'), undefined);
    assert.equal(place(), undefined);
  });

  it('sorts messages by field, and keeps those of none', () => {
    const issues = ofIssues([
      { code: 'custom', path: ['name'], message: 'Required' },
      { code: 'custom', path: ['hooks', 3, 'url'], message: 'bad' },
      { code: 'custom', path: [], message: 'broken', params: { rule: 'a-rule' } },
    ]);
    const { at, loose } = sorted(document, create, {}, issues);
    assert.deepEqual(at.get('/name'), [{ kind: 'issue', text: 'Required' }]);
    assert.deepEqual(at.get('/hooks'), [{ kind: 'issue', text: 'hooks.3.url: bad' }]);
    assert.deepEqual(loose, [{ kind: 'issue', path: [], text: 'broken', rule: 'a-rule' }]);
  });

  it('sends of an update what is another value', () => {
    const stored = { name: 'a', list: [1], gone: true };
    assert.deepEqual(changedFields(stored, { name: 'b', list: [1], more: null }), { name: 'b', more: null });
  });
});

describe('the groups of the form', () => {
  it('hold every property of the contract once, and name none that it does not have', async () => {
    const contract: Document = await wholeDocument(builtInContract());
    const properties = ['createUseCase', 'updateUseCase'].flatMap((id) =>
      propertiesOf(contract, bodySchema(contract, id) as Schema),
    );
    const fields = new Map(properties);
    const groups = grouped([...fields]);
    assert.deepEqual(
      groups.filter(([title]) => title === OTHERS).map(([, inside]) => inside.map(([name]) => name)),
      [],
      'put a new property into a group of src/console/logic/form-groups.ts',
    );
    const held = groups.flatMap(([, inside]) => inside.map(([name]) => name));
    assert.deepEqual(held.toSorted(), [...fields.keys()].sort());
    assert.deepEqual(groupedNames.toSorted(), held.toSorted());
  });

  it('leave what they do not know to a group of its own', () => {
    const groups = grouped([['name'], ['colour']] as const);
    assert.deepEqual(groups, [
      ['Basics', [['name']]],
      [OTHERS, [['colour']]],
    ]);
  });
});

describe('an empty field', () => {
  it('shows the default, or else a short example', () => {
    assert.equal(placeholderOf({ default: 10, examples: ['5'] }), '10 (default)');
    assert.equal(placeholderOf({ examples: ['08:00'] }), 'e.g. 08:00');
    assert.equal(placeholderOf({ examples: ['x'.repeat(51)] }), undefined);
    assert.equal(placeholderOf({ examples: [{ a: 1 }] }), undefined);
  });
});

describe('the header stub-warnings', () => {
  it('is read as the stub writes it, whatever is in it', () => {
    const warnings = [
      { rule: 'unknown-property', path: ['n"m,a;e\\', 0, 'ä/~ü'], message: '', suggestion: '100% "ñame"' },
      { rule: 'name-blank', path: ['name'], message: '' },
    ];
    assert.deepEqual(parseStubWarnings(warningsHeader(warnings, ['', 'assumed: name-blank=taken'])), [
      { rule: 'unknown-property', path: ['n"m,a;e\\', '0', 'ä/~ü'], meant: '100% "ñame"' },
      { rule: 'name-blank', path: ['name'] },
    ]);
  });

  it('tells how many did not fit', () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ rule: 'name-blank', path: [index], message: '' }));
    const [more] = parseStubWarnings(warningsHeader(many)).slice(-1);
    assert.equal(more?.rule, 'more');
    assert.ok((more?.count ?? 0) > 50);
    assert.deepEqual(parseStubWarnings(null), []);
  });

  it('becomes messages in the words of the rules', () => {
    const rule = { id: 'name-blank', source: 'assumed', fields: [], explanation: 'Blank is none.', enforced: false };
    const [known, other] = ofWarnings(
      'name-blank;at="/name";meant="x", documented;at="/a"',
      new Map([[rule.id, rule]]),
    );
    assert.deepEqual(known, {
      kind: 'warning',
      path: ['name'],
      text: 'Blank is none.',
      rule: 'name-blank',
      suggestion: 'x',
    });
    assert.match(other?.text ?? '', /^The contract says otherwise/);
  });
});

describe('the parameters of a state', () => {
  it('become a schema, as far as their words can be read', () => {
    const { properties } = parametersSchema(document, create, {
      ms: { type: 'whole number from 0 to 60000', meaning: 'how long' },
      status: { type: '500, 503' },
      language: { type: 'en-US, de-DE' },
      id: { type: 'text of 24 characters' },
      name: { type: 'as in the contract', meaning: '' },
      odd: { type: 'a fruit' },
    });
    assert.deepEqual(properties, {
      ms: { type: 'integer', minimum: 0, maximum: 60_000, description: 'How long.' },
      status: { enum: [500, 503] },
      language: { enum: ['en-US', 'de-DE'] },
      id: { type: 'string', title: 'text of 24 characters' },
      name: new Map(propertiesOf(document, create)).get('name'),
      odd: { title: 'a fruit' },
    });
  });
});
