import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { verifyPacts } from '../../../src/pact/verify/verify.ts';
import { findingsOf, interactionsOf, pactFile, pactOf, version4, type InteractionSketch } from '../../helpers/pacts.ts';

const key = { authorization: 'Bearer k' };
const json = { ...key, 'content-type': 'application/json' };
const id = '66f2a1d05b3c9e7a41d80c12';
const one = { states: ['a use case exists'], request: { path: `/use-cases/${id}` } };
const create = (body: unknown) => ({ method: 'POST', headers: json, body });
const type = { match: 'type' };
const regex = (expression: string) => ({ match: 'regex', regex: expression });

/** Rules of a response body, as versions 3 and 4 have them. */
function rules(byPath: Readonly<Record<string, object | readonly object[]>>): object {
  const body = Object.entries(byPath).map(([path, rule]) => [path, { matchers: [rule].flat() }]);
  return { matchingRules: { body: Object.fromEntries(body) as object } };
}

/** What is wanted of an interaction: a line for each finding, with its id and the last steps of its place. */
type Case = readonly [why: string, interaction: InteractionSketch, wanted: readonly string[]];

/** Verifies all interactions in one pact, and compares each with what is wanted. */
async function judged(t: TestContext, cases: readonly Case[], version: 3 | 4 = 3): Promise<void> {
  const pact = pactOf(
    cases.map(([description, interaction]) => ({ ...interaction, description })),
    { metadata: { pactSpecification: { version: `${version}.0` } } },
  ) as { interactions: object[] };
  if (version === 4) pact.interactions = pact.interactions.map((each) => ({ type: 'Synchronous/HTTP', ...each }));
  const interactions = interactionsOf(await verifyPacts({ pacts: [await pactFile(t, pact)] }));
  const found = interactions.map(({ description, findings }) => [
    description,
    findings.map(({ id: kind, pactPointer }) => `${kind} ${pactPointer.replace(/^\/interactions\/\d+\//, '')}`),
  ]);
  assert.deepEqual(
    found,
    cases.map(([why, , wanted]) => [why, wanted]),
  );
}

const reply = (body: unknown, byPath = {}) => ({ response: { body, ...rules(byPath) } });

