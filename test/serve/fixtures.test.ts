import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fixtures, UseCase } from '../../src/index.ts';
import { createStub } from '../../src/index.ts';
import { organizationIdOf } from '../../src/organizations/organizations.ts';
import { createObjectIds } from '../../src/use-cases/object-ids.ts';
import { startStub, type RunningStub } from '../helpers/stub.ts';

const ID = '66f2a1d05b3c9e7a41d80c12';
const OTHER = '66f2a1d05b3c9e7a41d80c13';

async function list({ send }: RunningStub, key = 'key'): Promise<UseCase[]> {
  return (await send('GET', '/use-cases', { key })).body as UseCase[];
}

async function names(stub: RunningStub, key = 'key') {
  return (await list(stub, key)).map(({ name }) => name);
}

describe('fixtures', () => {
  it('take the place of generated use cases, in every organization', async (t) => {
    const stub = await startStub(t, { seedCount: 12, fixtures: [{ name: 'one' }, { name: 'two' }] });
    for (const key of ['one-key', 'another']) assert.deepEqual(await names(stub, key), ['one', 'two']);
    const empty = await startStub(t, { seedCount: 12, fixtures: [] });
    assert.deepEqual(await names(empty), []);
  });

  it('are of one organization by its API key or the name of it, beside those of all', async (t) => {
    const fixtures: Fixtures = {
      all: [{ name: 'everyone' }],
      organizations: { web: [{ name: 'web' }], 'key-of-mobile': [{ name: 'mobile' }] },
    };
    const apiKey = [{ key: 'key-of-web', name: 'web' }, 'key-of-mobile', 'third'];
    const stub = await startStub(t, { fixtures, apiKey });
    assert.deepEqual(await names(stub, 'key-of-web'), ['everyone', 'web']);
    assert.deepEqual(await names(stub, 'key-of-mobile'), ['everyone', 'mobile']);
    assert.deepEqual(await names(stub, 'third'), ['everyone']);
  });

  it('leave organizations that they say nothing of their generated use cases', async (t) => {
    const stub = await startStub(t, {
      seedCount: 3,
      fixtures: { organizations: { mine: [], yours: [{ name: 'a' }] } },
    });
    assert.deepEqual(await names(stub, 'mine'), []);
    assert.deepEqual(await names(stub, 'yours'), ['a']);
    assert.equal((await list(stub, 'theirs')).length, 3);
  });

  it('get what they leave out made up, in agreement with what they have, the same every time', async (t) => {
    const fixtures: Fixtures = [{ name: 'Detention', language: 'de-DE', amd: true, work_start: '09:00' }, {}];
    const stub = await startStub(t, { fixtures });
    const [first, second] = await list(stub);
    assert.equal(first?.language, 'de-DE');
    assert.equal(first?.work_start, '09:00');
    assert.ok(first?.amd_behavior, 'amd wants it');
    assert.match(first?.timezone ?? '', /^Europe\//);
    assert.ok(second?.name);
    const again = await startStub(t, { fixtures: [...fixtures].reverse() });
    assert.deepEqual((await list(again)).reverse(), [first, second], 'wherever in the list they stand');
  });

  it('get no more than the defaults of create where they ask for that', async (t) => {
    const stub = await startStub(t, { fixtures: { fill: 'defaults', all: [{ name: 'plain', hooks: null }] } });
    const [{ id, organization_id, ...rest }] = (await list(stub)) as [UseCase];
    assert.match(id, /^[0-9a-f]{24}$/);
    assert.equal(organization_id, organizationIdOf('key'));
    assert.deepEqual(rest, { language: 'en-US', max_duration_mins: 10, name: 'plain', hooks: null });
  });

  it('may be replies of the API: their ids stay, the organization is that of the API key', async (t) => {
    const source = await startStub(t, { seedCount: 3 });
    const replies = await list(source, 'first');
    const stub = await startStub(t, { fixtures: replies });
    const expected = replies.map((each) => ({ ...each, organization_id: organizationIdOf('second') }));
    assert.deepEqual(await list(stub, 'second'), expected);
  });

  it('are found, changed and tested by id before the first list', async (t) => {
    const fixtures: Fixtures = [{ id: ID, name: 'known' }, { name: 'named' }];
    const found = await startStub(t, { fixtures });
    assert.equal(((await found.send('GET', `/use-cases/${ID}`)).body as UseCase).name, 'known');
    const changed = await startStub(t, { fixtures });
    const patched = await changed.send('PATCH', `/use-cases/${ID}`, { body: { name: 'changed' } });
    assert.equal((patched.body as UseCase).name, 'changed');
    const [, named] = await list(found);
    await found.stub.reset();
    assert.deepEqual((await found.send('GET', `/use-cases/${named?.id}`)).body, named);
  });

  it('come back with a reset, of the stub or of the organization', async (t) => {
    const stub = await startStub(t, { fixtures: [{ id: ID, name: 'as it was' }] });
    const before = await list(stub);
    for (const reset of [
      () => stub.stub.reset(),
      () => stub.stub.reset('key'),
      () => stub.send('POST', '/__stub/reset'),
    ]) {
      await stub.send('PATCH', `/use-cases/${ID}`, { body: { name: 'changed' } });
      await stub.create({ name: 'created' });
      await stub.send('DELETE', `/__stub/use-cases/${ID}`);
      assert.deepEqual(await names(stub), ['created']);
      await reset();
      assert.deepEqual(await list(stub), before);
    }
  });

  it('are not lost to a created use case, even if they have the id that it would get', async (t) => {
    const id = createObjectIds(1, organizationIdOf('key')).idOf(1);
    const stub = await startStub(t, { fixtures: [{ id, name: 'fixture' }] });
    const created = [];
    for (const name of ['a', 'b', 'c']) created.push(await stub.create({ name }));
    assert.deepEqual(await names(stub), ['fixture', 'a', 'b', 'c']);
    assert.equal(new Set([id, ...created.map((each) => each.id)]).size, 4);
    for (const each of created) assert.deepEqual((await stub.send('GET', `/use-cases/${each.id}`)).body, each);
  });

  it('are as they were given, whatever becomes of the data', async (t) => {
    const fixture = { name: 'before', keywords: ['one'] };
    const stub = await startStub(t, { fixtures: [fixture] });
    fixture.name = 'after';
    fixture.keywords.push('two');
    const [useCase] = await list(stub);
    assert.equal(useCase?.name, 'before');
    assert.deepEqual(useCase?.keywords, ['one']);
  });

  it('that are wrong are refused with every place and reason', () => {
    const cases: [fixtures: unknown, ...said: RegExp[]][] = [
      [[{ nmae: 'x' }], /^createStub: fixtures at \/0\/nmae: is not known here; did you mean "name"\?$/],
      [[{ hooks: [{ header: [] }] }], /at \/0\/hooks\/0\/header: is not known here; did you mean "headers"\?/],
      [[{ name: '' }], /at \/0\/name: String must contain at least 1 character/],
      [[{ language: 'english' }], /at \/0\/language: Invalid enum value\. Expected 'en-US' \|/],
      [
        [{ amd: 'yes' }, { hidden: 1 }],
        /^[^\n]* at \/0\/amd: Expected boolean[^\n]*\n[^\n]* at \/1\/hidden: Expected boolean/,
      ],
      [[{ id: 'short' }], /at \/0\/id: must be 24 hexadecimal digits$/],
      [[{ id: 12 }], /at \/0\/id: must be 24 hexadecimal digits, in quotation marks$/],
      [['text', null], /at \/0: must be a use case.*\n.* at \/1: must be a use case/],
      ['text', /^createStub: fixtures: must be a list of use cases/],
      [null, /^createStub: fixtures: must be a list of use cases/],
      [{ al: [] }, /at \/al: is not known here; did you mean "all"\?/],
      [{ all: {} }, /at \/all: must be a list of use cases/],
      [{ organizations: [] }, /at \/organizations: must be an object/],
      [{ organizations: { secret: {} } }, /at \/organizations\/\*\*\*: must be a list of use cases/],
      [{ fill: 'full' }, /at \/fill: must be one of realistic, defaults/],
      [{ fill: 'defaults', all: [{}] }, /at \/all\/0\/name: Required/],
      [
        { fill: 'defaults', all: [{ name: 'x', amd: true }] },
        /\/all\/0\/amd_behavior: amd_behavior is required when amd/,
      ],
      [
        [{ id: ID }, { id: OTHER }, { id: ID }],
        /^createStub: fixtures at \/2: has the same id 66f2a1d05b3c9e7a41d80c12 as another fixture: createStub: fixtures at \/0$/,
      ],
      [{ all: [{ id: ID }], organizations: { a: [{ id: ID }] } }, /\/organizations\/\*\*\*\/0: has the same id/],
      [Array.from({ length: 13 }, () => ({ x: 1 })), /at \/9\/x.*\nand 3 more$/],
    ];
    for (const [fixtures, said] of cases) {
      assert.throws(
        () => createStub({ fixtures: fixtures as Fixtures }),
        (error) => {
          assert.ok(error instanceof TypeError);
          assert.match(error.message, said as RegExp);
          assert.doesNotMatch(error.message, /secret/);
          return true;
        },
      );
    }
    const organizations = { a: [{ id: ID }], b: [{ id: ID }] };
    createStub({ fixtures: { organizations } });
  });

  it('for an API key that is not accepted are refused, without repeating it', () => {
    const apiKey = [{ key: 'k', name: 'mobile' }];
    createStub({ apiKey, fixtures: { organizations: { k: [] } } });
    for (const [owner, said] of [
      [
        'mobil',
        /at \/organizations\/\*\*\*: is neither an accepted API key nor the name of one; did you mean "mobile"\?/,
      ],
      ['s3cret', /is neither an accepted API key nor the name of one; these are: mobile/],
    ] as const) {
      assert.throws(
        () => createStub({ apiKey, fixtures: { organizations: { [owner]: [] } } }),
        (error: Error) => said.test(error.message) && !error.message.includes('s3cret'),
      );
    }
  });
});
