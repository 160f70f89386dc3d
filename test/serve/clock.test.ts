import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createStub } from '../../src/index.ts';
import { createStub as createFetchStub } from '../../src/fetch.ts';
import { startStub, withConsoleKey } from '../helpers/stub.ts';

const headersOf = (response: { headers: unknown }) => response.headers as Record<string, string>;
const SECOND = 1_000;

describe('a frozen clock', () => {
  it('lets Retry-After count down, and the window of the rate limit pass, by being advanced', async (t) => {
    const { send, stub } = await startStub(t, { clock: 'frozen', rateLimit: '1/min' });
    const list = async () => {
      const response = await send('GET', '/use-cases');
      return [response.status, headersOf(response)['retry-after'], headersOf(response)['ratelimit']];
    };
    assert.deepEqual(await list(), [200, undefined, '"default";r=0;t=60']);
    assert.deepEqual(await list(), [429, '60', '"default";r=0;t=60']);
    await stub.clock.advance(40.5 * SECOND);
    assert.deepEqual(await list(), [429, '20', '"default";r=0;t=20']);
    await stub.clock.advance(19.5 * SECOND);
    assert.deepEqual(await list(), [200, undefined, '"default";r=0;t=60']);
  });

  it('holds delayed replies until it is advanced, in the order in which they are due', async (t) => {
    const { send, stub } = await startStub(t, { clock: 'frozen' });
    await using _ = await stub.scenario('key', { delay: { distribution: 'fixed', ms: 300 }, because: 'slow' });
    const answered: string[] = [];
    const late = send('GET', '/use-cases', { prefer: 'delay=500' }).then(() => answered.push('late'));
    const soon = send('GET', '/use-cases').then(() => answered.push('soon'));
    await stub.clock.advance(299, { waiting: 2 });
    assert.deepEqual([stub.clock.waiting, answered], [2, []]);
    await stub.clock.advance(1);
    await soon;
    assert.deepEqual([stub.clock.waiting, answered], [1, ['soon']]);
    await stub.clock.advance(500);
    await late;
    assert.deepEqual(answered, ['soon', 'late']);
  });

  it('holds the parts of a slow reply, which one advance brings', async (t) => {
    const { send, create, stub } = await startStub(t, { clock: 'frozen' });
    const { id, name } = await create({ name: 'Café 🚚'.repeat(50) });
    const read = send('GET', `/use-cases/${id}`, { prefer: 'fault=slow' });
    await stub.clock.advance(SECOND, { waiting: 1 });
    assert.equal(((await read).body as { name: string }).name, name);
    assert.equal(stub.clock.waiting, 0);
  });

  it('gives requests their time in the journal, and replies their date; durations stay real', async (t) => {
    const { send, stub } = await startStub(t, { clock: 'frozen' });
    const before = stub.clock.now();
    const reply = send('GET', '/use-cases', { prefer: 'delay=60000' });
    await stub.clock.advance(60 * SECOND, { waiting: 1 });
    const { date } = headersOf(await reply);
    assert.equal(date, new Date(before + 60 * SECOND).toUTCString());
    await send('GET', '/use-cases');
    const [first, second] = stub.journal('key');
    assert.equal(first?.time, new Date(before).toISOString(), 'when it arrived, not when it was answered');
    assert.equal(second?.time, new Date(before + 60 * SECOND).toISOString());
    assert.deepEqual(first?.cause, { kind: 'preference', because: 'delay=60000', delay: 60_000 });
    assert.ok(first !== undefined && first.milliseconds < 30 * SECOND);
    const organizations = (await send('GET', '/__stub/organizations', { headers: withConsoleKey })).body as {
      seenAt: string;
    }[];
    assert.equal(organizations[0]?.seenAt, second?.time);
  });

  it('lists organizations of one millisecond by their ids, and those seen later first', async (t) => {
    const { send, stub } = await startStub(t, { clock: 'frozen' });
    const list = async () => {
      const { body } = await send('GET', '/__stub/organizations', { key: null, headers: withConsoleKey });
      return (body as { id: string }[]).map(({ id }) => id);
    };
    for (const key of ['d', 'a', 'c', 'b', null]) await send('GET', '/use-cases', { key });
    const listed = await list();
    assert.equal(listed.length, 5);
    assert.deepEqual(listed, listed.toSorted());
    await stub.clock.advance(1);
    await send('GET', '/use-cases', { key: 'e' });
    assert.deepEqual((await list()).slice(1), listed);
  });

  it('forgets a reply whose client hangs up', async (t) => {
    const { stub } = await startStub(t, { clock: 'frozen' });
    const client = new AbortController();
    const headers = { authorization: 'Bearer key', prefer: 'delay=1000' };
    const reply = fetch(`${stub.url}/use-cases`, { headers, signal: client.signal });
    await stub.clock.advance(0, { waiting: 1 });
    client.abort();
    await assert.rejects(reply, { name: 'AbortError' });
    const entry = await stub.waitForRequest('key', { operation: 'listUseCases' });
    assert.deepEqual([entry.cause?.kind, stub.clock.waiting], ['client-gone', 0]);
  });

  it('lets go of all that waits for it when the stub is closed', async () => {
    const stub = createStub({ clock: 'frozen', seedCount: 0 });
    const url = await stub.listen();
    const reply = fetch(`${url}/use-cases`, { headers: { authorization: 'Bearer key', prefer: 'delay=1000' } });
    await stub.clock.advance(0, { waiting: 1 });
    const advance = assert.rejects(stub.clock.advance(1, { waiting: 2 }), {
      name: 'ClockError',
      message: 'The stub was closed before so many replies waited for its clock',
    });
    await stub.close();
    assert.equal((await reply).status, 200);
    await advance;
  });

  it('runs on from where it stands, and takes what waits for it along', async (t) => {
    const { send, stub } = await startStub(t, { clock: 'frozen' });
    const reply = send('GET', '/use-cases', { prefer: 'delay=60000' });
    await stub.clock.advance(59_999, { waiting: 1 });
    const before = stub.clock.now();
    stub.clock.resume();
    assert.equal((await reply).status, 200);
    assert.ok(stub.clock.now() >= before + 1, 'not back at the time of the machine');
    const { headers } = await send('GET', '/use-cases');
    assert.ok(Date.parse((headers as Record<string, string>)['date'] ?? '') >= before - 1_000, 'nor is the date');
    stub.clock.freeze();
    const [one, other] = [stub.clock.now(), stub.clock.now()];
    assert.equal(one, other);
  });

  it('holds what began to wait while it ran', async (t) => {
    const { send, stub } = await startStub(t);
    const reply = send('GET', '/use-cases', { prefer: 'delay=60000' });
    await assert.rejects(stub.clock.advance(1), {
      name: 'ClockError',
      message:
        'The clock runs, so it cannot be advanced; freeze it first: stub.clock.freeze(), PUT /__stub/clock with {"frozen":true}, or --clock frozen',
    });
    while (stub.clock.waiting === 0) await turn();
    stub.clock.freeze();
    await stub.clock.advance(60_000);
    assert.equal((await reply).status, 200);
  });

  it('is not moved by what is no time, nor by options that do not exist', async () => {
    const { clock } = createFetchStub({ clock: 'frozen' });
    const before = clock.now();
    const message = (shown: string) =>
      `stub.clock.advance: the milliseconds must be a number from 0 to 31536000000, not ${shown}`;
    await assert.rejects(clock.advance(-1), new TypeError(message('-1')));
    await assert.rejects(clock.advance(NaN), new TypeError(message('NaN')));
    await assert.rejects(clock.advance(Infinity), new TypeError(message('Infinity')));
    await assert.rejects(clock.advance('5' as unknown as number), new TypeError(message('"5"')));
    await assert.rejects(clock.advance(1, { waiting: 0.5 }), /waiting must be a whole number from 0/);
    await assert.rejects(
      clock.advance(1, { waitng: 1 } as object),
      new TypeError('stub.clock.advance: "waitng" is no option; did you mean "waiting"?'),
    );
    await assert.rejects(clock.advance(1, null as never), /stub\.clock\.advance: the options must be an object/);
    await assert.rejects(clock.advance(1, { waiting: 1, within: 0 }), {
      name: 'ClockError',
      message:
        'After 0 ms 0 of 1 replies wait for the clock, so it was not advanced; only a delay, or the fault "slow", makes a reply wait',
    });
    const gone = new AbortController();
    const waiting = clock.advance(1, { waiting: 1, signal: gone.signal });
    gone.abort(new Error('enough'));
    await assert.rejects(waiting, /enough/);
    assert.equal(clock.now(), before);
    assert.throws(
      () => createStub({ clock: 'stopped' as 'frozen' }),
      /clock must be one of running, frozen, not stopped/,
    );
  });
});

