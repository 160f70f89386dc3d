/** What choices mean for operations of a user's own document, given by --spec. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { loadContract, type StubOptions } from '../../src/index.ts';
import { run, start } from '../helpers/cli.ts';
import { directoryWith } from '../helpers/files.ts';
import { placesOf, startStub, type RunningStub } from '../helpers/stub.ts';

const UNKNOWN = '0'.repeat(24);
const json = (schema: object, examples: object = {}) => ({ content: { 'application/json': { schema, examples } } });
const textIn = (name: string) => ({ type: 'object', required: [name], properties: { [name]: { type: 'string' } } });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 24, maxLength: 24 } };
const useCase = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, name: { type: 'string' } } };
const unauthorized = { description: 'No key.', ...json(textIn('message'), { none: { value: { message: 'a' } } }) };
const responses = { '200': { description: 'It.', ...json(useCase) }, '401': unauthorized };

/** Calls, which Prism mocks, and two operations in place of the stub's own. */
const own = {
  openapi: '3.1.0',
  info: { title: 'Own', version: '1' },
  security: [{ apiKey: [] }],
  paths: {
    '/calls/{id}': {
      parameters: [id],
      get: {
        operationId: 'getCall',
        responses: { ...responses, '404': { $ref: '#/components/responses/Missing' } },
      },
      delete: {
        operationId: 'endCall',
        responses: { ...responses, '404': { description: 'None.', ...json(textIn('reason')) } },
      },
    },
    '/use-cases': {
      get: {
        operationId: 'listUseCases',
        responses: {
          ...responses,
          '200': { description: 'All.', ...json({ type: 'array', items: useCase }, { none: { value: [] } }) },
        },
      },
      post: {
        operationId: 'createUseCase',
        requestBody: {
          required: true,
          ...json({ type: 'object', properties: { name: { type: 'string' }, transfer_number: { type: 'string' } } }),
        },
        responses: { ...responses, '400': { description: 'Wrong.', ...json(textIn('problem')) } },
      },
    },
  },
  components: {
    responses: {
      Missing: { description: 'None.', ...json(textIn('message'), { none: { value: { message: 'no call' } } }) },
    },
    securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
  },
};

interface Served {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, object> }>>;
  readonly 'x-assumptions': readonly { readonly id: string; readonly exceptOperations?: readonly string[] }[];
}

async function serve(
  t: TestContext,
  assume: NonNullable<StubOptions['assume']>,
): Promise<RunningStub & { served: Served }> {
  const contract = await loadContract(join(directoryWith(t, { 'own.json': own }), 'own.json'));
  const running = await startStub(t, { contract, assume, unjudged: true });
  const { body } = await running.send('GET', '/__stub/contract', { key: null });
  return { ...running, served: body as Served };
}