describe('a matching rule is compared with the contract', () => {
  it('and passes, however sloppy its example is', (t) =>
    judged(t, [
      ['a text for an enumeration', { ...one, ...reply({ language: 'string' }, { '$.language': type }) }, []],
      ['an empty text for an id', { ...one, ...reply({ id: '' }, { '$.id': type }) }, []],
      ['a text that is no id', { ...one, ...reply({ id: '123' }, { $: type }) }, []],
      [
        'a text for a number',
        { ...one, ...reply({ max_duration_mins: '123' }, { '$.max_duration_mins': { match: 'number' } }) },
        [],
      ],
      ['one rule for all items', { ...one, request: {}, ...reply([{ language: 'x' }], { '$[*].*': type }) }, []],
      [
        'another item of the list',
        { ...one, request: {}, ...reply([{ id: '1' }, { id: '2' }].slice(0, 1), { $: { ...type, min: 1 } }) },
        [],
      ],
      ['either of two rules', { ...one, ...reply({ language: 'x' }, { '$.language': [type, regex('.*')] }) }, []],
    ]));

  it('and fails when no promised value satisfies it, whatever the provider answers', (t) =>
    judged(t, [
      [
        'a number for a text',
        { ...one, ...reply({ name: 'x' }, { '$.name': { match: 'integer' } }) },
        ['not-promised response/body/name', 'answer-differs response/body/name'],
      ],
      [
        'a text for a number',
        { ...one, ...reply({ max_duration_mins: 'x' }, { '$.max_duration_mins': type }) },
        ['not-promised response/body/max_duration_mins', 'answer-differs response/body/max_duration_mins'],
      ],
      [
        'an id of another length',
        { ...one, ...reply({ id: 'uc_12' }, { '$.id': regex('uc_\\d+') }) },
        ['not-promised response/body/id', 'answer-differs response/body/id'],
      ],
      [
        'null',
        { ...one, ...reply({ name: null }, { '$.name': { match: 'null' } }) },
        ['not-promised response/body/name', 'answer-differs response/body/name'],
      ],
      [
        'other values of an enumeration',
        { ...one, ...reply({ language: 'nl-NL' }, { '$.language': regex('nl-(NL|BE)') }) },
        ['not-promised response/body/language', 'answer-differs response/body/language'],
      ],
    ]));

  it('and fails when it refuses some values that the contract lists', (t) => {
    const narrow = ['narrower response/body/language'];
    return judged(t, [
      ['by an expression', { ...one, ...reply({ language: 'en-US' }, { '$.language': regex('en-US') }) }, narrow],
      [
        'by two expressions',
        { ...one, ...reply({ language: 'en-US' }, { '$.language': [regex('en-US'), type] }) },
        narrow,
      ],
      [
        'by a part',
        { ...one, ...reply({ language: 'en-US' }, { '$.language': { match: 'include', value: 'en' } }) },
        narrow,
      ],
      ['by flags', { ...one, ...reply({ language: 'en-US' }, { '$.language': regex('(?i)EN-us') }) }, narrow],
    ]);
  });

  it('unless the state or the request gives the value', (t) => {
    const german = { name: 'a use case exists', params: { language: 'de-DE' } };
    const expected = reply({ language: 'de-DE' }, { '$.language': regex('de-DE'), '$[0].language': regex('de-DE') });
    const path = '/use-cases/000000000000000000000000';
    const generators = { path: { type: 'ProviderState', expression: '/use-cases/${id}' } };
    return judged(t, [
      ['by a parameter', { states: [german], request: { path, generators }, ...expected }, []],
      ['by the body', { request: create({ name: 'x', language: 'de-DE' }), ...expected }, []],
      ['an exact value', { ...one, ...reply({ language: 'en-US' }) }, []],
    ]);
  });

  it('unless the request is wrong in the way that the code of an issue says', (t) => {
    const refused = (body: unknown, code: string) => ({
      request: create(body),
      response: { status: 400, body: { issues: [{ code: 'x' }] }, ...rules({ '$.issues[*].code': regex(code) }) },
    });
    const place = 'response/body/issues/0/code';
    return judged(t, [
      ['a field that is left out', refused({}, 'invalid_type'), []],
      ['an unknown value', refused({ name: 'x', language: 'nl-NL' }, 'invalid_enum_value'), []],
      ['another code', refused({}, 'too_small'), [`narrower ${place}`, `answer-differs ${place}`]],
    ]);
  });

  it('and gives a warning when it asks for a form that the contract does not promise', (t) =>
    judged(t, [
      [
        'a text',
        { ...one, ...reply({ name: 'Carrier Sales' }, { '$.name': regex('Carrier.*') }) },
        ['not-described response/body/name'],
      ],
      ['the form of the examples', { ...one, ...reply({ id }, { '$.id': regex('[0-9a-f]{24}') }) }, []],
      ['any text', { ...one, ...reply({ name: 'x' }, { '$.name': regex('.+') }) }, []],
    ]));
});

describe('an exact value', () => {
  const lists = { states: ['several use cases exist'], request: {} };
  const others = { '$[1]': type, '$[2]': type };

  it('that only the data of the stub has gives a warning', (t) =>
    judged(t, [
      [
        'of a generated use case',
        { ...lists, ...reply([{ name: 'Lead Qualification – Kennewick', language: 'en-US' }, {}, {}], others) },
        ['copied-value response/body/0/name', 'copied-value response/body/0/language'],
      ],
      ['the id of the first of them', { ...lists, ...reply([{ id }, {}, {}], others) }, []],
      ['of the example', { ...one, ...reply({ id, name: 'Carrier Sales', language: 'en-US' }) }, []],
      ['a default of create', { request: create({ name: 'x' }), ...reply({ name: 'x', language: 'en-US' }) }, []],
      ['that did not come', { ...one, ...reply({ name: 'Another' }) }, ['answer-differs response/body/name']],
    ]));
});