describe('/__stub/clock', () => {
  it('tells the time, freezes the clock, and advances it once a reply waits', async (t) => {
    const { send, stub } = await startStub(t);
    const headers = withConsoleKey;
    const shown = async (method: string, path: string, body?: object) =>
      (await send(method, path, { headers, body })).body as object;
    assert.deepEqual(Object.entries(await shown('GET', '/__stub/clock')).slice(1), [
      ['frozen', false],
      ['waiting', 0],
    ]);
    const refused = await send('POST', '/__stub/clock/advance', { headers, body: { ms: 1 } });
    assert.deepEqual([refused.status, headersOf(refused)['stub-error']], [409, 'clock-not-advanced']);
    const frozen = await shown('PUT', '/__stub/clock', { frozen: true });
    const now = stub.clock.now();
    assert.deepEqual(frozen, { now: new Date(now).toISOString(), frozen: true, waiting: 0 });
    const reply = send('GET', '/use-cases', { prefer: 'delay=800' });
    const advanced = await shown('POST', '/__stub/clock/advance', { ms: 800, waiting: 1 });
    assert.deepEqual(advanced, { now: new Date(now + 800).toISOString(), frozen: true, waiting: 0 });
    assert.equal((await reply).status, 200);
    await shown('PUT', '/__stub/clock', { frozen: false });
    assert.equal(stub.clock.isFrozen, false);
  });

  it('refuses what is no time, and clients that may not see every organization', async (t) => {
    const { send } = await startStub(t, { clock: 'frozen', adminKey: 'secret' });
    const admin = { headers: { 'stub-admin-key': 'secret' } };
    for (const body of [{ ms: -1 }, { ms: '1' }, {}, { ms: 1, wating: 1 }])
      assert.equal((await send('POST', '/__stub/clock/advance', { ...admin, body })).status, 400);
    assert.equal((await send('POST', '/__stub/clock/advance', { body: { ms: 1 } })).status, 401);
    assert.equal((await send('POST', '/__stub/clock/advance', { ...admin, body: { ms: 1 } })).status, 200);
  });
});
