/** A probe concludes only what the replies leave no other explanation for. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Send } from '../../src/check-provider/client.ts';
import { createStub } from '../../src/index.ts';
import { ask, key, service, url } from './probe-service.ts';

describe('what a probe concludes', () => {
  it('says what came where the service goes no way that is known, and why it cannot tell', async () => {
    const { send } = service();
    const strange: Send = async (target, init) => {
      const { pathname } = new URL(target);
      const { authorization } = init.headers as Record<string, string>;
      if (authorization === undefined)
        return Response.json({ error: { secret: key }, hint: `not ${key}` }, { status: 418 });
      if (pathname.endsWith('0'.repeat(24))) return new Response('down', { status: 503 });
      if (init.method === 'POST') return Response.json({ error: `key ${key} may not write` }, { status: 403 });
      return send(target, init);
    };
    const { fidelity } = await ask({ send: strange });
    const { 'missing-key': missing, 'not-found': notFound, nulls } = fidelity.assumptions;
    assert.equal(missing?.result, 'refuted');
    assert.equal(missing.value, undefined);
    assert.deepEqual(missing.seen, ['GET /use-cases (without an API key): 418 { error, hint }']);
    assert.equal(notFound?.result, 'undecided');
    assert.equal(notFound.because, 'the service failed with 503');
    assert.equal(nulls?.result, 'undecided');
    assert.match(nulls.because ?? '', /a plain create is not taken: .* 403 \{ error \}/);
    assert.ok(!JSON.stringify(fidelity).includes(key));
  });

  it('takes no reply for a proof that is none: what fits anything, fails, or has no list', async () => {
    const { send } = service();
    const isFirstRead = (target: string, { headers = {} }: RequestInit) =>
      target === `${url}/use-cases` && (headers as Record<string, string>)['authorization']?.startsWith('Bearer');
    for (const reply of [
      () => Response.json({}),
      () => Response.json({ message: 'failed' }, { status: 500 }),
      () => new Response(null, { status: 302, headers: { location: '/login' } }),
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    ]) {
      const alike: Send = async (target, init) =>
        init.method === 'GET' && isFirstRead(target, init) ? send(target, init) : reply();
      const { fidelity } = await ask({ send: alike });
      const ways = Object.entries(fidelity.assumptions).flatMap(([id, { value }]) => (value === undefined ? [] : [id]));
      assert.deepEqual(ways, ['list-form']);
    }
  });

  it('does not confirm that a field is refused as zod does it, where a refusal has no issues', async () => {
    const { send } = service();
    const terse: Send = async (target, init) => {
      const response = await send(target, init);
      return response.status === 400 ? Response.json({ error: 'invalid' }, { status: 422 }) : response;
    };
    const { fidelity } = await ask({ send: terse });
    for (const id of ['name-required', 'name-empty', 'nulls', 'amd-issue', 'missing-body'] as const)
      assert.deepEqual([fidelity.assumptions[id]?.result, fidelity.assumptions[id]?.value], ['refuted', undefined], id);
  });

  it('takes a refusal with another status for none that is known, whatever its body', async () => {
    const { send } = service();
    const other: Send = async (target, init) => {
      const response = await send(target, init);
      return response.status === 400
        ? new Response(response.body, { status: 422, headers: response.headers })
        : response;
    };
    const { fidelity } = await ask({ send: other });
    const found = Object.entries(fidelity.assumptions);
    const strange = found.filter(([, { result, value }]) => result === 'refuted' && value === undefined);
    assert.deepEqual(
      strange.map(([id]) => id),
      [
        'nulls',
        'name-required',
        'name-empty',
        'amd-issue',
        'missing-body',
        'malformed-json',
        'json-root',
        'malformed-path',
      ],
    );
    assert.match(fidelity.assumptions['name-empty']?.because ?? '', /^it is refused with 422, where/);
    assert.ok(strange.every(([, { seen = [] }]) => seen.some((each) => / 422 ZodError/.test(each))));
    const parameter: Send = async (target, init) =>
      target.includes('?')
        ? Response.json({ name: 'ZodError', issues: [{ code: 'unrecognized_keys', path: [] }] }, { status: 422 })
        : target.endsWith('0'.repeat(24))
          ? Response.json({ message: 'gone' }, { status: 410 })
          : send(target, init);
    const { assumptions } = (await ask({ send: parameter, readOnly: true })).fidelity;
    assert.deepEqual([assumptions['list-query']?.result, assumptions['list-query']?.value], ['refuted', undefined]);
    assert.equal(assumptions['not-found']?.because, 'an id that does not exist is answered with 410');
  });

  for (const [order, expected] of [
    ['name', 'the order is by name'],
    ['-name', 'the order is by name, backwards'],
    ['change', 'the order is the last change last'],
    ['-change', 'the order is the last change first'],
  ] as const)
    it(`tells a list that is sorted otherwise from the order of creation: ${order}`, async () => {
      const { send } = service();
      const changes: string[] = [];
      const sorted: Send = async (target, init) => {
        const response = await send(target, init);
        if (response.status !== 200) return response;
        const body = (await response.json()) as { id: string; name: string }[] | { id: string };
        if (!Array.isArray(body)) {
          if (init.method !== 'GET') changes.push(body.id);
          return Response.json(body);
        }
        const byName = (one: (typeof body)[0], other: (typeof body)[0]) => (one.name < other.name ? -1 : 1);
        const byChange = (one: (typeof body)[0], other: (typeof body)[0]) =>
          changes.lastIndexOf(one.id) - changes.lastIndexOf(other.id);
        const list = body.toSorted(order.endsWith('name') ? byName : byChange);
        return Response.json(order.startsWith('-') ? list.reverse() : list);
      };
      const { 'list-order': found } = (await ask({ send: sorted })).fidelity.assumptions;
      assert.deepEqual([found?.result, found?.value, found?.because], ['refuted', undefined, expected]);
    });

  it('creates more where the orders of a list look the same, and does not conclude where updates are refused', async () => {
    const { send } = service();
    const plainOnly = (takesUpdates: boolean): Send => {
      return (target, init) => {
        const { method, body = '' } = init as { method: string; body?: string };
        const isPlain = /^\{"name":"[^"]+","hidden":true\}$/.test(body);
        const isOdd = method === 'POST' && !isPlain;
        const isRefused = isOdd || (method === 'PATCH' && !takesUpdates);
        return isRefused ? Promise.resolve(Response.json({ message: 'no' }, { status: 400 })) : send(target, init);
      };
    };
    const told = (await ask({ send: plainOnly(true) })).fidelity;
    assert.equal(told.assumptions['list-order']?.value, 'oldest-first');
    const { assumptions } = (await ask({ send: plainOnly(false) })).fidelity;
    assert.equal(assumptions['list-order']?.result, 'undecided');
    assert.match(assumptions['list-order'].because ?? '', /oldest-first, or the last change last/);
  });

  it('does not conclude from an empty list that a parameter is ignored', async () => {
    const stub = createStub({ seedCount: 0 });
    const send: Send = (target, init) => stub.fetch(new Request(target, init));
    const { assumptions } = (await ask({ send, readOnly: true })).fidelity;
    assert.match(assumptions['list-query']?.because ?? '', /the list is empty/);
    const whole = (await ask({ send })).fidelity;
    assert.equal(whole.assumptions['list-query']?.result, 'confirmed');
  });

  it('does not take what is accepted but not stored for accepted, nor the first issue for all of them', async () => {
    const { send } = service();
    const careless: Send = async (target, init) => {
      const response = await send(target, init);
      const body = (await response.json()) as Record<string, unknown>;
      if ('transfer_number' in body) delete body['transfer_number'];
      const { issues } = body;
      const first = Array.isArray(issues) ? { ...body, issues: issues.slice(0, 1) } : body;
      return Response.json(first, { status: response.status });
    };
    const { assumptions } = (await ask({ send: careless })).fidelity;
    assert.match(assumptions['transfer-number']?.because ?? '', /taken, but not stored as it was sent/);
    assert.equal(assumptions['amd-issue']?.result, 'undecided');
    assert.match(assumptions['amd-issue'].because ?? '', /does not tell both of them/);
    assert.equal(assumptions['nulls']?.result, 'confirmed');
  });

  it('does not take a body that is read as text for a missing one, nor one refusal for another', async () => {
    const { send } = service();
    const root = (received: string) =>
      Response.json(
        { issues: [{ code: 'invalid_type', expected: 'object', received, path: [], message: 'x' }], name: 'ZodError' },
        { status: 400 },
      );
    const other: Send = async (target, init) => {
      const { 'content-type': type } = init.headers as Record<string, string>;
      if (init.method === 'POST' && type === 'text/plain') return root('string');
      if (init.method === 'PATCH') return Response.json({ message: 'no updates' }, { status: 409 });
      if (init.method === 'DELETE') return Response.json({ message: 'in use' }, { status: 409 });
      if (init.method === 'PUT')
        return new Response('<html>', { status: 404, headers: { 'content-type': 'text/html' } });
      return send(target, init);
    };
    const { assumptions } = (await ask({ send: other })).fidelity;
    for (const id of ['media-type', 'amd-on-update', 'delete', 'other-method'] as const)
      assert.deepEqual([assumptions[id]?.result, assumptions[id]?.value], ['refuted', undefined], id);
  });

  it('tells no text that a service has stored in place of a default', async () => {
    const { send } = service();
    const strange: Send = async (target, init) => {
      const response = await send(target, init);
      const body = (await response.json()) as object;
      const stored = 'id' in body ? { ...body, max_duration_mins: 15, language: 'Jane Doe' } : body;
      return Response.json(stored, { status: response.status });
    };
    const { assumptions } = (await ask({ send: strange })).fidelity;
    assert.equal(assumptions['max-duration-default']?.because, 'stored is 15');
    assert.equal(assumptions['language-default']?.because, 'stored is a text');
  });

  it('blames what was refused and nothing else, where refusals name no field', async () => {
    const { send } = service();
    const terse: Send = async (target, init) => {
      const body = typeof init.body === 'string' && init.body.startsWith('{') ? init.body : '';
      // Two of one name, in one of the three lists only.
      const twins = body.split('"name":"twin","color"').length > 2;
      const isRefused = twins || body.includes('Central Time') || body.includes('magenta');
      if (isRefused) return Response.json({ message: 'no' }, { status: 400 });
      const response = await send(target, init);
      return response.status === 400 && init.method === 'POST'
        ? Response.json({ message: 'no' }, { status: 400 })
        : response;
    };
    const { fidelity } = await ask({ send: terse });
    const results = fidelity.assumptions;
    assert.equal(results['timezone']?.value, 'iana');
    assert.equal(results['label-color']?.value, 'known');
    assert.equal(results['transfer-number']?.value, 'any');
    assert.equal(results['keyword-blank']?.value, 'taken');
    assert.equal(results['item-names-unique']?.value, undefined);
    assert.match(results['item-names-unique']?.because ?? '', /it depends on what it is about/);
  });
});
