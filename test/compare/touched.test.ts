import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { compare } from '../../src/compare/compare.ts';
import type { ComparisonReport } from '../../src/compare/comparison-report.ts';
import { pactFile, pactOf, temporaryDirectory, type InteractionSketch } from '../helpers/pacts.ts';

const contract = await readFile(new URL('../../openapi/use-cases.yaml', import.meta.url), 'utf8');
const webConsole = fileURLToPath(new URL('../../contracts/pacts', import.meta.url));

/** Any part of an OpenAPI document. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Part = any;

/** A draft of the contract in which a part is changed. */
async function draft(t: TestContext, change: (document: Part, schemas: Part) => void): Promise<string> {
  const document = parse(contract) as Part;
  change(document, document.components.schemas);
  const file = join(await temporaryDirectory(t), 'draft.json');
  await writeFile(file, JSON.stringify(document));
  return file;
}

/** What is touched, as `description: rule: message`. */
function touched({ changes }: ComparisonReport): string[] {
  return changes.flatMap(({ id, touches }) =>
    touches.map(({ description, message }) => `${description}: ${id}: ${message}`),
  );
}

async function compared(t: TestContext, interactions: InteractionSketch[], change: Parameters<typeof draft>[1]) {
  return compare({ new: await draft(t, change), pacts: [await pactFile(t, pactOf(interactions))] });
}

const reading = (description: string, body: object, rules: object = {}): InteractionSketch => ({
  description,
  states: ['several use cases exist'],
  response: {
    headers: { 'content-type': 'application/json' },
    body: [body],
    matchingRules: { body: { $: { matchers: [{ match: 'type' }] }, ...rules } },
  },
});
const creating = (description: string, body: object, response: object = { status: 200 }): InteractionSketch => ({
  description,
  request: { method: 'POST', headers: { authorization: 'Bearer x', 'content-type': 'application/json' }, body },
  response,
});
const other = reading('other', { name: 'x' });

describe('a change touches an interaction', () => {
  it('that reads what is gone, may be missing or null, or has another type, and no other', async (t) => {
    const cases: [rule: string, change: (document: Part, schemas: Part) => void][] = [
      ['response-required-property-removed', (_, { UseCase }) => delete UseCase.allOf[0].properties.organization_id],
      ['response-property-became-optional', (_, { UseCase }) => (UseCase.allOf[0].required = ['id'])],
      [
        'response-property-became-nullable',
        (_, { UseCase }) => (UseCase.allOf[0].properties.organization_id.type = ['string', 'null']),
      ],
      [
        'response-property-type-generalized',
        (_, { UseCase }) => (UseCase.allOf[0].properties.organization_id.type = ['string', 'integer']),
      ],
      [
        'response-property-type-changed',
        (_, { UseCase }) => (UseCase.allOf[0].properties.organization_id.type = 'integer'),
      ],
    ];
    for (const [rule, change] of cases) {
      const reads = reading('reads', { organization_id: '64b8f0c2a9d37e51c0aa4f18' });
      const report = await compared(t, [reads, other], change);
      assert.deepEqual([...new Set(touched(report).map((each) => each.split(':', 2).join()))], [`reads, ${rule}`]);
      assert.deepEqual([report.verdict, report.unexplained], ['touches', []]);
    }
  });

  it('whose matcher refuses a new value, and none that takes any text', async (t) => {
    const regex = 'en-US|en-GB|es-MX|es-ES|pt-PT|de-DE|fr-FR|pl-PL|ro-RO|it-IT';
    const strict = { '$[*].language': { matchers: [{ match: 'regex', regex }] } };
    const interactions = [reading('strict', { language: 'en-US' }, strict), reading('lenient', { language: 'en-US' })];
    const report = await compared(t, interactions, (_, { Language }) => Language.enum.push('nl-NL'));
    assert.equal(touched(report).length, 1);
    assert.match(touched(report).join(), /^strict: response-property-enum-value-added: .*refuses values.*nl-NL/);
  });

  it('that sends what is not taken any more, or lacks what is demanded', async (t) => {
    const cases: [touches: RegExp[], change: (document: Part, schemas: Part) => void][] = [
      [
        [
          /^create: request-property-removed: the contract has no "hidden" here/m,
          /^create: new-required-request-property: Required$/m,
          /^create: request-property-max-length-set: String must contain at most 3/m,
          /^create: request-property-type-changed: .*boolean/m,
          /^create: new-required-request-parameter: the contract demands the header "X-Tenant"/m,
        ],
        ({ paths }, { UseCaseFields: { properties }, UseCaseCreate }) => {
          delete properties.hidden;
          properties.name.maxLength = 3;
          properties.amd.type = 'string';
          UseCaseCreate.allOf[1].required.push('owner');
          UseCaseCreate.allOf[1].properties.owner = { type: 'string' };
          paths['/use-cases'].post.parameters = [{ name: 'X-Tenant', in: 'header', required: true, schema: {} }];
        },
      ],
      [
        [/^create: api-security-changed: sends other credentials/m, /^other: api-security-changed/m],
        ({ components }) => (components.securitySchemes.apiKey.scheme = 'basic'),
      ],
      [
        [/^create: api-removed-without-deprecation: the contract has no POST/],
        ({ paths }) => delete paths['/use-cases'].post,
      ],
      [
        [/^create: request-body-media-type-removed: sends a body of application\/json/],
        ({ paths }) => (paths['/use-cases'].post.requestBody.content = { 'application/xml': {} }),
      ],
    ];
    for (const [touches, change] of cases) {
      const create = creating('create', { name: 'Night desk', hidden: true, amd: false });
      const report = await compared(t, [create, other], change);
      const said = touched(report);
      for (const each of touches) assert.match(said.join('\n'), each);
      assert.equal(said.length, touches.length, said.join('\n'));
      assert.deepEqual([report.verdict, report.unexplained], ['touches', []]);
    }
  });

  it('that expects a status, a header or a base path which is gone, and none that sends a path without it', async (t) => {
    const interactions = [
      creating('limited', { name: 'x' }, { status: 429, headers: { 'retry-after': '30' } }),
      creating('failing', { name: 'x' }, { status: 503 }),
      other,
    ];
    const report = await compared(t, interactions, ({ paths, components }) => {
      delete paths['/use-cases'].post.responses['503'];
      delete components.responses.TooManyRequests.headers;
    });
    assert.deepEqual(
      touched(report)
        .map((each) => each.split(':', 2).join())
        .sort(),
      ['failing, response-non-success-status-removed', 'limited, optional-response-header-removed'],
    );
    const whole = { description: 'whole', request: { path: '/api/v1/use-cases' } };
    const moved = await compared(t, [whole, other], ({ servers }) => (servers[0].url = '/api/v2'));
    assert.deepEqual(touched(moved), ['whole: api-base-path-changed: the contract has no path /api/v1/use-cases']);
  });

  it('but not when the old contract had the same to say', async (t) => {
    const report = await compared(t, [creating('empty', { name: '' })], (_, { UseCaseFields }) => {
      UseCaseFields.properties.name.minLength = 2;
    });
    assert.deepEqual([touched(report), report.verdict], [[], 'breaking']);
  });
});

