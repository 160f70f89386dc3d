/** A stub that behaves otherwise than it assumes: by a setting, by what a probe found out, or for one request. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createStub, type StubOptions, type UseCase } from '../../src/index.ts';
import { placesOf, startStub, warnedRules } from '../helpers/stub.ts';

const fidelity = {
  version: 1,
  tool: '0.2.0',
  service: 'https://api.example/api/v1',
  startedAt: '2026-11-26T08:00:00.000Z',
  readOnly: false,
  mark: 'probe',
  created: [],
  assumptions: {
    'missing-key': { result: 'refuted', value: '400-zod', checkedAt: '2026-11-26T08:00:01.000Z' },
    'list-form': { result: 'confirmed', value: 'array', checkedAt: '2026-11-26T08:00:02.000Z' },
    delete: { result: 'undecided', because: 'it was not asked', checkedAt: '2026-11-26T08:00:03.000Z' },
  },
} as const satisfies NonNullable<StubOptions['fidelity']>;

interface Row {
  readonly id: string;
  readonly value: string;
  readonly standing: string;
  readonly checkedAt?: string;
}

/** @returns what a stub says of some assumptions, as `value standing` */
async function inForce(t: TestContext, options: StubOptions, ids: readonly string[]): Promise<string[]> {
  const { send } = await startStub(t, options);
  const { body } = await send('GET', '/__stub/assumptions', { key: null });
  const rows = body as readonly Row[];
  return ids.map((id) => {
    const { value, standing, checkedAt } = rows.find((each) => each.id === id) as Row;
    return [value, standing, checkedAt].filter(Boolean).join(' ');
  });
}

describe('what is in force', () => {
  it('is what is assumed, unless a setting says otherwise', async (t) => {
    const shown = await inForce(t, { assume: 'missing-key=400-zod' }, ['missing-key', 'delete']);
    assert.deepEqual(shown, ['400-zod chosen', 'none assumed']);
  });

  it('is what a probe found out, over which a setting wins', async (t) => {
    const ids = ['missing-key', 'list-form', 'delete'];
    assert.deepEqual(await inForce(t, { fidelity }, ids), [
      '400-zod refuted 2026-11-26T08:00:01.000Z',
      'array confirmed 2026-11-26T08:00:02.000Z',
      'none assumed',
    ]);
    const { send } = await startStub(t, { fidelity });
    assert.deepEqual(placesOf(await send('GET', '/use-cases', { key: null })), ['/authorization']);
    const chosen = await inForce(t, { fidelity, assume: { 'missing-key': '401', 'list-form': 'array' } }, ids);
    assert.deepEqual(chosen.slice(0, 2), ['401 chosen', 'array confirmed 2026-11-26T08:00:02.000Z']);
  });

  it('shows in the contract that is served, and at the rules', async (t) => {
    const assume = { 'list-form': 'page', delete: 'exists', 'name-required': 'taken', 'not-found': 'error' } as const;
    const { send } = await startStub(t, { assume });
    const { body } = await send('GET', '/__stub/contract', { key: null });
    const document = body as {
      readonly paths: Record<string, Record<string, { readonly responses: Record<string, object> }>>;
      readonly components: { readonly schemas: Record<string, { readonly allOf?: readonly object[] }> };
      readonly 'x-assumptions': readonly Row[];
    };
    assert.match(JSON.stringify(document.paths['/use-cases']?.['get']?.responses['200']), /currentPage/);
    assert.match(
      JSON.stringify(document.paths['/use-cases/{id}']?.['get']?.responses['404']),
      /"required":\["error"\]/,
    );
    assert.ok(document.paths['/use-cases/{id}']?.['delete']);
    assert.doesNotMatch(JSON.stringify(document.components.schemas['UseCaseCreate']), /"required":\["name"\]/);
    assert.deepEqual(document['x-assumptions'].map(({ id }) => id).sort(), Object.keys(assume).sort());
    const { body: rules } = await send('GET', '/__stub/rules', { key: null });
    const required = (rules as readonly { id: string; standing: string }[]).find(({ id }) => id === 'name-required');
    assert.equal(required?.standing, 'chosen');
  });

  it('leaves the contract as it is where nothing is otherwise', async (t) => {
    const { send } = await startStub(t);
    const { body } = await send('GET', '/__stub/contract', { key: null });
    assert.equal(Object.hasOwn(body as object, 'x-assumptions'), false);
  });
});

