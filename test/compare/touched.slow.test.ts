import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { compare } from '../../src/compare/compare.ts';
import type { ComparisonReport } from '../../src/compare/comparison-report.ts';
import { fromPointer } from '../../src/lib/json-pointer.ts';
import { verifyPacts } from '../../src/pact/verify/verify.ts';
import { pactFile, pactOf, temporaryDirectory, type InteractionSketch } from '../helpers/pacts.ts';

const contract = await readFile(new URL('../../openapi/use-cases.yaml', import.meta.url), 'utf8');
const webConsole = fileURLToPath(new URL('../../contracts/pacts', import.meta.url));

/** Values by their JSON pointers in the document; undefined: the part is removed. */
type Edits = Readonly<Record<string, unknown>>;

/** A draft of the contract in which some parts are changed. */
async function draft(t: TestContext, edits: Edits): Promise<string> {
  const document = parse(contract) as Record<string, unknown>;
  for (const [pointer, value] of Object.entries(edits)) {
    const keys = fromPointer(pointer);
    const last = keys.pop() ?? '';
    let holder = document;
    for (const key of keys) holder = holder[key] as Record<string, unknown>;
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  const file = join(await temporaryDirectory(t), 'draft.json');
  await writeFile(file, JSON.stringify(document));
  return file;
}

const SCHEMAS = '/components/schemas';
const CREATE = '/paths/~1use-cases/post';
const OWNER = `${SCHEMAS}/UseCase/allOf/0/properties/organization_id`;

/** What is touched, as `description: rule: message`. */
function touched({ changes }: ComparisonReport): string[] {
  return changes.flatMap(({ id, touches }) =>
    touches.map(({ description, message }) => `${description}: ${id}: ${message}`),
  );
}

async function compared(t: TestContext, interactions: InteractionSketch[], edits: Edits) {
  return compare({ new: await draft(t, edits), pacts: [await pactFile(t, pactOf(interactions))] });
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
    const cases: [rule: string, edits: Edits][] = [
      ['response-required-property-removed', { [OWNER]: undefined }],
      ['response-property-became-optional', { [`${SCHEMAS}/UseCase/allOf/0/required`]: ['id'] }],
      ['response-property-became-nullable', { [`${OWNER}/type`]: ['string', 'null'] }],
      ['response-property-type-generalized', { [`${OWNER}/type`]: ['string', 'integer'] }],
      ['response-property-type-changed', { [`${OWNER}/type`]: 'integer' }],
    ];
    for (const [rule, edits] of cases) {
      const reads = reading('reads', { organization_id: '64b8f0c2a9d37e51c0aa4f18' });
      const report = await compared(t, [reads, other], edits);
      assert.deepEqual([...new Set(touched(report).map((each) => each.split(':', 2).join()))], [`reads, ${rule}`]);
      assert.deepEqual([report.verdict, report.unexplained], ['touches', []]);
    }
  });

  it('whose matcher refuses a new value, and none that takes any text', async (t) => {
    const regex = 'en-US|en-GB|es-MX|es-ES|pt-PT|de-DE|fr-FR|pl-PL|ro-RO|it-IT';
    const strict = { '$[*].language': { matchers: [{ match: 'regex', regex }] } };
    const interactions = [reading('strict', { language: 'en-US' }, strict), reading('lenient', { language: 'en-US' })];
    const report = await compared(t, interactions, { [`${SCHEMAS}/Language/enum/10`]: 'nl-NL' });
    assert.equal(touched(report).length, 1);
    assert.match(touched(report).join(), /^strict: response-property-enum-value-added: .*refuses values.*nl-NL/);
  });

  it('that sends what is not taken any more, or lacks what is demanded', async (t) => {
    const fields = `${SCHEMAS}/UseCaseFields/properties`;
    const created = `${SCHEMAS}/UseCaseCreate/allOf/1`;
    const cases: [touches: RegExp[], edits: Edits][] = [
      [
        [
          /^create: request-property-removed: the contract has no "hidden" here/m,
          /^create: new-required-request-property: Required$/m,
          /^create: request-property-max-length-set: String must contain at most 3/m,
          /^create: request-property-type-changed: .*boolean/m,
          /^create: new-required-request-parameter: the contract demands the header "X-Tenant"/m,
        ],
        {
          [`${fields}/hidden`]: undefined,
          [`${fields}/name/maxLength`]: 3,
          [`${fields}/amd/type`]: 'string',
          [`${created}/required`]: ['name', 'owner'],
          [`${created}/properties/owner`]: { type: 'string' },
          [`${CREATE}/parameters`]: [{ name: 'X-Tenant', in: 'header', required: true, schema: {} }],
        },
      ],
      [
        [/^create: api-security-changed: sends other credentials/m, /^other: api-security-changed/m],
        { '/components/securitySchemes/apiKey/scheme': 'basic' },
      ],
      [[/^create: api-removed-without-deprecation: the contract has no POST/], { [CREATE]: undefined }],
      [
        [/^create: request-body-media-type-removed: sends a body of application\/json/],
        { [`${CREATE}/requestBody/content`]: { 'application/xml': {} } },
      ],
    ];
    for (const [touches, edits] of cases) {
      const create = creating('create', { name: 'Night desk', hidden: true, amd: false });
      const report = await compared(t, [create, other], edits);
      const said = touched(report);
      for (const each of touches) assert.match(said.join('\n'), each);
      assert.equal(said.length, touches.length, said.join('\n'));
      assert.deepEqual([report.verdict, report.unexplained], ['touches', []]);
    }
  });

  it('that sends no credentials of the form that is wanted now, and none that sends them or needs none', async (t) => {
    const sending = (description: string, headers: object, query: object = {}, status = 200): InteractionSketch => ({
      description,
      states: ['several use cases exist'],
      request: { method: 'GET', path: '/use-cases', headers, query },
      response: { status },
    });
    const interactions = [
      sending('bearer', { Authorization: 'bearer x' }),
      sending('header', { 'X-Key': 'x' }),
      sending('query', {}, { key: ['x'] }),
      sending('cookie', { Cookie: 'a=1; sid=x' }),
      sending('both', { authorization: 'Bearer x', 'x-key': 'x' }),
      sending('none', {}),
      sending('refused', {}, {}, 401),
    ];
    const own = { type: 'http', scheme: 'bearer' };
    const inHeader = { type: 'apiKey', in: 'header', name: 'X-Key' };
    const inCookie = { type: 'apiKey', in: 'cookie', name: 'sid' };
    const open = await draft(t, { '/security': undefined });
    const pacts = [await pactFile(t, pactOf(interactions))];
    const cases: [schemes: object, wanted: object[], untouched: string[]][] = [
      [{ own }, [{ own: [] }], ['bearer', 'both']],
      [{ inHeader }, [{ inHeader: [] }], ['header', 'both']],
      [{ inCookie }, [{ inCookie: [] }], ['cookie']],
      [{ inQuery: { type: 'apiKey', in: 'query', name: 'key' } }, [{ inQuery: [] }], ['query']],
      [{ own, inHeader }, [{ own: [], inHeader: [] }], ['both']],
      [{ own, inHeader }, [{ own: [] }, { inHeader: [] }], ['bearer', 'header', 'both']],
      [{ pass: { type: 'mutualTLS' } }, [{ pass: [] }], []],
    ];
    for (const [schemes, wanted, untouched] of cases) {
      const next = await draft(t, { '/components/securitySchemes': schemes, '/security': wanted });
      const { changes } = await compare({ old: open, new: next, pacts, allowUnknown: true });
      const changed = changes.filter(({ id }) => id === 'api-security-changed');
      const names = new Set(changed.flatMap(({ touches }) => touches.map(({ description }) => description)));
      const expected = ['bearer', 'header', 'query', 'cookie', 'both', 'none'];
      assert.deepEqual(
        [...names],
        expected.filter((each) => !untouched.includes(each)),
        JSON.stringify(wanted),
      );
    }
  });

  it('that expects a status, a header or a base path which is gone, and none that sends a path without it', async (t) => {
    const interactions = [
      creating('limited', { name: 'x' }, { status: 429, headers: { 'retry-after': '30' } }),
      creating('failing', { name: 'x' }, { status: 503 }),
      other,
    ];
    const report = await compared(t, interactions, {
      [`${CREATE}/responses/503`]: undefined,
      '/components/responses/TooManyRequests/headers': undefined,
    });
    assert.deepEqual(
      touched(report)
        .map((each) => each.split(':', 2).join())
        .sort(),
      ['failing, response-non-success-status-removed', 'limited, optional-response-header-removed'],
    );
    const whole = { description: 'whole', request: { path: '/api/v1/use-cases' } };
    const moved = await compared(t, [whole, other], { '/servers/0/url': '/api/v2' });
    assert.deepEqual(touched(moved), ['whole: api-base-path-changed: the contract has no path /api/v1/use-cases']);
  });

  it('but not when the old contract had the same to say', async (t) => {
    const report = await compared(t, [creating('empty', { name: '' })], {
      [`${SCHEMAS}/UseCaseFields/properties/name/minLength`]: 2,
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

describe('verify --spec', () => {
  it('holds pacts against a draft, and answers by it', async (t) => {
    const spec = await draft(t, {
      '/info/version': '1.1.0-draft',
      [`${SCHEMAS}/UseCaseFields/properties/name/maxLength`]: 5,
      '/paths/~1use-cases~1{id}/delete': {
        operationId: 'deleteUseCase',
        responses: { 204: { description: 'Gone.' } },
      },
    });
    const remove = {
      description: 'remove',
      request: { method: 'DELETE', path: '/use-cases/66f2a1d05b3c9e7a41d80c12' },
      response: { status: 204 },
    };
    const file = await pactFile(t, pactOf([creating('create', { name: 'Night desk' }), remove]));
    const failed = async (options: object) => {
      const report = await verifyPacts({ pacts: [file], ...options });
      const interactions = report.pacts.flatMap((pact) => pact.interactions);
      const broken = interactions.filter(({ verdict }) => verdict === 'failed');
      return {
        report,
        findings: broken.map(({ description, findings }) => [description, ...findings.map(({ id }) => id)]),
      };
    };
    const byContract = await failed({});
    assert.deepEqual(byContract.findings, [['remove', 'not-promised', 'answer-differs']]);
    const { report, findings } = await failed({ spec });
    assert.deepEqual(findings, [['create', 'not-promised', 'answer-differs']]);
    assert.deepEqual([report.spec, report.versions.contract], [spec, '1.1.0-draft']);
    assert.ok(
      report.coverage.some(({ operationId, consumers }) => operationId === 'deleteUseCase' && consumers.length > 0),
    );
  });
});
