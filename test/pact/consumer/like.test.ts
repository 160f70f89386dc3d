import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MatchersV3 } from '@pact-foundation/pact';
import fc from 'fast-check';
import { contractData } from '../../../src/contract/generated/use-cases/data.ts';
import { replyData } from '../../../src/contract/generated/use-cases/replies.ts';
import type { UseCase } from '../../../src/index.ts';
import { fromProviderState, knownId, like, type ExpectedFields } from '../../../src/pact/index.ts';
import { validFields } from '../../helpers/arbitraries.ts';
import { loadJudge } from '../../helpers/judge.ts';

const judge = await loadJudge();

/** What Pact's mock server answers. Pact's own `reify` knows no variants, and no field called `__proto__`. */
function exampleBody(template: unknown): unknown {
  return JSON.parse(JSON.stringify(template), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('pact:matcher:type' in value)) return value;
    return 'variants' in value ? value.variants : (value as { value?: unknown }).value;
  });
}

function conforms(status: number, template: unknown, method = 'GET', path = `/use-cases/${knownId}`): void {
  const { errors, headers } = replyData;
  const known = Object.entries(headers).map(([name, { example }]) => [name, String(example)]);
  const body = exampleBody(template);
  const reply = { status, headers: { 'content-type': 'application/json', ...Object.fromEntries(known) }, body };
  assert.deepEqual(judge.reply(method, path, reply as never), [], JSON.stringify({ body, errors }));
}

describe('a reply to expect', () => {
  it('has an example that conforms to the contract, whatever fields are asked for', () => {
    // As it travels: without undefined, without prototypes, and with -0 as 0.
    const fields = fc
      .record(validFields, { requiredKeys: [] })
      .map((each) => JSON.parse(JSON.stringify(each)) as object);
    const property = fc.property(fields, (some) => {
      conforms(200, like.useCase(some));
      assert.deepEqual({ ...(exampleBody(like.useCase(some)) as object), ...some }, exampleBody(like.useCase(some)));
    });
    fc.assert(property, { numRuns: 200, seed: 1 });
  });

  it('conforms as a list as well, with ids that differ', () => {
    for (const count of [0, 1, 3, 20]) {
      conforms(200, like.useCases(count, { name: 'x', hooks: null }), 'GET', '/use-cases');
      const ids = (exampleBody(like.useCases(count)) as UseCase[]).map(({ id }) => id);
      assert.equal(new Set(ids).size, count);
      if (count > 0) assert.equal(ids[0], knownId);
    }
    assert.deepEqual(like.useCases(0), []);
  });

  it('exists for every error of the contract', () => {
    const { useCase: _one, useCases: _many, validationError, header: _header, ...others } = like;
    const bodies: Record<string, () => unknown> = { ...others };
    for (const { method, path, responses } of contractData.operations) {
      for (const status of Object.keys(responses).map(Number)) {
        if (status === 200) continue;
        const names = Object.entries(replyData.errors).filter(([, each]) => each.status === status);
        assert.ok(names.length > 0, String(status));
        for (const [name, { schema }] of names) {
          const body = schema === 'ValidationError' ? validationError() : bodies[name]?.();
          conforms(status, body, method, path.replace('{id}', knownId));
        }
      }
    }
    assert.ok(Object.keys(bodies).includes('tooManyRequests'));
  });

  it('asks only for what the contract promises', () => {
    assert.deepEqual(Object.keys(like.useCase()), ['id', 'organization_id']);
    assert.deepEqual(like.useCase(), {
      id: MatchersV3.regex('^.{24}$', knownId),
      organization_id: MatchersV3.string('64b8f0c2a9d37e51c0aa4f18'),
    });
    assert.deepEqual(like.notFound(), { message: MatchersV3.string('Use case not found') });
  });

  it('has the matcher of each field from the contract', () => {
    const { language, hooks, amd, max_duration_mins, keywords, params, amd_messages, extract_with_ai } = like.useCase({
      language: 'pl-PL',
      hooks: null,
      amd: true,
      max_duration_mins: 12,
      keywords: ['reefer', 'dry van'],
      params: { nested: { deep: [1, 'x'] } },
      amd_messages: { 'pl-PL': 'Halo' },
      extract_with_ai: [{ name: 'rate', required: false }],
    });
    const languages = contractData.enumerations.Language.join('|');
    assert.deepEqual(language, MatchersV3.regex(`^(${languages})$`, 'pl-PL'));
    assert.deepEqual(hooks, MatchersV3.nullValue());
    assert.deepEqual(amd, MatchersV3.boolean(true));
    assert.deepEqual(max_duration_mins, MatchersV3.number(12));
    assert.deepEqual(keywords, {
      ...MatchersV3.eachLike(''),
      value: [MatchersV3.string('reefer'), MatchersV3.string('dry van')],
    });
    assert.deepEqual(params, { nested: MatchersV3.like({ deep: [1, 'x'] }) });
    assert.deepEqual(amd_messages, { 'pl-PL': MatchersV3.string('Halo') });
    const parameter = { name: MatchersV3.string('rate'), required: MatchersV3.boolean(false) };
    assert.deepEqual(extract_with_ai, MatchersV3.eachLike(parameter));
    assert.deepEqual(like.useCase({ keywords: [] })['keywords'], MatchersV3.like([]));
  });

  it('keeps matchers of Pact as they are', () => {
    const timezone = MatchersV3.regex('^America/', 'America/Chicago');
    const expected = like.useCase({ id: fromProviderState('${id}', knownId), timezone, params: { rate: timezone } });
    assert.deepEqual(expected['id'], MatchersV3.fromProviderState('${id}', knownId));
    assert.equal(expected['timezone'], timezone);
    assert.deepEqual(expected['params'], { rate: timezone });
    const lists = like.useCases(2, { id: fromProviderState('${id}', knownId) });
    assert.deepEqual(
      (exampleBody(lists) as UseCase[]).map(({ id }) => id),
      [knownId, knownId],
    );
  });

  it('is the same each time', () => {
    const all = () => [like.useCase({ name: 'x' }), like.useCases(3), like.validationError('name'), like.unavailable()];
    assert.equal(JSON.stringify(all()), JSON.stringify(all()));
  });
});