describe('operations of an own document', () => {
  it('refuse a missing and a malformed key as chosen, and the contract says so', async (t) => {
    const { send, served } = await serve(t, { 'missing-key': '400-zod', 'malformed-key': '403' });
    for (const path of [`/calls/${UNKNOWN}`, '/use-cases']) {
      const missing = await send('GET', path, { key: null });
      assert.deepEqual([missing.status, placesOf(missing)], [400, ['/authorization']], path);
      const headers = { authorization: 'Basic a2V5' };
      assert.equal((await send('GET', path, { key: null, headers })).status, 403, path);
    }
    const replies = served.paths['/calls/{id}']?.['get']?.responses;
    assert.match(JSON.stringify(replies?.['400']), /"key_missing".*"authorization"/);
    assert.ok(replies?.['403'] && replies['401'], 'an unknown key is 401 as before');
    // What the document says of a 400 remains, beside this.
    assert.match(JSON.stringify(served.paths['/use-cases']?.['post']?.responses['400']), /anyOf.*problem.*ZodError/);
    const { body: coverage } = await send('GET', '/__stub/coverage');
    assert.match(JSON.stringify(coverage), /"operationId":"getCall".*"status":400,"documented":true/);
  });

  it('have the chosen form of 404 where theirs was that of the stub', async (t) => {
    const { send, served } = await serve(t, { 'not-found': 'error' });
    const prefer = 'code=404';
    assert.deepEqual((await send('GET', `/calls/${UNKNOWN}`, { prefer })).body, { error: 'no call' });
    const other = served.paths['/calls/{id}']?.['delete']?.responses['404'];
    assert.match(JSON.stringify(other), /"required":\["reason"\]/);
    const [row] = served['x-assumptions'];
    assert.deepEqual(row?.exceptOperations, ['endCall'], 'the contract says where it does not hold');
  });

  it('keep an only example, in the form that is chosen', async (t) => {
    const only = (name: string, example: unknown) => ({
      description: 'One.',
      content: { 'application/json': { schema: textIn(name), example } },
    });
    const replies = {
      ...responses,
      '400': only('problem', { problem: 'b' }),
      '404': only('message', { message: 'c' }),
    };
    const document = { ...own, paths: { '/calls': { get: { operationId: 'listCalls', responses: replies } } } };
    const contract = await loadContract(join(directoryWith(t, { 'own.json': document }), 'own.json'));
    const assume = { 'missing-key': '400-zod', 'not-found': 'error' } as const;
    const { send } = await startStub(t, { contract, assume, unjudged: true });
    assert.deepEqual((await send('GET', '/calls', { prefer: 'code=404' })).body, { error: 'c' });
    assert.deepEqual((await send('GET', '/calls', { prefer: 'code=400' })).body, { problem: 'b' });
  });

  it('answer as chosen where a handler of the stub answers, also in the contract', async (t) => {
    const { send, create, served } = await serve(t, { 'list-form': 'page', 'unknown-properties': 'refused' });
    const { id: made } = await create({ name: 'a' });
    const { body } = await send('GET', '/use-cases');
    assert.deepEqual(
      [(body as { count: number }).count, (body as { items: { id: string }[] }).items[0]?.id],
      [1, made],
    );
    const { content } = served.paths['/use-cases']?.['get']?.responses['200'] as ReturnType<typeof json>;
    assert.deepEqual(Object.keys((content['application/json'].schema as { properties: object }).properties), [
      'items',
      'count',
      'currentPage',
    ]);
    assert.deepEqual(content['application/json'].examples, {
      none: { value: { items: [], count: 0, currentPage: 1 } },
    });
    const refused = await send('POST', '/use-cases', { body: { name: 'a', nmae: 'b' } });
    assert.match(refused.text, /unrecognized_keys.*nmae/);
    const prefer = 'assume="unknown-properties=kept"';
    assert.equal(((await create({ nmae: 'b' }, { prefer })) as { nmae?: string }).nmae, 'b');
  });

  it('take what their document says of bodies, which the start says', async (t) => {
    const assume = { 'transfer-number': 'e164', 'missing-key': '400-zod' } as const;
    const { send, served } = await serve(t, assume);
    const body = { name: 'a', transfer_number: '555' };
    assert.equal((await send('POST', '/use-cases', { body })).status, 200);
    assert.deepEqual(
      served['x-assumptions'].map((row) => [row.id, row.exceptOperations]),
      [
        ['missing-key', undefined],
        ['transfer-number', ['createUseCase']],
      ],
    );
    const directory = directoryWith(t, { 'own.json': own });
    const args = ['--spec', 'own.json', '--assume', 'transfer-number=e164,missing-key=400-zod'];
    const { says } = await start(t, args, { cwd: directory });
    await says(/own\.json describes createUseCase itself, so transfer-number=e164 does not hold there/);
  });

  it('share a path with others that name its parameters otherwise', async (t) => {
    const name = { ...id, name: 'otherName' };
    const document = {
      ...own,
      paths: {
        '/use-cases/{otherName}': { parameters: [name], get: { operationId: 'readOne', responses } },
        '/calls/{id}/end': { parameters: [id], post: { operationId: 'endCall', responses } },
        '/calls/{otherName}/end': { parameters: [name], get: { operationId: 'getEnd', responses } },
      },
    };
    const contract = await loadContract(join(directoryWith(t, { 'own.json': document }), 'own.json'));
    const { stub, send, create } = await startStub(t, { contract, unjudged: true });
    const { id: made } = await create({ name: 'a' });
    assert.equal((await send('PATCH', `/use-cases/${made}`, { body: { name: 'b' } })).status, 200);
    assert.deepEqual(placesOf(await send('PATCH', '/use-cases/1', { body: {} })), ['/id']);
    assert.equal((await send('GET', `/use-cases/${made}`)).status, 200);
    const allowed = async (path: string) => (await send('OPTIONS', path)).headers['allow'] as string;
    assert.equal(await allowed(`/use-cases/${made}`), 'GET, HEAD, PATCH, OPTIONS');
    assert.equal((await send('DELETE', `/use-cases/${made}`)).status, 405);
    assert.equal(await allowed(`/calls/${UNKNOWN}/end`), 'GET, HEAD, POST, OPTIONS');
    for (const method of ['GET', 'POST']) assert.equal((await send(method, `/calls/${UNKNOWN}/end`)).status, 200);
    const ids = new Set(stub.journal('key').map(({ operationId }) => operationId));
    for (const each of ['readOne', 'getEnd', 'endCall']) assert.ok(ids.has(each), each);
    // What another document replaces is no part of the whole one.
    const { body } = await send('GET', '/__stub/contract', { key: null });
    assert.deepEqual(Object.keys((body as Served).paths['/use-cases/{id}'] ?? {}), ['parameters', 'patch']);
  });

  it('have the parameters that their own template names', async (t) => {
    const name = { ...id, name: 'otherName' };
    const document = {
      ...own,
      paths: {
        '/use-cases/{otherName}': { parameters: [name], patch: { operationId: 'changeOne', responses } },
        '/use-cases/{id}': { parameters: [id], get: { operationId: 'getUseCase', responses } },
      },
    };
    const contract = await loadContract(join(directoryWith(t, { 'own.json': document }), 'own.json'));
    const { send, create } = await startStub(t, { contract, unjudged: true });
    const { id: made } = await create({ name: 'a' });
    assert.equal(((await send('GET', `/use-cases/${made}`)).body as { name?: string }).name, 'a');
    assert.deepEqual(placesOf(await send('GET', '/use-cases/1')), ['/id']);
  });

  it('rest on their document, whatever id they have, but for what is chosen of them', async (t) => {
    const create = own.paths['/use-cases'].post;
    const name = { type: 'string', minLength: 1 };
    const body = { required: true, ...json({ type: 'object', required: ['name'], properties: { name } }) };
    for (const path of ['/drafts', '/use-cases']) {
      const document = { ...own, paths: { [path]: { post: { ...create, requestBody: body } } } };
      const contract = await loadContract(join(directoryWith(t, { 'own.json': document }), 'own.json'));
      const assume = { 'unknown-properties': 'refused' } as const;
      const { stub, send } = await startStub(t, { contract, assume, unjudged: true });
      const standingOf = async (sent: unknown) => {
        const reply = await send('POST', path, { body: sent });
        assert.equal(reply.status, 400, path);
        const told = stub
          .journal('key')
          .at(-1)
          ?.issues.map(({ standing, assumption }) => [standing, assumption]);
        return [/"(.*)"/.exec(String(reply.headers['stub-standing']).split(';at=')[0] ?? '')?.[1], told];
      };
      assert.deepEqual(await standingOf({}), ['documented', [['documented', undefined]]], path);
      assert.deepEqual(await standingOf({ name: '' }), ['documented', [['documented', undefined]]], path);
      const refused = 'chosen: unknown-properties=refused';
      assert.deepEqual(await standingOf({ name: 'a', nmae: 'b' }), [refused, [['chosen', 'unknown-properties']]], path);
      assert.deepEqual(await standingOf(undefined), ['assumed: missing-body=undefined', [['assumed', 'missing-body']]]);
    }
  });

  it('tell one unknown property once, whether document, choice or both refuse it', async (t) => {
    const create = own.paths['/use-cases'].post;
    const hook = { type: 'object', properties: { url: { type: 'string' } } };
    const cwd = directoryWith(t, {});
    const messagesOf = async (isClosed: boolean, assume: StubOptions['assume'], validation: 'standard' | 'strict') => {
      const closed = isClosed && { additionalProperties: false };
      const properties = { name: { type: 'string' }, hook: { ...hook, ...closed } };
      const requestBody = { required: true, ...json({ type: 'object', properties, ...closed }) };
      const document = { ...own, paths: { '/use-cases': { post: { ...create, requestBody } } } };
      writeFileSync(join(cwd, 'own.json'), JSON.stringify(document));
      const contract = await loadContract(join(cwd, 'own.json'));
      const { send } = await startStub(t, { contract, ...(assume && { assume }), validation, unjudged: true });
      const { body } = await send('POST', '/use-cases', { body: { nmae: 'b', hook: { ulr: 'c' }, b: 1 } });
      return (body as { issues: { message: string }[] }).issues.map(({ message }) => message).sort();
    };
    const once = ["Unrecognized key(s) in object: 'nmae', 'b'", "Unrecognized key(s) in object: 'ulr'"];
    const refused = { 'unknown-properties': 'refused' } as const;
    assert.deepEqual(await messagesOf(true, undefined, 'standard'), once);
    assert.deepEqual(await messagesOf(true, refused, 'standard'), once);
    assert.deepEqual(await messagesOf(false, refused, 'standard'), once);
    assert.deepEqual(await messagesOf(true, refused, 'strict'), once);
  });

  it('keep a page that their document has already', async (t) => {
    const page = { type: 'object', required: ['items'], properties: { items: { type: 'array', items: useCase } } };
    const list = {
      operationId: 'listUseCases',
      responses: { ...responses, '200': { description: 'All.', ...json(page) } },
    };
    const document = { ...own, paths: { '/use-cases': { get: list } } };
    const contract = await loadContract(join(directoryWith(t, { 'own.json': document }), 'own.json'));
    const { send } = await startStub(t, { contract, assume: { 'list-form': 'page' }, unjudged: true });
    const { body } = await send('GET', '/__stub/contract', { key: null });
    const { content } = (body as Served).paths['/use-cases']?.['get']?.responses['200'] as ReturnType<typeof json>;
    assert.deepEqual(content['application/json'].schema, page);
  });

  it('say at the start, and in the contract, that their page is another one than the stub answers', async (t) => {
    const properties = { items: { type: 'array', items: useCase }, total: { type: 'integer' } };
    const page = { type: 'object', required: ['items', 'total'], properties };
    const list = {
      operationId: 'listUseCases',
      responses: { ...responses, '200': { description: 'All.', ...json(page) } },
    };
    const cwd = directoryWith(t, { 'own.json': { ...own, paths: { '/use-cases': { get: list } } } });
    const contract = await loadContract(join(cwd, 'own.json'));
    const { send } = await startStub(t, { contract, assume: { 'list-form': 'page' }, unjudged: true });
    const { body } = await send('GET', '/__stub/contract', { key: null });
    assert.deepEqual((body as Served)['x-assumptions'][0]?.exceptOperations, ['listUseCases']);
    const { says } = await start(t, ['--spec', 'own.json', '--assume', 'list-form=page'], { cwd });
    await says(
      /own\.json describes another reply of listUseCases than the stub's \{ items, count, currentPage \}, which list-form=page means\n/,
    );
  });

  it('say in a verification as well where a choice does not hold', (t) => {
    const interaction = {
      description: 'a list without a key',
      request: { method: 'GET', path: '/use-cases' },
      response: { status: 401 },
    };
    const pact = { consumer: { name: 'c' }, provider: { name: 'use-cases-api' }, interactions: [interaction] };
    const { get, post } = own.paths['/use-cases'];
    const paths = { '/use-cases': { get: { ...get, operationId: 'readAll' }, post } };
    const cwd = directoryWith(t, { 'own.json': { ...own, paths }, 'pact.json': pact });
    const verify = (...more: string[]) => run(['verify', 'pact.json', '--spec', 'own.json', ...more], { cwd }).stdout;
    const choices = ['--assume', 'timezone=iana,list-form=page,missing-body=undefined'];
    const remarks = [
      'own.json describes createUseCase itself, so timezone=iana does not hold there',
      'own.json describes readAll itself, so list-form=page does not hold there',
    ];
    const text = verify(...choices);
    for (const remark of remarks) assert.ok(text.includes(`! ${remark}\n`), text);
    const told = (output: string) => (JSON.parse(output) as { remarks?: string[] }).remarks;
    assert.deepEqual(told(verify(...choices, '--json')), remarks);
    assert.equal(told(verify('--json')), undefined);
  });

  it('tell a pact once what becomes of a property that they do not have', (t) => {
    const interaction = {
      description: 'a create',
      request: {
        method: 'POST',
        path: '/use-cases',
        headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
        body: { nmae: 'b' },
      },
      response: { status: 200 },
    };
    const pact = { consumer: { name: 'c' }, provider: { name: 'use-cases-api' }, interactions: [interaction] };
    const cwd = directoryWith(t, { 'own.json': own, 'pact.json': pact });
    const told = (fate: string) => {
      const args = ['verify', 'pact.json', '--spec', 'own.json', '--assume', `unknown-properties=${fate}`, '--json'];
      const { pacts } = JSON.parse(run(args, { cwd }).stdout) as {
        pacts: { interactions: { findings: { message: string }[] }[] }[];
      };
      const findings = pacts[0]?.interactions[0]?.findings ?? [];
      return findings.flatMap(({ message }) => (message.includes('nmae') ? [message] : []));
    };
    assert.deepEqual(told('stripped'), ['the contract has no "nmae" here; the API drops it']);
    assert.deepEqual(told('kept'), ['the contract has no "nmae" here; the API keeps it']);
    assert.deepEqual(told('refused').slice(0, 1), ["Unrecognized key(s) in object: 'nmae'"]);
    assert.doesNotMatch(told('refused').join(), /drops it/);
  });

  it('are what pacts are held against', (t) => {
    const interaction = {
      description: 'a list without a key',
      request: { method: 'GET', path: '/use-cases' },
      response: { status: 400, body: { name: 'ZodError' } },
    };
    const pact = { consumer: { name: 'c' }, provider: { name: 'use-cases-api' }, interactions: [interaction] };
    const cwd = directoryWith(t, { 'own.json': own, 'pact.json': pact });
    const verify = (...more: string[]) => run(['verify', 'pact.json', '--spec', 'own.json', ...more], { cwd });
    const plain = verify();
    assert.equal(plain.status, 5, plain.stdout + plain.stderr);
    const chosen = verify('--assume', 'missing-key=400-zod');
    assert.equal(chosen.status, 0, chosen.stdout + chosen.stderr);
  });
});
