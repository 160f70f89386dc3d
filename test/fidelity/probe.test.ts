import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import type { Send } from '../../src/check-provider/client.ts';
import { assumptionIds } from '../../src/contract/assumptions.ts';
import { readFidelity, type Fidelity } from '../../src/contract/fidelity.ts';
import { ageOf, changesBetween, rowsOf, type FidelityRow } from '../../src/fidelity/changes.ts';
import { fidelityMarkdown, fidelityText } from '../../src/fidelity/output/text.ts';
import { rehearse } from '../../src/fidelity/probe.ts';
import { openUpstream } from '../../src/fidelity/upstream.ts';
import { ask, decided, key, service, url } from './probe-service.ts';

describe('a probe', () => {
  it('settles every assumption of a service that does as the stub does, in few requests', async () => {
    const { stub, sent, send } = service();
    const { verdict, fidelity, requests } = await ask({ send });
    assert.equal(verdict, 'done');
    assert.deepEqual(readFidelity(JSON.parse(JSON.stringify(fidelity))), JSON.parse(JSON.stringify(fidelity)));
    assert.deepEqual(Object.keys(fidelity.assumptions), [...assumptionIds]);
    const others = Object.entries(fidelity.assumptions).filter(([, { result }]) => result !== 'confirmed');
    assert.deepEqual(others, []);
    assert.equal(requests.length, sent.length);
    assert.ok(sent.length <= 36, `${sent.length} requests`);
    const list = await stub.fetch(new Request(`${url}/use-cases`, { headers: { authorization: `Bearer ${key}` } }));
    const all = (await list.json()) as Record<string, unknown>[];
    const isMarked = (value: unknown) => typeof value === 'string' && value.startsWith(fidelity.mark);
    const left = all.filter((each) => Object.values(each).some(isMarked));
    assert.deepEqual(
      left.map(({ id }) => id),
      fidelity.created,
    );
    assert.ok(left.length > 0 && left.every(({ hidden }) => hidden === true), 'each is found by its mark, and hidden');
    assert.equal(all.length - left.length, 2, 'nothing else was created');
  });

  it('sends nothing but GET when it may only read, and settles what that tells', async () => {
    const { sent, send } = service();
    const { fidelity } = await ask({ send, readOnly: true });
    assert.ok(
      sent.every((each) => each.startsWith('GET ')),
      sent.join('\n'),
    );
    assert.equal(decided(fidelity), 9);
    assert.match(fidelity.assumptions['nulls']?.because ?? '', /only writing tells/);
    assert.deepEqual(fidelity.created, []);
  });

  it('waits as long as a reply of 429 asks, in seconds or until a date', async () => {
    const { send } = service();
    const pauses: number[] = [];
    const [later, before] = [3_600_000, -3_600_000].map((each) => new Date(Date.now() + each).toUTCString());
    const limits = ['7', later, undefined];
    const limited: Send = async (target, init) => {
      if (limits.length === 0) return send(target, init);
      const limit = limits.shift();
      return new Response('', { status: 429, headers: limit === undefined ? {} : { 'retry-after': limit } });
    };
    const pause = async (milliseconds: number) => void pauses.push(milliseconds);
    const { verdict } = await ask({ send: limited, pause, longestPause: 7_200_000, readOnly: true });
    assert.equal(verdict, 'done');
    assert.equal(pauses[0], 7_000);
    assert.ok((pauses[1] ?? 0) > 3_000_000 && (pauses[1] ?? 0) <= 3_600_000, String(pauses));
    assert.equal(pauses[2], 1_000);
    const told: number[][] = [];
    const onPause = (status: number, milliseconds: number) => void told.push([status, milliseconds]);
    let isDown = true;
    const down: Send = async (target, init) => {
      if (!isDown) return send(target, init);
      isDown = false;
      return new Response('', { status: 503, headers: { 'retry-after': '30' } });
    };
    assert.equal((await ask({ send: down, pause, onPause, readOnly: true })).verdict, 'done');
    assert.deepEqual([pauses.at(-1), told], [30_000, [[503, 30_000]]]);
    limits.push(before);
    await ask({ send: limited, pause, readOnly: true });
    assert.equal(pauses.at(-1), 1_000, 'where the clocks differ it does not ask again at once');
    const never: Send = async () => new Response('', { status: 429, headers: { 'retry-after': '86400' } });
    const { verdict: ended, stopped } = await ask({ send: never, pause });
    assert.equal(ended, 'unreachable');
    assert.match(stopped ?? '', /Retry-After: 86400/);
  });

  it('waits three times for a reply of 503, which may be about one request alone', async () => {
    const { send } = service();
    const pauses: number[] = [];
    const partly: Send = async (target, init) =>
      target.endsWith('zzzz') ? new Response('', { status: 503, headers: { 'retry-after': '5' } }) : send(target, init);
    const pause = async (milliseconds: number) => void pauses.push(milliseconds);
    const { verdict, fidelity } = await ask({ send: partly, pause, readOnly: true });
    assert.equal(verdict, 'done');
    assert.deepEqual(pauses, [5_000, 5_000, 5_000]);
    assert.equal(fidelity.assumptions['id-not-hexadecimal']?.because, 'the service failed with 503');
    let asked = 0;
    const dying: Send = async (target, init) =>
      ++asked < 4 ? send(target, init) : new Response('', { status: 503, headers: { 'retry-after': '5' } });
    const ended = await ask({ send: dying, pause, readOnly: true });
    assert.equal(ended.verdict, 'unreachable');
    assert.match(ended.stopped ?? '', /3 requests in turn got no reply: it goes on answering 503/);
  });

  it('goes on where it was stopped', async () => {
    const { send, sent } = service();
    const whole = await ask({ send });
    const total = sent.length;
    sent.length = 0;
    const stop = new AbortController();
    let saved: Fidelity | undefined;
    const interrupted = await ask({
      send: (target, init) => {
        if (sent.length === 20) stop.abort();
        return send(target, init);
      },
      signal: stop.signal,
      onSettled: async (fidelity) => void (saved = fidelity),
    });
    assert.equal(interrupted.verdict, 'interrupted');
    assert.ok(saved !== undefined && decided(saved) > 10);
    assert.equal(saved.finishedAt, undefined);
    assert.match(interrupted.fidelity.assumptions['delete']?.because ?? '', /ended before/);
    sent.length = 0;
    const rest = await ask({ send, earlier: interrupted.fidelity });
    assert.equal(rest.verdict, 'done');
    assert.ok(sent.length < total - 10, `${sent.length} of ${total} requests`);
    assert.equal(decided(rest.fidelity), decided(whole.fidelity));
    assert.ok(interrupted.fidelity.created.every((id) => rest.fidelity.created.includes(id)));
    assert.equal(rest.fidelity.mark, interrupted.fidelity.mark);
  });

  it('ends before it changes what a create did not make, or follows an id that is none', async () => {
    const { send } = service();
    const listed = (await (await send(`${url}/use-cases`, { headers: { authorization: `Bearer ${key}` } })).json()) as {
      id: string;
    }[];
    for (const [id, verdict] of [
      [listed[0]?.id, 'unreachable'],
      ['../../accounts?all=1', 'done'],
      ['..', 'done'],
      ['Jane Doe', 'done'],
    ] as const) {
      const sent: string[] = [];
      const lying: Send = async (target, init) => {
        sent.push(`${init.method} ${target}`);
        return init.method === 'POST' ? Response.json({ id, name: 'Jane Doe' }) : send(target, init);
      };
      const report = await ask({ send: lying });
      assert.equal(report.verdict, verdict, id);
      assert.deepEqual(report.fidelity.created, []);
      assert.doesNotMatch(sent.join('\n'), /PATCH|DELETE|accounts/);
      assert.doesNotMatch(JSON.stringify(report.fidelity), /Jane/);
    }
  });

  it('leaves out each header that may have the key, where a request is to have none', async () => {
    const { send } = service();
    const sent: Record<string, string>[] = [];
    const elsewhere: Send = async (target, init) => {
      const headers = { ...(init.headers as Record<string, string>) };
      sent.push(headers);
      if (headers['x-acme'] !== key) return Response.json({ message: 'no key' }, { status: 401 });
      return send(target, { ...init, headers: { ...headers, authorization: `Bearer ${key}` } });
    };
    const headers = { 'x-acme': key, 'x-tenant': '7', accept: 'application/json', host: 'api.example' };
    const { fidelity, requests } = await ask({ send: elsewhere, headers, readOnly: true });
    assert.deepEqual(Object.keys(sent.find((each) => each['x-acme'] === undefined) ?? {}), ['accept', 'host']);
    assert.equal(fidelity.assumptions['missing-key']?.result, 'confirmed');
    assert.deepEqual(
      [fidelity.assumptions['malformed-key']?.result, fidelity.assumptions['malformed-key']?.because],
      ['undecided', 'another header that was given may have the key'],
    );
    assert.ok(!JSON.stringify([fidelity, requests]).includes(key), 'a header of any name is masked');
    const none = await ask({ send, headers: { accept: '*/*' }, readOnly: true });
    assert.equal(none.verdict, 'refused');
    const open: Send = (target, init) =>
      send(target, { ...init, headers: { authorization: `Bearer ${key}`, ...(init.headers as object) } });
    const { assumptions } = (await ask({ send: open, headers: {}, readOnly: true })).fidelity;
    assert.equal(assumptions['missing-key']?.because, 'no key was given that could be left out');
  });
});