describe('findings in the journal', () => {
  it('say how far they can be trusted', async (t) => {
    const checkedAt = '2026-11-26T08:00:01.000Z';
    const seen = { result: 'confirmed', value: 'any', checkedAt } as const;
    const known = { ...fidelity, assumptions: { 'transfer-number': seen } };
    const { stub, send } = await startStub(t, { fidelity: known, assume: 'hook-url=url' });
    const body = { name: 'a', transfer_number: '555', timezone: 'Mars/Base', amd: true };
    await send('POST', '/use-cases', { body });
    await send('POST', '/use-cases', { body: {} });
    const confirmed = { assumption: 'transfer-number', value: 'any', standing: 'confirmed', checkedAt };
    const entries = stub.journal('key');
    const ofRule = (rule: string) => entries[0]?.warnings.find((each) => each.rule === rule);
    const {
      rule: _rule,
      path: _path,
      message: _message,
      suggestion: _suggestion,
      ...trust
    } = ofRule('transfer-number-e164') as NonNullable<ReturnType<typeof ofRule>>;
    assert.deepEqual(trust, confirmed);
    assert.equal(ofRule('timezone-iana')?.standing, 'assumed');
    assert.equal(entries[1]?.issues[0]?.assumption, 'name-required');
    // Over HTTP as in the program.
    const { body: shown } = await send('GET', '/__stub/requests');
    assert.deepEqual(
      (shown as typeof entries).map(({ warnings, issues }) => [warnings, issues]),
      entries.map(({ warnings, issues }) => [warnings, issues]),
    );
  });
});

describe('a stub that assumes otherwise', () => {
  it('refuses what would have been warned of, and says it once', async (t) => {
    const { send } = await startStub(t, { assume: 'transfer-number=e164' });
    const body = { name: 'a', transfer_number: '555' };
    const refused = await send('POST', '/use-cases', { body });
    assert.deepEqual([refused.status, placesOf(refused), warnedRules(refused)], [400, ['/transfer_number'], []]);
    const warned = await send('POST', '/use-cases', { body, prefer: 'assume="transfer-number=any"' });
    assert.deepEqual([warned.status, warnedRules(warned)], [200, ['transfer-number-e164']]);
  });

  it('keeps a property that it does not know, but not an id of the client', async (t) => {
    const { send } = await startStub(t, { assume: 'unknown-properties=kept' });
    const { body } = await send('POST', '/use-cases', { body: { name: 'a', colour: 'red', id: 'f'.repeat(24) } });
    const { id, ...useCase } = body as UseCase & { colour: string };
    assert.equal(useCase.colour, 'red');
    assert.notEqual(id, 'f'.repeat(24));
  });

  it('answers examples and scenarios as that API would', async (t) => {
    const { send } = await startStub(t, { assume: ['list-form=page', 'delete=exists'], unjudged: true });
    const list = await send('GET', '/use-cases', { prefer: 'example=empty' });
    assert.deepEqual(list.body, { items: [], count: 0, currentPage: 1 });
    const { body: created } = await send('POST', '/use-cases', { body: { name: 'a' } });
    const path = `/use-cases/${(created as UseCase).id}`;
    assert.deepEqual((await send('DELETE', path)).body, {});
    assert.equal((await send('DELETE', path)).status, 404);
  });

  it('is not made of choices that cannot be meant', () => {
    assert.throws(() => createStub({ assume: 'missing-kye=400-zod' }), {
      name: 'TypeError',
      message: /createStub: assume must name assumptions, .* did you mean "missing-key"\?/,
    });
    assert.throws(() => createStub({ assume: ['delete=exists', 'delete=none'] }), /one thing of "delete"/);
  });

  it('does not call a delete documented in the contract that it serves', async (t) => {
    const { send } = await startStub(t, { assume: { delete: 'exists' }, unjudged: true });
    const { body } = await send('GET', '/__stub/contract', { key: null });
    const { delete: removal } =
      (body as { paths: Record<string, Record<string, object>> }).paths['/use-cases/{id}'] ?? {};
    const { 'x-source': source, externalDocs } = removal as {
      'x-source'?: Record<string, string>;
      externalDocs?: unknown;
    };
    assert.deepEqual([source?.['operation'], source?.['status'], externalDocs], ['assumed', 'assumed', undefined]);
  });
});

