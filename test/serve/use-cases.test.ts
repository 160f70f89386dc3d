import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UseCase } from '../../src/index.ts';
import { placesOf, startStub, warnedRules } from '../helpers/stub.ts';

const ID = /^[0-9a-f]{24}$/;

describe('creating a use case', () => {
  it('answers what was sent, with an id, the organization and the documented defaults, and nothing else', async (t) => {
    const { create } = await startStub(t);
    const { id, organization_id, ...rest } = await create({ name: 'Carrier Sales', keywords: ['reefer'] });
    assert.match(id, ID);
    assert.match(organization_id, ID);
    assert.deepEqual(rest, { name: 'Carrier Sales', keywords: ['reefer'], language: 'en-US', max_duration_mins: 10 });
  });

  it('keeps values that are sent, even where there is a default', async (t) => {
    const { create } = await startStub(t);
    const useCase = await create({ name: 'x', language: 'pl-PL', max_duration_mins: 3, hooks: null });
    assert.equal(useCase.language, 'pl-PL');
    assert.equal(useCase.max_duration_mins, 3);
    assert.equal(useCase.hooks, null);
  });

  it('drops unknown properties at every level and warns of each, with what was probably meant', async (t) => {
    const { send } = await startStub(t);
    const response = await send('POST', '/use-cases', {
      body: {
        name: 'x',
        nmae: 'y',
        hooks: [{ url: 'https://a.example', header: [] }],
        disable_end_call_after_n_reminders: true,
      },
    });
    const { id: _id, organization_id: _organization, ...rest } = response.body as UseCase;
    assert.deepEqual(rest, {
      name: 'x',
      hooks: [{ url: 'https://a.example' }],
      language: 'en-US',
      max_duration_mins: 10,
    });
    assert.equal(
      response.headers['stub-warnings'],
      'unknown-property;at="/nmae";meant="name", unknown-property;at="/disable_end_call_after_n_reminders", ' +
        'unknown-property;at="/hooks/0/header";meant="headers"',
    );
  });

  it('keeps params and detailed hours whole, whatever is in them', async (t) => {
    const { create } = await startStub(t);
    const params = { deep: [{ er: null }], 'with space': 1 };
    const useCase = await create({ name: 'x', params, detailed_work_hours: { someday: 'maybe' } });
    assert.deepEqual(useCase.params, params);
    assert.deepEqual(useCase.detailed_work_hours, { someday: 'maybe' });
  });

  it('refuses a body without a name, in the words of zod', async (t) => {
    const { send } = await startStub(t);
    const response = await send('POST', '/use-cases', { body: {} });
    assert.equal(response.status, 400);
    assert.deepEqual(response.body, {
      issues: [
        { code: 'invalid_type', expected: 'string', received: 'undefined', path: ['name'], message: 'Required' },
      ],
      name: 'ZodError',
    });
    assert.equal(response.headers['stub-error'], 'validation-failed');
  });

  it('says everything that is wrong at once, in the order of the contract', async (t) => {
    const { send } = await startStub(t);
    const body = { amd: true, hidden: 'no', extract_with_ai: [{ name: 1 }], language: 'nl-NL' };
    const response = await send('POST', '/use-cases', { body });
    assert.equal(response.status, 400);
    assert.deepEqual(placesOf(response), ['/name', '/extract_with_ai/0/name', '/language', '/hidden']);
    // zod looks at what amd demands once all types are right; the header need not wait.
    assert.equal(response.headers['stub-warnings'], 'documented;at="/amd_behavior"');
  });

  it('wants amd_behavior once amd is on, and only then', async (t) => {
    const { send, create } = await startStub(t);
    const response = await send('POST', '/use-cases', { body: { name: 'x', amd: true } });
    assert.deepEqual(placesOf(response), ['/amd_behavior']);
    const unnamed = await send('POST', '/use-cases', { body: { name: '', amd: true } });
    assert.deepEqual(placesOf(unnamed), ['/name', '/amd_behavior']);
    await create({ name: 'x', amd: false });
    await create({ name: 'x', amd: true, amd_behavior: 'Hangup' });
  });
});