describe('a probe that is not sent yet', () => {
  it('shows the headers that it would send, as variables where they may be the key', async () => {
    const headers = { 'x-acme': key, 'x-tenant': '7', accept: 'application/json' };
    const { requests, verdict } = await rehearse({ url, headers, readOnly: false, timeout: 1_000, longestPause: 0 });
    assert.equal(verdict, 'done');
    const [list, anonymous] = requests.map(({ curl }) => curl);
    assert.match(
      list ?? '',
      /-H "x-acme: \$X_ACME".*\n.*-H "x-tenant: \$X_TENANT".*\n.*-H 'accept: application\/json'$/,
    );
    assert.doesNotMatch(list ?? '', /authorization/);
    assert.doesNotMatch(anonymous ?? '', /x-acme|authorization/);
    const basic = { authorization: 'Basic a2V5OmtleQ==' };
    const other = await rehearse({ url, headers: basic, readOnly: false, timeout: 1_000, longestPause: 0 });
    assert.equal(other.requests.length, requests.length, 'whatever form the key has');
  });
});

describe('a service that is none, or is not well,', () => {
  const cases: [string, RequestListener, string, RegExp][] = [
    [
      'answers with a page',
      (_, response) => void response.end('<html>'),
      'unreachable',
      /answered with 200, and not as one: --url must be the address before \/use-cases/,
    ],
    [
      'refuses the key',
      (_, response) => void response.writeHead(401).end('{"message":"x"}'),
      'refused',
      /answered with 401/,
    ],
    [
      'redirects',
      (_, response) => void response.writeHead(302, { location: '/' }).end(),
      'unreachable',
      /answered with 302/,
    ],
    ['cuts connections', (request) => void request.socket.destroy(), 'unreachable', /cut|hang up/],
    ['answers too late', () => undefined, 'unreachable', /no reply within 500 ms/],
    ['never ends', (_, response) => void endless(response), 'unreachable', /longer than \d+ bytes/],
  ];
  for (const [what, listener, verdict, stopped] of cases)
    it(`${what}: it is sent nothing else`, async (t) => {
      let requests = 0;
      const base = await listening(t, (request, response) => {
        requests++;
        listener(request, response);
      });
      const upstream = await openUpstream({ url: base, environment: {} });
      t.after(() => upstream.close());
      const late = what === 'answers too late' ? 500 : 30_000;
      const report = await ask({ url: base, send: upstream.send, timeout: late });
      assert.equal(report.verdict, verdict);
      assert.match(report.stopped ?? '', stopped);
      assert.equal(requests, 1);
      assert.equal(decided(report.fidelity), 0);
    });
});