describe('warnings of a stub that assumes otherwise', () => {
  /** What is left of an assumption by its alternative, with the rule that still warns of it. */
  const leftOver: readonly [assume: string, field: object, rule: string][] = [
    ['hook-url=url', { hooks: [{ url: 'ftp://calls' }] }, 'hook-url-http'],
    ['hook-url-required=required', { hooks: [{ url: '' }] }, 'hook-url-missing'],
    ['hook-header=token', { hooks: [{ url: 'https://a.example', headers: [{ value: 'b' }] }] }, 'hook-header-key'],
    ['item-name=required', { classification_tags: [{ name: '' }] }, 'item-name-missing'],
    ['work-hours=HH:mm', { work_start: '25:00', work_end: '26:00' }, 'work-hours-format'],
    ['work-hours=HH:mm:ss', { work_start: '25:00:00', work_end: '26:00:00' }, 'work-hours-format'],
    [
      'detailed-work-hours=weekdays',
      { detailed_work_hours: { monday: { start: '17:00', end: '8' } } },
      'detailed-work-hours-shape',
    ],
  ];

  it('tell what an alternative leaves, once, and that it is only assumed', async (t) => {
    const { stub, send } = await startStub(t);
    for (const [assume, field, rule] of leftOver) {
      const body = { name: 'a', ...field };
      const prefer = `assume="${assume}"`;
      const taken = await send('POST', '/use-cases', { body, prefer });
      const [warned] = warnedRules(taken);
      assert.deepEqual([taken.status, warned], [200, rule], assume);
      // What is refused for something else says it too, so that all can be mended in one round.
      const refused = await send('POST', '/use-cases', { body: { ...body, name: 7 }, prefer });
      assert.deepEqual([refused.status, placesOf(refused)], [400, ['/name']], assume);
      assert.deepEqual(warnedRules(refused), warnedRules(taken), assume);
    }
    const { send: other, stub: chosen } = await startStub(t, {
      assume: leftOver.map(([assume]) => assume)[0] as string,
    });
    await other('POST', '/use-cases', { body: { name: 'a', hooks: [{ url: 'ftp://calls' }] } });
    assert.deepEqual(
      chosen.journal('key')[0]?.warnings.map(({ rule, assumption, standing }) => [rule, assumption, standing]),
      [['hook-url-http', 'hook-url', 'assumed']],
    );
    assert.equal(stub.journal('key').length, 14);
  });

  it('are those of a whole use case that an update leaves, where only bodies are refused', async (t) => {
    const { send, create } = await startStub(t, { assume: 'amd-sense=refused' });
    const message = { amd: true, amd_behavior: 'Message', amd_messages: { 'en-US': 'It is {{name}}' } };
    const { id } = await create({ name: 'a', params: { name: 'b' }, ...message });
    const emptied = await send('PATCH', `/use-cases/${id}`, { body: { params: {} } });
    assert.deepEqual([emptied.status, warnedRules(emptied)], [200, ['amd-messages-parameter']]);
  });

  it('do not repeat what is refused, at any level', async (t) => {
    const { send } = await startStub(t, { assume: 'transfer-number=e164,work-hours-sense=refused', unjudged: true });
    const body = { name: 'a', transfer_number: '555', work_start: '08:00' };
    const told = async (prefer: string) => {
      const reply = await send('POST', '/use-cases', { body, prefer });
      return [reply.status, reply.status === 400 ? placesOf(reply) : [], warnedRules(reply)];
    };
    assert.deepEqual(await told('validation=standard'), [400, ['/transfer_number', ''], []]);
    assert.deepEqual(await told('validation=strict'), [400, ['/transfer_number', ''], []]);
    assert.deepEqual(await told('validation=warn'), [200, [], ['documented', 'documented']]);
  });

  it('of other assumptions stay as they are', async (t) => {
    const { send } = await startStub(t, { assume: 'missing-key=400-zod,hook-url=url,nulls=taken' });
    const body = { name: ' ', transfer_number: '555', timezone: 'Mars', keywords: [' '], amd_behavior: 'Hangup' };
    const { send: plain } = await startStub(t);
    const rules = warnedRules(await plain('POST', '/use-cases', { body }));
    assert.equal(rules.length, 5);
    assert.deepEqual(warnedRules(await send('POST', '/use-cases', { body })), rules);
  });
});

describe('Prefer: assume', () => {
  it('holds for one request, and is said to have been applied', async (t) => {
    const { send } = await startStub(t, { unjudged: true });
    const prefer = 'assume="not-found=error, malformed-key=403", assume="path-form=exact"';
    const missing = await send('GET', `/use-cases/${'0'.repeat(24)}`, { prefer });
    assert.deepEqual(missing.body, { error: 'Use case not found' });
    assert.equal(missing.headers['preference-applied'], 'assume="not-found=error,malformed-key=403,path-form=exact"');
    assert.equal((await send('GET', '/use-cases/', { prefer })).status, 404);
    assert.equal((await send('GET', '/use-cases/')).status, 200);
  });

  it('is refused when it is misspelt, with the name that was meant', async (t) => {
    const { send } = await startStub(t, { unjudged: true });
    const refused = await send('GET', '/use-cases', { prefer: 'assume="not-fuond=error"' });
    assert.deepEqual([refused.status, refused.headers['stub-error']], [400, 'preference-invalid']);
    assert.match(JSON.stringify(refused.body), /did you mean \\"not-found\\"/);
  });

  it('works beside other preferences', async (t) => {
    const { send } = await startStub(t, { unjudged: true });
    const reply = await send('GET', '/use-cases', { prefer: 'assume=list-form=page, code=200; example=empty' });
    assert.deepEqual(reply.body, { items: [], count: 0, currentPage: 1 });
    assert.equal(reply.headers['preference-applied'], 'assume="list-form=page", code=200, example=empty');
  });
});