describe('rules are read as Pact reads them', () => {
  it('in the form of version 2, where the most specific path wins', (t) => {
    const flat = (matchingRules: object, body: unknown) => ({ ...one, response: { body, matchingRules } });
    const body = { language: 'en-US', classification_tags: [{ name: 'x' }] };
    return judged(t, [
      ['a rule', flat({ '$.body.language': type }, { language: 'string' }), []],
      [
        'a narrow rule',
        flat({ '$.body': type, '$.body.language': regex('en-US') }, body),
        ['narrower response/body/language'],
      ],
      [
        'a rule without a name',
        flat({ '$.body.language': { regex: 'en-US' } }, { language: 'en-US' }),
        ['narrower response/body/language'],
      ],
      [
        'a rule with quoted keys',
        flat({ "$['body']['language']": type, "$.body['language']": type }, { language: 'x' }),
        [],
      ],
      [
        'a rule of a header',
        {
          ...one,
          response: {
            headers: { 'Content-Type': 'application/json' },
            matchingRules: { '$.headers.Content-Type': regex('application/json.*') },
          },
        },
        [],
      ],
      [
        'a header of another type',
        {
          ...one,
          response: {
            headers: { 'Content-Type': 'text/html' },
            matchingRules: { '$.headers.Content-Type': regex('text/html|application/json.*') },
          },
        },
        [],
      ],
    ]);
  });

  it('with the matchers of version 4', (t) => {
    const messages = { 'en-US': 'Hi', 'de-DE': 'Hallo' };
    const given = {
      states: [{ name: 'a use case exists', params: { amd_messages: messages, keywords: ['toll'] } }],
      request: {
        path: '/use-cases/000000000000000000000000',
        generators: { path: { type: 'ProviderState', expression: '/use-cases/${id}' } },
      },
    };
    const each = (inner: object) => ({ match: 'eachValue', rules: [inner], value: '' });
    const containing = (rule: object) => ({
      match: 'arrayContains',
      variants: [{ index: 0, rules: { '$.language': { matchers: [rule] }, '$.id': { matchers: [type] } } }],
    });
    return judged(t, [
      ['eachValue', { ...given, ...reply({ amd_messages: { any: 'x' } }, { '$.amd_messages': each(type) }) }, []],
      [
        'eachValue of another type',
        { ...given, ...reply({ amd_messages: { any: 'x' } }, { '$.amd_messages': each({ match: 'integer' }) }) },
        [
          'not-promised response/body/amd_messages/any',
          'answer-differs response/body/amd_messages/de-DE',
          'answer-differs response/body/amd_messages/en-US',
        ],
      ],
      ['arrayContains', { ...one, request: {}, ...reply([{ id: 'x', language: 'x' }], { $: containing(type) }) }, []],
      [
        'arrayContains with a narrow rule',
        { ...one, request: {}, ...reply([{ id: 'x', language: 'en-US' }], { $: containing(regex('en-US')) }) },
        ['narrower response/body/0/language'],
      ],
      [
        'an unknown property in a list',
        { ...one, request: {}, ...reply([{ id, statsu: 1 }], { $: type }) },
        ['not-promised response/body/0/statsu', 'answer-differs response/body/0'],
      ],
    ]);
  });
});