describe('a validation error to expect', () => {
  const issuesOf = (template: unknown) =>
    (exampleBody(template) as { issues: { code: string; path: unknown }[] }).issues;

  it('has an issue at each place that is asked for', () => {
    const expected = like.validationError('name', ['hooks', 0, 'url'], { path: 'amd_behavior', code: 'custom' }, []);
    conforms(400, expected);
    assert.deepEqual(
      issuesOf(expected).map(({ path }) => path),
      [['name'], ['hooks', 0, 'url'], ['amd_behavior'], []],
    );
    assert.equal(issuesOf(expected)[2]?.code, 'custom');
    assert.equal((expected['issues'] as { 'pact:matcher:type': string })['pact:matcher:type'], 'arrayContains');
  });

  it('can be at any place inside what the contract leaves open', () => {
    conforms(400, like.validationError(['params', 'a', 'b', 0], ['id'], ['amd_messages', 'en-US']));
  });
});

describe('what the contract does not promise', () => {
  const refused: [string, () => unknown, RegExp][] = [
    // @ts-expect-error a misspelt field
    ['a field', () => like.useCase({ nmae: 'x' }), /^like\.useCase: \/nmae is not a property .*mean "name"\?$/],
    // @ts-expect-error a misspelt field of a webhook
    ['a field inside', () => like.useCase({ hooks: [{ headers: [{ kee: '' }] }] }), /: \/hooks\/0\/headers\/0\/kee is/],
    // @ts-expect-error a name cannot be null
    ['null', () => like.useCase({ name: null }), /\/name must be string, not null/],
    // @ts-expect-error a flag is no text
    ['a type', () => like.useCases(1, { amd: 'yes' }), /^like\.useCases: \/amd must be boolean, not "yes"/],
    // @ts-expect-error no such language
    ['a value', () => like.useCase({ language: 'de-DD' }), /\/language must be one of en-US, .*did you mean "de-DE"/],
    // @ts-expect-error no such field to be wrong about
    ['a place', () => like.validationError('nmae'), /^like\.validationError: \/nmae .*did you mean "name"/],
    // @ts-expect-error no request has the id of an organization
    ['a place in the reply', () => like.validationError('organization_id'), /\/organization_id is not a property/],
    // @ts-expect-error no such kind of mistake
    ['a code', () => like.validationError({ path: 'name', code: 'to_big' }), /\/code must be one of .*mean "too_big"/],
    // @ts-expect-error a misspelt header
    ['a header', () => like.header('retry_after'), /^like\.header: retry_after is not a header .*"retry-after"/],
    ['a length', () => like.useCase({ id: '66f2' }), /\/id must have exactly 24 character\(s\), not 4/],
    ['an empty name', () => like.useCase({ name: '' }), /\/name must have at least 1 character/],
    ['NaN', () => like.useCase({ max_duration_mins: NaN }), /\/max_duration_mins must be JSON, not NaN/],
    ['a deep place', () => like.validationError(['hooks', 0, 'ulr']), /\/hooks\/0\/ulr is not a property/],
    ["a matcher's example", () => like.useCase({ language: MatchersV3.string('nl-NL') }), /\/language must be one of/],
    ['half a use case', () => like.useCases(1.5), /like\.useCases: count must be a whole number from 0, not 1\.5/],
  ];
  for (const [what, expect, message] of refused) {
    it(`is refused: ${what}`, () => assert.throws(expect, { name: 'TypeError', message }));
  }

  it('is reported all at once', () => {
    const wrong = { nmae: 1, language: 'x', amd: null } as unknown as ExpectedFields<UseCase>;
    assert.throws(() => like.useCase(wrong), /\/nmae .*; \/language .*; \/amd /);
  });
});

describe('a header to expect', () => {
  it('looks as the contract says', () => {
    assert.deepEqual(like.header('retry-after'), MatchersV3.regex('^\\d+$', '30'));
    assert.deepEqual(like.header('retry-after', 7), MatchersV3.regex('^\\d+$', '7'));
    assert.deepEqual(like.header('www-authenticate'), MatchersV3.string('Bearer'));
  });
});

describe('what plain JavaScript can get wrong', () => {
  it('an example of a header, which is refused', () => {
    assert.throws(() => like.header('retry-after', 'soon'), /retry-after must be a whole number from 0, not "soon"$/);
    assert.throws(() => like.header('retry-after', -1), { name: 'TypeError', message: /not "-1"$/ });
    assert.throws(() => like.header('www-authenticate', ''), /www-authenticate must not be empty$/);
  });

  it('the name of a matcher, which says which one was meant; other members are undefined, as test runners expect', () => {
    const inJavaScript = like as unknown as Record<string, () => unknown>;
    assert.throws(
      () => inJavaScript['notFond']?.(),
      /^TypeError: there is no like\.notFond; did you mean like\.notFound/,
    );
    assert.equal(inJavaScript['then'], undefined);
    assert.equal(inJavaScript['toJSON'], undefined);
  });
});