describe('reading use cases', () => {
  it('gets what was created', async (t) => {
    const { send, create } = await startStub(t);
    const created = await create({ name: 'x', params: { a: 1 } });
    const response = await send('GET', `/use-cases/${created.id}`);
    assert.equal(response.status, 200);
    assert.deepEqual(response.body, created);
  });

  it('lists in the order of creation', async (t) => {
    const { send, create } = await startStub(t);
    for (const name of ['first', 'second', 'third']) await create({ name });
    const { body } = await send('GET', '/use-cases');
    assert.deepEqual(
      (body as UseCase[]).map(({ name }) => name),
      ['first', 'second', 'third'],
    );
  });

  it('answers HEAD like GET, without the body', async (t) => {
    const { send, create } = await startStub(t);
    const created = await create({ name: 'x' });
    const response = await send('HEAD', `/use-cases/${created.id}`);
    assert.equal(response.status, 200);
    assert.equal(Number(response.headers['content-length']), JSON.stringify(created).length);
    assert.equal(response.text, undefined);
  });

  it('treats an id that cannot be one as the level wants', async (t) => {
    const { send } = await startStub(t);
    const path = `/use-cases/${'z'.repeat(24)}`;
    assert.equal((await send('GET', path, { prefer: 'validation=strict' })).status, 400);
    const off = await send('GET', path, { prefer: 'validation=off' });
    assert.equal(off.status, 404);
    assert.deepEqual(warnedRules(off), []);
  });

  it('answers 404 for an unknown id and warns when it cannot be an id at all', async (t) => {
    const { send } = await startStub(t);
    const unknown = await send('GET', `/use-cases/${'a'.repeat(24)}`);
    assert.equal(unknown.status, 404);
    assert.deepEqual(unknown.body, { message: 'Use case not found' });
    assert.deepEqual(warnedRules(unknown), []);
    const impossible = await send('GET', `/use-cases/${'z'.repeat(24)}`);
    assert.equal(impossible.status, 404);
    assert.deepEqual(warnedRules(impossible), ['id-hexadecimal']);
  });

  it('refuses an id that is not 24 characters long', async (t) => {
    const { send } = await startStub(t);
    const short = await send('GET', '/use-cases/abc');
    assert.equal(short.status, 400);
    const issue = { code: 'too_small', minimum: 24, type: 'string', inclusive: true, exact: true, path: ['id'] };
    assert.deepEqual(short.body, {
      issues: [{ ...issue, message: 'String must contain exactly 24 character(s)' }],
      name: 'ZodError',
    });
    const long = await send('GET', `/use-cases/${'a'.repeat(25)}`);
    assert.equal((long.body as { issues: { code: string }[] }).issues[0]?.code, 'too_big');
  });
});

describe('updating a use case', () => {
  it('changes only the fields that are sent', async (t) => {
    const { send, create } = await startStub(t);
    const created = await create({ name: 'before', keywords: ['a'] });
    const response = await send('PATCH', `/use-cases/${created.id}`, { body: { name: 'after' } });
    assert.equal(response.status, 200);
    assert.deepEqual(response.body, { ...created, name: 'after' });
    assert.deepEqual((await send('GET', `/use-cases/${created.id}`)).body, { ...created, name: 'after' });
  });

  it('knows disable_end_call_after_n_reminders, which create does not', async (t) => {
    const { send, create } = await startStub(t);
    const { id } = await create({ name: 'x' });
    const response = await send('PATCH', `/use-cases/${id}`, { body: { disable_end_call_after_n_reminders: true } });
    assert.equal((response.body as UseCase).disable_end_call_after_n_reminders, true);
    assert.deepEqual(warnedRules(response), []);
  });

  it('applies no defaults', async (t) => {
    const { send, create } = await startStub(t);
    const { id } = await create({ name: 'x', language: 'it-IT' });
    const response = await send('PATCH', `/use-cases/${id}`, { body: {} });
    assert.equal((response.body as UseCase).language, 'it-IT');
  });

  it('holds the merged result against the rules', async (t) => {
    const { send, create } = await startStub(t);
    const { id } = await create({ name: 'x' });
    const refused = await send('PATCH', `/use-cases/${id}`, { body: { amd: true } });
    assert.equal(refused.status, 400);
    assert.deepEqual(placesOf(refused), ['/amd_behavior']);
    assert.equal((await send('PATCH', `/use-cases/${id}`, { body: { amd_behavior: 'Hangup' } })).status, 200);
    assert.equal((await send('PATCH', `/use-cases/${id}`, { body: { amd: true } })).status, 200);
  });

  it('warns only about rules that the sent fields have to do with', async (t) => {
    const { send, create } = await startStub(t);
    const { id } = await create({ name: 'x', transfer_number: 'call me', work_start: '18:00' });
    assert.deepEqual(warnedRules(await send('PATCH', `/use-cases/${id}`, { body: { hidden: true } })), []);
    const response = await send('PATCH', `/use-cases/${id}`, { body: { work_end: '09:00' } });
    assert.deepEqual(warnedRules(response), ['work-hours-order']);
  });

  it('does not hold against a change what was wrong before and is not touched', async (t) => {
    const { send } = await startStub(t, { unjudged: true });
    const made = await send('POST', '/use-cases', {
      body: { name: 5, language: 'xx', amd: true },
      prefer: 'validation=warn',
    });
    const path = `/use-cases/${(made.body as UseCase).id}`;
    assert.equal((await send('PATCH', path, { body: { hidden: true } })).status, 200);
    assert.equal((await send('PATCH', path, { body: { name: 'mended' } })).status, 200);
    const again = await send('PATCH', path, { body: { hidden: 'no' }, prefer: 'validation=warn' });
    assert.deepEqual(again.headers['stub-warnings'], 'documented;at="/hidden"', 'each finding is told once');
  });

  it('cannot change the id or the organization', async (t) => {
    const { send, create } = await startStub(t);
    const created = await create({ name: 'x' });
    const response = await send('PATCH', `/use-cases/${created.id}`, {
      body: { id: 'a'.repeat(24), organization_id: 'b' },
    });
    assert.deepEqual(response.body, created);
    assert.deepEqual(warnedRules(response), ['unknown-property', 'unknown-property']);
  });

  it('loses none of many concurrent changes', async (t) => {
    const { send, create } = await startStub(t);
    const { id } = await create({ name: 'x' });
    const fields = ['hidden', 'recorded_message_inbound', 'recorded_message_outbound', 'show_original_caller_id'];
    await Promise.all(fields.map((field) => send('PATCH', `/use-cases/${id}`, { body: { [field]: true } })));
    const { body } = await send('GET', `/use-cases/${id}`);
    for (const field of fields) assert.equal((body as Record<string, unknown>)[field], true, field);
  });

  it('answers 404 for an unknown id, but 400 for a wrong body first', async (t) => {
    const { send } = await startStub(t);
    const path = `/use-cases/${'a'.repeat(24)}`;
    assert.equal((await send('PATCH', path, { body: { name: 'x' } })).status, 404);
    assert.equal((await send('PATCH', path, { body: { name: 1 } })).status, 400);
  });
});