describe('a body', () => {
  const language = { request: { path: `/use-cases/${id}` }, states: ['a use case exists'] };
  const matchingRules = { body: { '$.language': { matchers: [type] } } };
  const text = JSON.stringify({ language: 'string' });
  const base64 = Buffer.from(text).toString('base64');

  it('of version 4 may lack its type, be encoded, or be JSON as a text', (t) =>
    judged(
      t,
      [
        ['without a type', { ...language, response: { body: { content: { language: 'string' } }, matchingRules } }, []],
        [
          'in base64',
          {
            ...language,
            response: { body: { content: base64, encoded: 'base64', contentType: 'application/json' }, matchingRules },
          },
          [],
        ],
        [
          'JSON as a text',
          {
            ...language,
            response: { body: { content: text, encoded: 'JSON', contentType: 'application/json' }, matchingRules },
          },
          [],
        ],
        [
          'wrong in base64',
          {
            ...language,
            response: {
              body: {
                content: Buffer.from('{"language":1}').toString('base64'),
                encoded: 'base64',
                contentType: 'application/json',
              },
            },
          },
          ['not-promised response/body/content/language', 'answer-differs response/body/content/language'],
        ],
        [
          'a request in base64',
          {
            request: create({
              content: Buffer.from('{"name":"x"}').toString('base64'),
              encoded: 'base64',
              contentType: 'application/json',
            }),
          },
          [],
        ],
        ['a request without a type', { request: create({ content: { name: 'x' } }) }, []],
      ],
      4,
    ));

  it('of version 3 may be JSON as a text', (t) =>
    judged(t, [
      ['a request', { request: create('{"name":"x"}') }, []],
      [
        'a reply',
        { ...language, response: { headers: { 'content-type': 'application/json' }, body: text, matchingRules } },
        [],
      ],
    ]));
});

describe('a path', () => {
  it('from a state may have any example, and may hold the query', (t) => {
    const generators = { path: { type: 'ProviderState', expression: '/use-cases/${id}' } };
    return judged(t, [
      [
        'an example that is no id',
        { states: ['a use case exists'], request: { path: '/use-cases/1', generators } },
        [],
      ],
      [
        'an example that is no path of the contract',
        { states: ['a use case exists'], request: { path: '/', generators } },
        [],
      ],
      ['a query', { request: { path: '/use-cases?page=1' } }, ['not-described request/query/page']],
      [
        'a preference for the stub',
        { request: { path: '/use-cases?__code=503' }, response: { status: 503 } },
        ['stub-feature request/path', 'answer-differs response/status'],
      ],
    ]);
  });
});

describe('a status of 400 and above', () => {
  const wrong = { method: 'POST', headers: { ...key, 'content-type': 'text/plain' }, body: { name: 5 } };
  const limiting = ['the API is rate limiting'];
  const failing = (status: number) => [{ name: 'the API is failing', params: { status } }];

  it('that says nothing about the request does not excuse a wrong one', (t) =>
    judged(t, [
      [
        '429 and the wrong type',
        { states: limiting, request: create({ name: 5 }), response: { status: 429 } },
        ['not-promised request/body/name'],
      ],
      [
        '500 and text',
        { states: failing(500), request: wrong, response: { status: 500 } },
        ['not-promised request/headers/content-type'],
      ],
      [
        '503 and a short id',
        { states: failing(503), request: { path: '/use-cases/short' }, response: { status: 503 } },
        ['not-promised request/path'],
      ],
      [
        '401 and the wrong type',
        { states: ['the API key is not known'], request: create({ name: 5 }), response: { status: 401 } },
        ['not-promised request/body/name'],
      ],
      [
        '404 and an unknown path',
        { request: { path: '/use-case' }, response: { status: 404 } },
        ['not-promised request/path'],
      ],
      ['a right request', { states: limiting, request: create({ name: 'x' }), response: { status: 429 } }, []],
    ]));

  it('that is about a part of the request excuses that part', (t) =>
    judged(t, [
      ['400 and the wrong type', { request: create({ name: 5 }), response: { status: 400 } }, []],
      ['400 and a short id', { request: { path: '/use-cases/short' }, response: { status: 400 } }, []],
      ['401 without a key', { request: { headers: {} }, response: { status: 401 } }, []],
      ['404 and an id that is not there', { request: { path: `/use-cases/${id}` }, response: { status: 404 } }, []],
      ['405 and another method', { request: { method: 'DELETE' }, response: { status: 405 } }, []],
      ['415 and text', { request: wrong, response: { status: 415 } }, []],
    ]));

  it('has a body that is compared as any other', (t) =>
    judged(t, [
      [
        'of the wrong type',
        { states: limiting, response: { status: 429, body: { message: 5 }, ...rules({ '$.message': type }) } },
        ['not-promised response/body/message', 'answer-differs response/body/message'],
      ],
      [
        'misspelt',
        { states: failing(500), response: { status: 500, body: { error: 'x' }, ...rules({ '$.error': type }) } },
        ['not-promised response/body/error', 'answer-differs response/body'],
      ],
    ]));
});

