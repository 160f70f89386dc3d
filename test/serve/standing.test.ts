/** How far a refusal can be trusted: in its headers, in the journal, in the log, and in what a test is told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assumptionIds, loadAssumptions, valuesOf } from '../../src/contract/assumptions.ts';
import { refusalForms } from '../../src/contract/generated/assumptions.ts';
import { createStub, type JournalEntry } from '../../src/index.ts';
import { trustOfEntry } from '../../src/requests/trust.ts';
import { checkedOn, fidelityWith } from '../helpers/fidelity.ts';
import { startStub } from '../helpers/stub.ts';

const fidelity = fidelityWith({
  confirmed: { 'name-required': 'refused', 'transfer-number': 'any' },
  refuted: { 'missing-key': '400-zod', 'not-found': 'error' },
});

/** What an entry says of its refusal, and of each of its findings. */
const standingsIn = ({ issues, warnings, ...entry }: JournalEntry) =>
  [entry, ...issues, ...warnings].map(({ standing, assumption, value }) =>
    [standing, assumption, value].join(' ').trim(),
  );

describe('a refusal', () => {
  it('says whether it is documented, assumed, chosen, or confirmed or refuted by the real API, and when', async (t) => {
    const { stub, send } = await startStub(t, { fidelity, assume: 'timezone=iana', unjudged: true });
    const standing = async (...given: Parameters<typeof send>) =>
      ((await send(...given)).headers as Record<string, string>)['stub-standing'];
    const body = { language: 'xx', timezone: 'Mars', hidden: null };
    assert.equal(
      await standing('POST', '/use-cases', { body }),
      [
        `"confirmed on ${checkedOn}: name-required=refused";at="/name"`,
        '"documented";at="/language"',
        '"chosen: timezone=iana";at="/timezone"',
        '"assumed: nulls=refused";at="/hidden"',
      ].join(', '),
    );
    const missingKey = `"refuted on ${checkedOn}: missing-key=400-zod holds instead"`;
    assert.equal(await standing('GET', '/use-cases', { key: null }), missingKey);
    const notFound = `"refuted on ${checkedOn}: not-found=error holds instead"`;
    assert.equal(await standing('GET', `/use-cases/${'0'.repeat(24)}`), notFound);
    assert.equal(await standing('PUT', '/use-cases'), '"assumed: other-method=405"');
    assert.deepEqual(stub.journal('key').map(standingsIn), [
      ['', 'confirmed name-required refused', 'documented', 'chosen timezone iana', 'assumed nulls refused'],
      ['refuted not-found error'],
      ['assumed other-method 405'],
    ]);
    const [created] = stub.journal('key');
    const least = { assumption: 'nulls', value: 'refused', standing: 'assumed' };
    assert.deepEqual(created && trustOfEntry(created), least, 'a finding of verify names what is known least of');
    const [keyless] = stub.journal();
    assert.deepEqual(keyless && standingsIn(keyless), ['refuted missing-key 400-zod', 'refuted missing-key 400-zod']);
  });

  it('calls chosen what its own request prefers, and not what another one preferred', async (t) => {
    const { send } = await startStub(t);
    const standing = async (prefer: string) =>
      ((await send('GET', '/use-cases', { key: null, prefer })).headers as Record<string, string>)['stub-standing'];
    assert.equal(await standing('assume="missing-key=401"'), '"chosen: missing-key=401"');
    assert.equal(await standing('assume="list-form=array"'), '"assumed: missing-key=401"');
  });

  it('follows a preference of many ways at once, also in the journal', async (t) => {
    const { stub, send } = await startStub(t);
    const others = assumptionIds.filter((id) => id !== 'missing-key').map((id) => `${id}=${valuesOf(id)[0]}`);
    const prefer = `assume="${[...others, 'missing-key=400-zod'].join(',')}"`;
    const { headers } = await send('GET', '/use-cases', { key: null, prefer });
    const { 'stub-standing': standing, 'preference-applied': applied } = headers as Record<string, string>;
    assert.equal(standing, '"chosen: missing-key=400-zod"');
    assert.match(applied ?? '', /,missing-key=400-zod"$/);
    assert.deepEqual(
      stub.journal().map(({ standing: told, value }) => [told, value]),
      [['chosen', '400-zod']],
    );
  });

  it('says refuted where the real API does none of what is known, unless the default was chosen', async (t) => {
    const nothingFits = fidelityWith({ unmatched: ['other-method', 'timezone', 'nulls'] });
    const logged: { readonly standing?: string; readonly warnings?: readonly string[] }[] = [];
    const log = (details: object) => void logged.push(details);
    const logger = { info: log, warn: log, error: log };
    const { stub, send } = await startStub(t, { fidelity: nothingFits, logger });
    const refused = await send('PUT', '/use-cases');
    const words = `refuted on ${checkedOn}: other-method, no known way fits`;
    assert.equal((refused.headers as Record<string, string>)['stub-standing'], `"${words}"`);
    const warned = await send('POST', '/use-cases', { body: { name: 'a', timezone: 'Mars' } });
    assert.equal(
      (warned.headers as Record<string, string>)['stub-warnings'],
      `timezone-iana;at="/timezone";standing="refuted on ${checkedOn}: timezone, no known way fits"`,
    );
    assert.deepEqual(stub.journal('key').map(standingsIn), [['refuted other-method'], ['', 'refuted timezone']]);
    assert.equal(logged[0]?.standing, words);
    assert.match(
      logged[1]?.warnings?.[0] ?? '',
      new RegExp(`; refuted on ${checkedOn}: timezone, no known way fits\\)$`),
    );
    await send('POST', '/use-cases', { body: { hidden: null } });
    const least = stub.journal('key').at(-1);
    assert.deepEqual(least && trustOfEntry(least), {
      assumption: 'nulls',
      standing: 'refuted',
      checkedAt: nothingFits.startedAt,
    });
    const chosen = await send('PUT', '/use-cases', { prefer: 'assume="other-method=405"' });
    assert.equal((chosen.headers as Record<string, string>)['stub-standing'], '"chosen: other-method=405"');
  });

  it('claims nothing of the API outside its base path, where the stub imitates nothing', async () => {
    const stub = createStub({ seedCount: 0 });
    const standingOf = async (path: string, prefer = 'assume="list-form=array"') => {
      const headers = { authorization: 'Bearer key', prefer };
      return (await stub.fetch(new Request(`http://stub${path}`, { headers }))).headers.get('stub-standing');
    };
    for (const path of ['/favicon.ico', '/use-case', '/api/v10/use-case'])
      assert.equal(await standingOf(path), null, path);
    assert.equal(await standingOf('/api/v1/use-case?page=2'), '"assumed: unknown-path=message"');
    assert.equal(await standingOf('/API/v1/use-case', 'assume="path-form=lenient"'), '"assumed: unknown-path=message"');
    assert.deepEqual(
      stub.journal('key').map(({ standing }) => standing),
      [undefined, undefined, undefined, 'assumed', 'assumed'],
    );
    await stub.close();
  });

  it('of a body that cannot be unpacked has the form that is chosen for what is no JSON', async (t) => {
    const { send } = await startStub(t, { assume: 'malformed-json=400-message', unjudged: true });
    const { headers, body } = await send('POST', '/use-cases', {
      body: '{"name":"a"}',
      headers: { 'content-encoding': 'gzip' },
    });
    assert.deepEqual(body, { message: 'The body cannot be unpacked or ended early' });
    assert.equal((headers as Record<string, string>)['stub-standing'], '"chosen: malformed-json=400-message"');
  });

  it('names the assumption that it rests on, also where a client prefers another way for itself', async () => {
    const stub = createStub({ seedCount: 0 });
    const rows = await loadAssumptions();
    for (const { id, probe } of rows)
      for (const way of valuesOf(id)) {
        let created = '';
        for (const { send, body, headers = {}, key } of probe) {
          const [method = '', path = ''] = send.split(' ');
          const reply = await stub.fetch(
            new Request(`http://stub/api/v1${path.replace('{id}', created)}`, {
              method,
              headers: {
                prefer: `assume="${id}=${way}"`,
                ...(key !== 'none' && { authorization: 'Bearer key' }),
                ...(body !== undefined && { 'content-type': 'application/json' }),
                ...headers,
              },
              ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
            }),
          );
          created = /"id":"(\w+)"/.exec(await reply.text())?.[1] ?? created;
        }
      }
    const refusals = [...stub.journal('key'), ...stub.journal()].filter(({ status }) => status >= 400);
    const named = new Set<unknown>();
    for (const { method, url, standing, assumption, issues, replyHeaders = {}, ...entry } of refusals) {
      const all = [...(standing === undefined ? [] : [{ standing, assumption }]), ...issues];
      assert.ok(all.length > 0, `${method} ${url}: ${JSON.stringify(entry)}`);
      for (const each of all) {
        assert.ok(each.standing, `${method} ${url}: ${JSON.stringify(each)}`);
        named.add(each.assumption);
      }
      assert.ok(replyHeaders['stub-standing'], `${method} ${url}`);
    }
    const refusing = rows.filter(({ id }) => refusalForms.some((form) => form.assumption === id)).map(({ id }) => id);
    assert.deepEqual(
      refusing.filter((id) => !named.has(id)),
      [],
    );
    await stub.close();
  });
});

describe('a warning', () => {
  it('says in its header what is no longer assumed', async (t) => {
    const { send } = await startStub(t, { fidelity });
    const { headers } = await send('POST', '/use-cases', {
      body: { name: 'a', transfer_number: '5', timezone: 'Mars' },
    });
    assert.equal(
      (headers as Record<string, string>)['stub-warnings'],
      `transfer-number-e164;at="/transfer_number";standing="confirmed on ${checkedOn}: transfer-number=any", timezone-iana;at="/timezone"`,
    );
  });

  it('of what an alternative leaves is assumed, in its header, the journal and the log alike', async (t) => {
    const logged: { readonly warnings?: readonly string[] }[] = [];
    const log = (details: object) => void logged.push(details);
    const logger = { info: log, warn: log, error: log };
    const { stub, send } = await startStub(t, { assume: 'work-hours=HH:mm:ss', logger });
    const body = { name: 'a', work_start: '25:00:00', work_end: '17:00:00' };
    const { headers } = await send('POST', '/use-cases', { body });
    assert.equal((headers as Record<string, string>)['stub-warnings'], 'work-hours-format;at="/work_start"');
    assert.deepEqual(stub.journal('key').map(standingsIn), [['', 'assumed work-hours']]);
    assert.match(logged[0]?.warnings?.[0] ?? '', /\(work-hours-format; assumed: work-hours\)$/);
  });

  it('of what the contract refuses tells what is documented from what is not', async (t) => {
    const { stub, send } = await startStub(t, { fidelity, validation: 'warn', assume: 'hook-url=url', unjudged: true });
    const { headers } = await send('POST', '/use-cases', {
      body: { hooks: [{ url: 'calls' }], language: 'xx', hidden: null },
    });
    assert.equal(
      (headers as Record<string, string>)['stub-warnings'],
      [
        `documented;at="/name";standing="confirmed on ${checkedOn}: name-required=refused"`,
        'documented;at="/language"',
        'documented;at="/hooks/0/url";standing="chosen: hook-url=url"',
        'documented;at="/hidden";standing="assumed: nulls=refused"',
      ].join(', '),
    );
    const [entry] = stub.journal('key');
    assert.deepEqual(entry && standingsIn(entry).sort(), [
      '',
      'assumed nulls refused',
      'chosen hook-url url',
      'confirmed name-required refused',
      'documented',
    ]);
  });
});

describe('a test that waits in vain', () => {
  it('is told how far the findings about what came can be trusted', async (t) => {
    const { stub, send } = await startStub(t, { fidelity });
    await send('POST', '/use-cases', { body: {} });
    await send('PUT', '/use-cases');
    const expected = stub.expect('key').toHaveReceivedOnce({ operation: 'getUseCase' });
    await assert.rejects(expected, ({ message }: Error) => {
      assert.match(message, /\/name Required \(confirmed on 2026-11-26: name-required=refused\)/);
      assert.match(message, /PUT \S+: 405 refused \(assumed: other-method=405\)/);
      return true;
    });
  });
});
