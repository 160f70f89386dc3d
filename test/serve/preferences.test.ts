import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import type { Issue, UseCase } from '../../src/index.ts';
import { placesOf, startStub, warnedRules } from '../helpers/stub.ts';

const applied = (response: { headers: unknown }) => (response.headers as Record<string, string>)['preference-applied'];
const messageOf = (response: { body: unknown }) => (response.body as { issues: Issue[] }).issues[0]?.message ?? '';

describe('Prefer: code', () => {
  it('answers with the first example that the contract has for the status', async (t) => {
    const { send } = await startStub(t);
    const response = await send('POST', '/use-cases', { body: { name: 'x' }, prefer: 'code=429' });
    assert.equal(response.status, 429);
    assert.deepEqual(response.body, { message: 'Too many requests' });
    assert.equal(applied(response), 'code=429');
    assert.equal(response.headers['retry-after'], '30', 'headers come from the contract as well');
    assert.deepEqual((await send('GET', '/use-cases')).body, [], 'nothing is stored');
  });

  it('answers every status that the contract has, for every operation', async (t) => {
    const { send } = await startStub(t);
    const document = parse(readFileSync(new URL('../../openapi/use-cases.yaml', import.meta.url), 'utf8')) as {
      paths: Record<string, Record<string, { responses?: Record<string, unknown> }>>;
    };
    let answered = 0;
    for (const [template, item] of Object.entries(document.paths)) {
      for (const [method, { responses }] of Object.entries(item)) {
        for (const status of Object.keys(responses ?? {})) {
          const body = method === 'post' || method === 'patch' ? { name: 'x' } : undefined;
          const path = template.replace('{id}', 'a'.repeat(24));
          const response = await send(method.toUpperCase(), path, { body, prefer: `code=${status}` });
          assert.equal(response.status, Number(status), `${method} ${template}`);
          answered++;
        }
      }
    }
    assert.ok(answered > 30);
  });

  it('still refuses an invalid request first, as Prism does', async (t) => {
    const { send } = await startStub(t);
    const response = await send('POST', '/use-cases', { body: {}, prefer: 'code=500' });
    assert.equal(response.status, 400);
    assert.deepEqual(placesOf(response), ['/name']);
  });

  it('lists the statuses that there are when asked for another', async (t) => {
    const { send } = await startStub(t);
    const response = await send('GET', '/use-cases', { prefer: 'code=418' });
    assert.equal(response.status, 400);
    assert.equal(response.headers['stub-error'], 'preference-unavailable');
    assert.match(messageOf(response), /listUseCases has no response 418; it has 200, 400, 401/);
  });

  it('generates a success when it is to be dynamic', async (t) => {
    const { send } = await startStub(t);
    const id = 'a'.repeat(24);
    const response = await send('GET', `/use-cases/${id}`, { prefer: 'code=200, dynamic=true' });
    assert.equal((response.body as UseCase).id, id);
    assert.ok((response.body as UseCase).extract_with_ai);
    assert.equal(applied(response), 'code=200, dynamic=true');
    const list = await send('GET', '/use-cases', { prefer: 'code=200, dynamic=true' });
    assert.equal((list.body as UseCase[]).length, 3);
  });
});

describe('Prefer: example', () => {
  it('answers the example of that name', async (t) => {
    const { send } = await startStub(t);
    const response = await send('GET', '/use-cases', { prefer: 'example=empty' });
    assert.deepEqual(response.body, []);
    assert.equal(applied(response), 'example=empty');
    const refused = await send('POST', '/use-cases', {
      body: { name: 'x' },
      prefer: 'code=400; example=behavior_missing',
    });
    assert.deepEqual(placesOf(refused), ['/amd_behavior']);
  });

  it('lists the examples that there are when asked for another', async (t) => {
    const { send } = await startStub(t);
    const response = await send('GET', '/use-cases', { prefer: 'example=nope' });
    assert.equal(messageOf(response), 'the response 200 has no example "nope"; it has two_languages, empty');
  });

  it('can be asked for by query as well, as in Prism', async (t) => {
    const { send } = await startStub(t);
    const response = await send('GET', '/use-cases?__example=empty&__code=200');
    assert.deepEqual(response.body, []);
    assert.equal(applied(response), 'code=200, example=empty');
  });
});