function endless(response: Parameters<RequestListener>[1]): void {
  const piece = Buffer.alloc(1_048_576, ' ');
  const go = () => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', go);
  };
  go();
}

async function listening(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}

describe('what a probe found out', () => {
  it('is compared with what another one found', async () => {
    const { send } = service();
    const { fidelity } = await ask({ send, readOnly: true });
    const { 'not-found': _, ...others } = fidelity.assumptions;
    const checkedAt = '2027-01-01T00:00:00.000Z';
    const later: Fidelity = {
      ...fidelity,
      assumptions: {
        ...others,
        'missing-key': { result: 'refuted', value: '400-zod', checkedAt },
        nulls: { result: 'confirmed', value: 'refused', checkedAt },
      },
    };
    const changes = await changesBetween(fidelity, later);
    assert.deepEqual(
      changes.map(({ id, change, old, new: row }) => [id, change, old.value, row.value]),
      [
        ['missing-key', 'changed', '401', '400-zod'],
        ['nulls', 'learned', undefined, 'refused'],
        ['not-found', 'lost', 'message', undefined],
      ],
    );
    assert.deepEqual(await changesBetween(later, later), []);
  });

  it('is shown with a row for each assumption, and said to be old after 90 days', async () => {
    const { send } = service();
    const { fidelity } = await ask({ send });
    const rows = await rowsOf(fidelity);
    const day = (number: number) => new Date(Date.now() + number * 86_400_000);
    const text = fidelityText(fidelity, rows, day(0));
    for (const id of assumptionIds) assert.ok(text.includes(id), id);
    assert.doesNotMatch(text, /days old/);
    assert.match(fidelityText(fidelity, rows, day(91.5)), /This is 91 days old, and the service may do\sotherwise/);
    const learned = { ...rows[0], result: 'refuted', checkedAt: day(90).toISOString() } as FidelityRow;
    const partly = { ...fidelity, assumptions: { ...fidelity.assumptions, [learned.id]: learned } } as Fidelity;
    const mixed = [learned, ...rows.slice(1)];
    assert.equal(ageOf(partly, day(91.5)), 91);
    assert.match(
      fidelityText(partly, mixed, day(91.5)).replaceAll('\n', ' '),
      /The results of malformed-key, [^.]+, path-form are up to 91 days old, and the service may do otherwise/,
    );
    const markdown = fidelityMarkdown(fidelity, rows, day(0));
    assert.equal(markdown.split('\n').filter((line) => line.startsWith('| `')).length, assumptionIds.length);
  });
});