describe('an expression that JavaScript cannot read', () => {
  const language = (expression: string) =>
    ({ ...one, ...reply({ language: 'en-US' }, { '$.language': regex(expression) }) }) as const;

  it("is judged by Pact's core", (t) =>
    judged(t, [
      ['possessive', language('en-U++S'), ['narrower response/body/language']],
      ['without case from the middle on', language('(?:(?i)en-us)'), ['narrower response/body/language']],
      ['with free spaces', language('(?x) en - US'), ['narrower response/body/language']],
      ['a class by name', language('[[:lower:]]{2}-.++'), []],
      ['a digit in another sense', { ...one, ...reply({ id: 'x' }, { '$.id': regex('\\h{24}') }) }, []],
      [
        'no digits, in that sense',
        { ...one, ...reply({ id: 'x' }, { '$.id': regex('(?x) \\H{24}') }) },
        ['not-promised response/body/id', 'answer-differs response/body/id'],
      ],
    ]));

  it('and that is too slow for Pact leaves the judgement of the others as it is', (t) =>
    judged(t, [
      ['before it', language('en-U++S'), ['narrower response/body/language']],
      [
        'too slow',
        { ...one, ...reply({ id: 'x' }, { '$.id': regex('([0-9a-f]+)+!{0,1}z') }) },
        ['not-described response/body/id', 'expression-too-slow response/matchingRules/body/$.id/matchers/0/regex'],
      ],
      ['after it', language('(?x) en - US'), ['narrower response/body/language']],
      ['after it, in order', language('[[:lower:]]{2}-.++'), []],
    ]));

  it("nor Pact's core is blamed on the rule, not on the reply", async (t) => {
    const pact = pactOf([language('('), { ...one, ...reply({ id: 'x' }, { '$.id': { match: 'banana' } }) }]);
    const report = await verifyPacts({ pacts: [await pactFile(t, pact)] });
    assert.deepEqual(
      findingsOf(report).map(({ id: kind, message, pactPointer }) => [kind, message, pactPointer]),
      [
        [
          'not-verifiable',
          "'(' is not a valid regular expression - Oniguruma error: end pattern with unmatched parenthesis",
          '/interactions/0/response/body/language',
        ],
        ['not-verifiable', 'Pact has no matching rule "banana"', '/interactions/1/response/body/id'],
      ],
    );
  });
});

describe('a rule on the status', () => {
  const status = (wanted: unknown, example: number) => ({
    ...one,
    response: { status: example, matchingRules: { status: { matchers: [{ match: 'statusCode', status: wanted }] } } },
  });

  it('is compared with the statuses of the operation, whatever its example is', (t) =>
    judged(
      t,
      [
        ['a class', status('success', 200), []],
        ['a class, with an example that the contract does not have', status('success', 299), []],
        ['a list', status([200, 299], 299), []],
        [
          'none of the contract',
          status('info', 100),
          ['not-promised response/status', 'answer-differs response/status'],
        ],
      ],
      4,
    ));

  it('is named when the provider answers otherwise', async (t) => {
    const pact = pactOf([status('clientError', 200)], version4);
    const report = await verifyPacts({ pacts: [await pactFile(t, pact)] });
    assert.deepEqual(
      findingsOf(report).map(({ message, expected, actual }) => [message, expected, actual]),
      [['expected a client error (4xx), but the provider answered 200', 'a client error (4xx)', 200]],
    );
  });
});