describe('a broken draft, compared for the example consumer', () => {
  it('tells what breaks, where in both documents, and which of its interactions', async (t) => {
    const file = join(await temporaryDirectory(t), 'draft.yaml');
    const text = contract
      .replace('required: [id, organization_id]', 'required: [id]')
      .replace("'404':\n          $ref: '#/components/responses/NotFound'\n        '405'", "'405'")
      .replace('        recorded_message_outbound:\n', '        recorded_outbound:\n');
    await writeFile(file, text);
    const report = await compare({ new: file, pacts: [webConsole] });
    assert.equal(report.verdict, 'touches');
    assert.deepEqual(
      report.pacts.map(({ consumer, interactions }) => [consumer, interactions]),
      [['web-console', 28]],
    );
    const byRule = Object.fromEntries(
      report.changes.filter(({ level }) => level !== 'info').map((each) => [each.id, each]),
    );
    assert.deepEqual(Object.keys(byRule).sort(), [
      'request-property-removed',
      'response-non-success-status-removed',
      'response-optional-property-removed',
      'response-property-became-optional',
    ]);
    const optional = byRule['response-property-became-optional'];
    assert.deepEqual(
      optional?.operations.map(({ operationId, status }) => `${operationId} ${status}`),
      ['listUseCases 200', 'createUseCase 200', 'getUseCase 200', 'updateUseCase 200'],
    );
    const lineIn = (lines: string, what: string) => lines.split('\n').findIndex((line) => line.includes(what)) + 1;
    assert.equal(optional.old?.line, lineIn(contract, 'required: [id, organization_id]'));
    assert.equal(byRule['request-property-removed']?.old?.line, lineIn(contract, 'recorded_message_outbound:'));
    assert.deepEqual(byRule['request-property-removed']?.touches, [], 'it sends no such property');
    const [missing, ...others] = byRule['response-non-success-status-removed']?.touches ?? [];
    assert.deepEqual([missing?.finding, others.length > 0], ['not-promised', false]);
    const pact = await readFile(join(webConsole, 'web-console-use-cases-api.json'), 'utf8');
    assert.match(pact.split('\n')[(missing?.line ?? 0) - 1] ?? '', /"status": 404/);
    assert.deepEqual(report.unexplained, []);
  });

  it('of the contract with itself finds nothing', async () => {
    const { verdict, changes, counts } = await compare({
      new: fileURLToPath(new URL('../../openapi/use-cases.yaml', import.meta.url)),
      pacts: [webConsole],
    });
    assert.deepEqual([verdict, changes, counts.interactionsTouched], ['compatible', [], 0]);
  });
});
