/** A stub that assumes otherwise answers the same whatever it keeps its use cases in. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createStub, type StubOptions, type UseCase } from '../../src/index.ts';
import { openStore } from '../../src/store/open-store.ts';
import { directoryWith } from '../helpers/files.ts';
import { sharedPostgres, type SharedPostgres } from '../helpers/postgres.ts';

/** Choices about what is stored, read, listed and removed, together as far as they can be. */
const choices = {
  'what is stored as it came': {
    ...{ 'unknown-properties': 'kept', nulls: 'taken', 'other-defaults': 'filled', 'max-duration-default': 'absent' },
    ...{ 'list-form': 'page', delete: 'exists', 'name-required': 'taken' },
  },
  'what is listed and refused otherwise': {
    ...{ 'list-order': 'newest-first', 'not-found': 'error', 'id-not-hexadecimal': '500-message' },
    ...{ 'amd-on-update': 'none', 'work-hours': 'HH:mm:ss', 'unknown-properties': 'refused', delete: 'exists' },
  },
  'what an update looks at': {
    'amd-sense': 'refused',
    'amd-on-update': 'body',
    'list-form': 'page',
    'list-order': 'newest-first',
  },
} as const satisfies Readonly<Record<string, StubOptions['assume']>>;

type Send = (method: string, path: string, body?: unknown, prefer?: string) => Promise<Reply>;
interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** The same requests for every store. @returns every reply */
async function story(send: Send): Promise<Reply[]> {
  const replies: Reply[] = [];
  const say: Send = async (...request) => {
    const reply = await send(...request);
    replies.push(reply);
    return reply;
  };
  const odd = { name: 'a', colour: { red: [null, '\u0000 \ud83d\ude42'] }, timezone: null, work_start: '08:00:00' };
  const message = { amd: true, amd_behavior: 'Message', amd_messages: { 'en-US': 'a' } };
  const created: Partial<UseCase>[] = [];
  for (const body of [odd, { name: 'b', ...message }, {}, { name: 'c', amd: true }, { name: 'd' }])
    created.push((await say('POST', '/use-cases', body)).body as Partial<UseCase>);
  const ids = created.flatMap(({ id }) => id ?? []);
  for (const id of ids) {
    await say('GET', `/use-cases/${id}`);
    await say('PATCH', `/use-cases/${id}`, { amd: true });
    await say('PATCH', `/use-cases/${id}`, { timezone: null, shade: 'dark', hooks: null });
  }
  await say('GET', '/use-cases');
  await say('DELETE', `/use-cases/${ids[0]}`);
  await say('DELETE', `/use-cases/${ids[0]}`);
  for (const id of [ids[0], 'z'.repeat(24), '0'.repeat(24)]) await say('GET', `/use-cases/${id}`);
  await say('GET', '/use-cases');
  // One request may prefer another way, over the same use cases.
  await say('GET', '/use-cases', undefined, 'assume="list-form=array,list-order=oldest-first"');
  await say('GET', '/use-cases', undefined, 'assume="list-form=page,list-order=newest-first"');
  return replies;
}

async function told(assume: StubOptions['assume'], url: string): Promise<Reply[]> {
  const store = await openStore(url);
  const stub = createStub({
    ...{ seedCount: 3, store: store.useCases, scenarios: store.scenarios },
    ...(assume !== undefined && { assume }),
  });
  const send: Send = async (method, path, body, prefer) => {
    const headers = { authorization: 'Bearer key', 'content-type': 'application/json', ...(prefer && { prefer }) };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await stub.fetch(new Request(`http://stub/api/v1${path}`, init));
    return { status: response.status, body: await response.json() };
  };
  return story(send).finally(() => store.close());
}

describe('a stub that assumes otherwise', () => {
  let postgres: SharedPostgres;
  before(async () => {
    postgres = await sharedPostgres();
  });
  after(() => postgres.remove());

  for (const [name, assume] of Object.entries(choices))
    it(`answers the same from memory, SQLite and PostgreSQL: ${name}`, async (t) => {
      const expected = await told(assume, 'memory');
      const statuses = new Set(expected.map(({ status }) => status));
      assert.ok(statuses.has(200) && statuses.size > 1, [...statuses].join());
      assert.notDeepEqual(expected, await told(undefined, 'memory'), 'the choices show');
      assert.deepEqual(await told(assume, `sqlite:${join(directoryWith(t), 'stub.db')}`), expected, 'SQLite');
      assert.deepEqual(await told(assume, await postgres.database()), expected, 'PostgreSQL');
    });

  it('reads what a stub with other choices has stored', async (t) => {
    for (const url of [`sqlite:${join(directoryWith(t), 'stub.db')}`, await postgres.database()]) {
      await told(choices['what is stored as it came'], url);
      const store = await openStore(url);
      t.after(() => store.close());
      const stub = createStub({ seedCount: 3, store: store.useCases, scenarios: store.scenarios });
      const headers = { authorization: 'Bearer key' };
      const response = await stub.fetch(new Request('http://stub/api/v1/use-cases', { headers }));
      const all = (await response.json()) as readonly (UseCase & { shade?: string })[];
      assert.ok(Array.isArray(all) && all.some(({ shade }) => shade === 'dark'), 'what was kept stays');
    }
  });
});