describe('Prefer: dynamic', () => {
  it('fills what a create leaves out, with values that agree with those sent', async (t) => {
    const { send } = await startStub(t);
    const sent = {
      name: 'Facturas',
      language: 'es-MX',
      transfer_number: '+525512345678',
      amd: true,
      amd_behavior: 'Message',
      work_start: '21:00',
    };
    const response = await send('POST', '/use-cases', { body: sent, prefer: 'dynamic=true' });
    const useCase = response.body as UseCase;
    assert.equal(applied(response), 'dynamic=true');
    assert.deepEqual({ ...useCase, ...sent }, useCase);
    assert.deepEqual(Object.keys(useCase.amd_messages ?? {}), ['es-MX']);
    assert.match(useCase.timezone ?? '', /^America\//);
    assert.ok((useCase.work_end ?? '') > '21:00');
    assert.equal(useCase.params?.['callback_number'], '+525512345678');
    assert.deepEqual((await send('GET', `/use-cases/${useCase.id}`)).body, useCase);
  });

  it('can be set for the whole stub and switched off for a request', async (t) => {
    const { create, send } = await startStub(t, { dynamic: true });
    assert.ok((await create({ name: 'x' })).timezone);
    const response = await send('POST', '/use-cases', { body: { name: 'x' }, prefer: 'dynamic=false' });
    assert.equal((response.body as UseCase).timezone, undefined);
    assert.equal(applied(response), 'dynamic=false');
  });

  it('does not claim to have been applied where there was nothing to fill', async (t) => {
    const { send } = await startStub(t);
    assert.equal(applied(await send('GET', '/use-cases', { prefer: 'dynamic=true' })), undefined);
  });
});

describe('Prefer: delay', () => {
  it('waits that long, and no longer', async (t) => {
    const { send, stub } = await startStub(t, { clock: 'frozen' });
    const sent = send('GET', '/use-cases', { prefer: 'delay=40' });
    await stub.clock.advance(39, { waiting: 1 });
    await stub.clock.advance(1, { waiting: 1 });
    assert.equal(applied(await sent), 'delay=40');
  });

  it('does not keep the stub from closing', async (t) => {
    const { stub } = await startStub(t);
    const waiting = fetch(`${stub.url}/use-cases`, { headers: { authorization: 'Bearer k', prefer: 'delay=60000' } });
    while (stub.journal('k').length === 0 && !(await isBeingAnswered(stub.url))) continue;
    await stub.close();
    assert.equal((await waiting).status, 200);
  });
});

/** One round trip to the same process: the request sent before has arrived by then. */
async function isBeingAnswered(url: string): Promise<boolean> {
  return (await fetch(`${new URL(url).origin}/__stub/health`)).ok;
}

describe('Prefer: validation', () => {
  const odd = { name: 'x', transfer_number: '(415) 555-0134', nmae: 'y' };

  it('strict refuses by assumed rules as well, and names them', async (t) => {
    const { send } = await startStub(t);
    const response = await send('POST', '/use-cases', { body: odd, prefer: 'validation=strict' });
    assert.equal(response.status, 400);
    assert.equal(applied(response), 'validation=strict');
    assert.deepEqual(response.body, {
      issues: [
        {
          code: 'custom',
          path: ['nmae'],
          message: 'is not part of the contract and was dropped (did you mean "name"?)',
          params: { rule: 'unknown-property' },
        },
        {
          code: 'custom',
          path: ['transfer_number'],
          message: 'not a phone number in E.164 form, such as +14155550134',
          params: { rule: 'transfer-number-e164' },
        },
      ],
      name: 'ZodError',
    });
  });

  it('standard warns', async (t) => {
    const { send } = await startStub(t, { validation: 'strict' });
    const response = await send('POST', '/use-cases', { body: odd, prefer: 'validation=standard' });
    assert.equal(response.status, 200);
    assert.deepEqual(warnedRules(response), ['unknown-property', 'transfer-number-e164']);
  });

  it('warn refuses nothing and reports even what is documented', async (t) => {
    const { send } = await startStub(t, { unjudged: true });
    const response = await send('POST', '/use-cases', {
      body: { amd: 'yes', language: 'nl' },
      prefer: 'validation=warn',
    });
    assert.equal(response.status, 200);
    assert.equal((response.body as UseCase).language, 'nl');
    assert.deepEqual(warnedRules(response), ['documented', 'documented', 'documented']);
    const { id } = response.body as UseCase;
    const patched = await send('PATCH', `/use-cases/${id}`, { body: { name: 1 }, prefer: 'validation=warn' });
    assert.equal(patched.status, 200);
    for (const body of [[], null, 7, 'text']) {
      assert.equal(
        (await send('POST', '/use-cases', { body: JSON.stringify(body), prefer: 'validation=warn' })).status,
        200,
      );
    }
    assert.equal((await send('GET', '/use-cases/short', { prefer: 'validation=warn' })).status, 404);
  });

  it('off says nothing at all', async (t) => {
    const { send } = await startStub(t, { unjudged: true });
    const response = await send('POST', '/use-cases', { body: { amd: 'yes', nmae: 1 }, prefer: 'validation=off' });
    assert.equal(response.status, 200);
    assert.deepEqual(warnedRules(response), []);
    assert.equal(
      (response.body as Record<string, unknown>)['nmae'],
      undefined,
      'unknown properties are dropped all the same',
    );
  });
});

describe('preferences', () => {
  it('that cannot be taken are refused by name', async (t) => {
    const { send } = await startStub(t);
    for (const prefer of [
      'code=abc',
      'code=99',
      'delay=soon',
      'delay=60001',
      'validation=harsh',
      'dynamic=maybe',
      'example=',
    ]) {
      const response = await send('GET', '/use-cases', { prefer });
      assert.equal(response.status, 400, prefer);
      assert.equal(response.headers['stub-error'], 'preference-invalid');
      assert.ok(messageOf(response).startsWith(`Prefer: ${prefer} cannot be taken; it must be`), messageOf(response));
    }
  });

  it('that are repeated count the first time', async (t) => {
    const { send } = await startStub(t);
    assert.equal((await send('GET', '/use-cases?__code=500', { prefer: 'code=200, code=429' })).status, 200);
  });

  it('that the stub does not know are ignored, as RFC 7240 wants', async (t) => {
    const { send } = await startStub(t);
    const response = await send('GET', '/use-cases', { prefer: 'respond-async, wait=10, __proto__=x, constructor=1' });
    assert.equal(response.status, 200);
    assert.equal(applied(response), undefined);
  });
});
