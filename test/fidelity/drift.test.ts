import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSummarizer, requestLines, summaryText } from '../../src/fidelity/proxy/summary.ts';
import type { Judged } from '../../src/fidelity/proxy/judged.ts';
import type { JournalEntry } from '../../src/store/port.ts';
import { fidelityWith } from '../helpers/fidelity.ts';
import { createClient } from '../helpers/requests.ts';
import { createProvider } from '../provider/application.ts';
import { assumptions } from '../provider/assumptions.ts';
import { startProvider } from '../provider/helpers.ts';
import { idIn, sendGenerated, sendProbe } from './generated.ts';
import { startProxy, startService } from './helpers.ts';

const drifted = (all: readonly Judged[]) =>
  all.filter(({ drift }) => drift.length > 0).map(({ method, url, drift }) => ({ method, url, drift }));

describe('drift', () => {
  it('is found nowhere between the stub and a service that does as the stub assumes', async (t) => {
    const judged = await sendGenerated(t, {}, {}, 600);
    assert.deepEqual(drifted(judged).slice(0, 5), []);
    const compared = judged.filter(({ notCompared }) => notCompared === undefined);
    assert.ok(compared.length > judged.length * 0.9, `${compared.length} of ${judged.length}`);
  });

  it('is explained by the alternative that the service follows, whichever it is', async (t) => {
    let provider = createProvider();
    const { url } = await startService(t, (request, response) => void provider(request, response));
    const { base, judged } = await startProxy(t, url);
    const client = createClient(base);
    t.after(() => client.close());
    let told = 0;
    for (const assumption of assumptions)
      for (const value of Object.keys(assumption.alternatives)) {
        provider = createProvider({ [assumption.id]: value });
        const choice = `${assumption.id}=${value}`;
        await sendProbe(client, assumption, choice);
        const all = await judged();
        const drift = all.slice(told).flatMap((each) => each.drift);
        told = all.length;
        // Not to enforce the rule at all would explain it as well.
        const or = choice === 'amd-on-update=none' ? ['amd-issue=not-enforced'] : [];
        assert.ok(drift.length > 0, choice);
        for (const { because } of drift) assert.deepEqual(because, [...or, choice]);
      }
  });

  it('is explained by several alternatives together', async (t) => {
    const changed = {
      'name-required': 'taken',
      'max-duration-default': 'absent',
      nulls: 'taken',
      'item-name': 'required',
    };
    const provider = await startProvider(t, changed);
    const { base, judged } = await startProxy(t, provider.url);
    const post = (body: object) =>
      fetch(`${base}/use-cases`, {
        method: 'POST',
        headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((reply) => reply.text());
    await post({});
    await post({ timezone: null });
    await post({ name: 5, classification_tags: [{}] });
    const explained = (await judged()).map(({ drift }) =>
      drift.map(({ at, pointer = '', because }) => `${at} ${pointer} ${because.join(' or ')}`),
    );
    assert.deepEqual(explained, [
      ['status  name-required=taken', 'body /max_duration_mins max-duration-default=absent'],
      ['status  nulls=taken and name-required=taken', 'body /max_duration_mins max-duration-default=absent'],
      ['body /issues item-name=required'],
    ]);
  });

  it('says how far could be trusted what it speaks against, and since when', async (t) => {
    const fidelity = fidelityWith({ confirmed: { 'name-required': 'refused', 'transfer-number': 'any' } });
    const provider = await startProvider(t, { 'name-required': 'taken', 'max-duration-default': 'absent' });
    let isOdd = false;
    const { url } = await startService(t, (request, response) => {
      if (isOdd) return void response.setHeader('content-type', 'application/json').end('{"id":5,"name":"a"}');
      void fetch(`${provider.url}/use-cases`, {
        method: 'POST',
        headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
        body: '{"transfer_number":"5","language":"en-US"}',
      }).then(async (reply) => {
        response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8' });
        response.end(await reply.text());
      });
      request.resume();
    });
    const { base, origin, judged } = await startProxy(t, url, {
      fidelity,
      choices: { 'max-duration-default': 'stored' },
    });
    const post = (body: object) =>
      fetch(`${base}/use-cases`, {
        method: 'POST',
        headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((reply) => reply.text());
    await post({ transfer_number: '5', language: 'en-US' });
    isOdd = true;
    await post({ name: 'a', language: 'en-US', max_duration_mins: 5 });
    const all = await judged();
    const lines = all.map((each) => requestLines(each, false)).join('');
    assert.match(lines, /drift .*\[name-required=taken\] \(confirmed on 2026-11-26: name-required=refused\)/);
    assert.match(lines, /drift .*\[max-duration-default=absent\] \(chosen: max-duration-default=stored\)/);
    assert.match(lines, /rule .*\(transfer-number-e164; confirmed on 2026-11-26: transfer-number=any\)/);
    assert.match(lines, /drift .*\/max_duration_mins.* \(documented\)/);
    const summarizer = createSummarizer();
    for (const each of all) summarizer.add(each);
    assert.match(summaryText(summarizer.summary()), /name-required=taken, in 1 place \(confirmed on 2026-11-26: name/);
    const listed = await fetch(`${origin}/__stub/requests`, { headers: { authorization: 'Bearer key' } });
    assert.match(await listed.text(), /as with name-required=taken \(confirmed on 2026-11-26: name-required=refused\)/);
  });

  it('is told by place, and leaves the stub with what the service has', async (t) => {
    const provider = await startProvider(t, { 'max-duration-default': 'absent', 'not-found': 'error' });
    const { base, judged } = await startProxy(t, provider.url);
    const client = createClient(base);
    t.after(() => client.close());
    const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
    const ask = (method: string, path: string, body?: object) =>
      client.send({ method, path, headers, ...(body && { text: JSON.stringify(body) }) });
    const id = idIn(await ask('POST', '/use-cases', { name: 'a' })) ?? '';
    await ask('GET', `/use-cases/${id}`);
    await ask('PATCH', `/use-cases/${id}`, { amd: true });
    await ask('PATCH', `/use-cases/${id}`, { name: 'b' });
    await ask('GET', '/use-cases');
    await ask('GET', `/use-cases/${'0'.repeat(24)}`);
    const found = (await judged()).map(({ operationId, status, drift }) => {
      const places = drift.map(({ at, pointer, message }) => `${at} ${pointer ?? ''}: ${message}`);
      return `${operationId ?? ''} ${status ?? ''} ${places.join('; ')}`;
    });
    assert.deepEqual(found, [
      'createUseCase 200 body /max_duration_mins: the service leaves "max_duration_mins" out',
      'getUseCase 200 ',
      'updateUseCase 400 ',
      'updateUseCase 200 ',
      'listUseCases 200 ',
      'getUseCase 404 body /error: the service has "error", the stub has not; body /message: the service leaves "message" out',
    ]);
  });

  it('is not told where a reply says nothing about it: a refused key, a busy service, requests at the same time', async (t) => {
    const both = Promise.withResolvers<void>();
    let arrived = 0;
    const { url } = await startService(t, (request, response) => {
      response.setHeader('content-type', 'application/json');
      const status = Number(request.headers['x-status'] ?? 200);
      if (status !== 200) return void response.writeHead(status).end('{"message":"no"}');
      if (++arrived === 2) both.resolve();
      void both.promise.then(() => response.end('{"id":"1","name":"other"}'));
    });
    const { base, judged } = await startProxy(t, url);
    const send = (method: string, path: string, status: string) =>
      fetch(base + path, {
        method,
        headers: { authorization: 'Bearer key', 'x-status': status, 'content-type': 'application/json' },
        ...(method !== 'GET' && { body: '{"name":"a"}' }),
      }).then((reply) => reply.text());
    await send('GET', '/use-cases', '401');
    await send('GET', '/use-cases', '429');
    await send('PATCH', `/use-cases/${'1'.repeat(24)}`, '400');
    await Promise.all([send('POST', '/use-cases', '200'), send('POST', '/use-cases', '200')]);
    const all = await judged();
    assert.deepEqual(drifted(all), []);
    const reasons = all.map(({ notCompared = '' }) => notCompared);
    assert.deepEqual(reasons.slice(0, 3), [
      'the service does not accept the API key',
      'the service answers 429, whatever the request is like',
      'the use case has not been seen before, so the stub does not have it',
    ]);
    for (const reason of reasons.slice(3)) assert.match(reason, /was under way with the same key/);
    assert.equal(all.length, 5);
  });
});

it('the proxy forgets use cases where --max-memory has no room for them, and learns them anew without drift', async (t) => {
  const provider = await startProvider(t);
  const { base, origin, judged } = await startProxy(t, provider.url, { maxMemory: 8_388_608 });
  const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
  const text = 'x'.repeat(50_000);
  const ids: string[] = [];
  const size = 40;
  for (let count = 0; count < size; count++) {
    const body = JSON.stringify({ name: `number ${count}`, generic_after_hours_message: text });
    const reply = await fetch(`${base}/use-cases`, { method: 'POST', headers, body });
    ids.push(((await reply.json()) as { id: string }).id);
  }
  await judged();
  const shown = async () => {
    const page = await fetch(`${origin}/__stub/api/v1/use-cases`, { headers: { ...headers, 'stub-from': 'console' } });
    return ((await page.json()) as unknown[]).length;
  };
  const kept = await shown();
  assert.ok(kept > 0 && kept < size, String(kept));
  await (await fetch(`${base}/use-cases/${ids[0]}`, { headers })).text();
  await (await fetch(`${base}/use-cases`, { headers })).text();
  await (await fetch(`${base}/use-cases/${ids[1]}`, { method: 'PATCH', headers, body: '{"name":"other"}' })).text();
  assert.deepEqual(drifted(await judged()), []);
  assert.ok((await shown()) < size);
});

describe('what the proxy shows', () => {
  it('is the journal of a stub, with the replies of the service, findings and use cases, and the key masked', async (t) => {
    const provider = await startProvider(t, { 'max-duration-default': 'absent' });
    const { base, origin, proxy } = await startProxy(t, provider.url);
    const headers = { authorization: 'Bearer a-secret-key', 'content-type': 'application/json' };
    const sent = await fetch(`${base}/use-cases`, { method: 'POST', headers, body: '{"name":"a","timezone":"x"}' });
    const reply = await sent.text();
    await (await fetch(`${base}/use-cases`, { method: 'POST', headers, body: '{"name":7}' })).text();
    await proxy.judged();
    const listed = await fetch(`${origin}/__stub/requests`, { headers });
    const text = await listed.text();
    assert.ok(!text.includes('a-secret-key'));
    const [first, second] = JSON.parse(text) as JournalEntry[];
    assert.deepEqual(
      [first?.operationId, first?.verdict, first?.status, first?.cause, first?.reply, first?.body],
      ['createUseCase', 'accepted', 200, { kind: 'real-api' }, reply, '{"name":"a","timezone":"x"}'],
    );
    assert.deepEqual(
      first?.warnings.map(({ rule, path }) => [rule, path]),
      [
        ['timezone-iana', ['timezone']],
        ['drift', ['max_duration_mins']],
      ],
    );
    assert.ok(first?.replyHeaders?.['etag']);
    assert.deepEqual(
      [second?.verdict, second?.issues.map(({ code, path }) => [code, path])],
      ['refused', [['invalid_type', ['name']]]],
    );
    const seen = await fetch(`${origin}/__stub/api/v1/use-cases`, { headers: { ...headers, 'stub-from': 'console' } });
    assert.deepEqual(await seen.json(), [JSON.parse(reply)]);
    const refused = await fetch(`${origin}/__stub/api/v1/use-cases`, { method: 'POST', headers, body: '{"name":"b"}' });
    assert.deepEqual([refused.status, refused.headers.get('stub-error')], [403, 'proxy-shows-only']);
    assert.equal((await fetch(`${origin}/__stub/requests`, { method: 'DELETE', headers })).status, 204);
    const page = await fetch(`${origin}/__stub/`);
    assert.match(page.headers.get('content-type') ?? '', /^(text\/html|application\/json)/);
    await page.text();
  });

  it('is not looked for in a list that would take long, and what follows is compared as before', async (t) => {
    const many = Array.from({ length: 30_000 }, (_, number) => ({ id: String(number).padStart(24, '0'), name: 'a' }));
    const { url } = await startService(t, (request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url?.endsWith('?all') === true ? many : []));
    });
    const { base, judged, observed } = await startProxy(t, url);
    for (const query of ['?all', '', '?all'])
      await (await fetch(`${base}/use-cases${query}`, { headers: { authorization: 'Bearer key' } })).text();
    const told = (await judged()).map(({ notCompared, drift }) => [notCompared, drift.length]);
    const tooLong = 'the list has more than 2,000 use cases';
    assert.deepEqual(told, [
      [tooLong, 0],
      [undefined, 0],
      [tooLong, 0],
    ]);
    assert.deepEqual(observed[0]?.useCases.length, many.length);
  });
});