describe('organizations', () => {
  it('are told apart by API key: what one has, another gets 404 for, in the same words as for nothing', async (t) => {
    const { send, create } = await startStub(t);
    const mine = await create({ name: 'mine' }, { key: 'one' });
    assert.deepEqual((await send('GET', '/use-cases', { key: 'two' })).body, []);
    for (const method of ['GET', 'PATCH']) {
      const body = method === 'PATCH' ? { name: 'theirs' } : undefined;
      const others = await send(method, `/use-cases/${mine.id}`, { key: 'two', body });
      const unknown = await send(method, `/use-cases/${'a'.repeat(24)}`, { key: 'two', body });
      assert.equal(others.status, 404);
      assert.deepEqual(others.body, unknown.body);
    }
    assert.deepEqual((await send('GET', `/use-cases/${mine.id}`, { key: 'one' })).body, mine);
  });

  it('start with a dozen realistic use cases, the same after every start', async (t) => {
    const first = await startStub(t, { seedCount: 12 });
    const again = await startStub(t, { seedCount: 12 });
    const { body } = await first.send('GET', '/use-cases');
    assert.equal((body as UseCase[]).length, 12);
    assert.deepEqual((await again.send('GET', '/use-cases')).body, body);
    assert.notDeepEqual((await again.send('GET', '/use-cases', { key: 'other' })).body, body);
  });

  it('have their starting use cases first, even when one is created before the first read', async (t) => {
    const { send, create } = await startStub(t, { seedCount: 3 });
    const created = await create({ name: 'mine' });
    const { body } = await send('GET', '/use-cases');
    assert.equal((body as UseCase[]).length, 4);
    assert.deepEqual((body as UseCase[])[3], created);
    const second = (body as UseCase[])[1] as UseCase;
    const patched = await send('PATCH', `/use-cases/${second.id}`, { body: { name: 'renamed' } });
    assert.deepEqual(patched.body, { ...second, name: 'renamed' });
  });

  it('can get a starting use case by its id before the first list', async (t) => {
    const { stub, send } = await startStub(t, { seedCount: 3 });
    const [first] = (await send('GET', '/use-cases')).body as [UseCase];
    await stub.reset();
    assert.deepEqual((await send('GET', `/use-cases/${first.id}`)).body, first);
  });

  it('can be restricted to known API keys', async (t) => {
    const { send } = await startStub(t, { apiKey: ['known', { key: 'named', name: 'web' }] });
    assert.equal((await send('GET', '/use-cases', { key: 'known' })).status, 200);
    assert.equal((await send('GET', '/use-cases', { key: 'named' })).status, 200);
    const response = await send('GET', '/use-cases', { key: 'unknown' });
    assert.equal(response.status, 401);
    assert.equal(response.headers['stub-error'], 'api-key-unknown');
  });
});
