/** What the stub generates is as an API takes it that behaves as is chosen. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { assumptionIds, valuesOf, type AssumptionChoices, type AssumptionId } from '../../src/contract/assumptions.ts';
import { createStub, type StubOptions } from '../../src/index.ts';

const COUNT = 12;
const alternatives = assumptionIds.flatMap((id) =>
  valuesOf(id)
    .slice(1)
    .map((value) => ({ [id]: value })),
);

/** A stub without a socket. */
function client(t: TestContext, options: StubOptions) {
  const stub = createStub(options);
  t.after(() => stub.close());
  return async (method: string, path: string, body?: unknown, prefer?: string) => {
    const sent = new Request(`http://localhost${path}`, {
      method,
      headers: { authorization: 'Bearer key', 'content-type': 'application/json', ...(prefer && { prefer }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const reply = await stub.fetch(sent);
    const text = await reply.text();
    return {
      status: reply.status,
      text,
      body: JSON.parse(text) as unknown,
      warned: reply.headers.get('stub-warnings'),
    };
  };
}

type Send = ReturnType<typeof client>;

/** What a list, a page or a single use case has of use cases. */
function useCasesIn(body: unknown): object[] {
  const { items = body } = body as { items?: unknown };
  return [items].flat() as object[];
}

/** Creates what was generated once more; nothing may be refused, nor warned of. */
async function takenBack(send: Send, generated: readonly object[], from: string): Promise<void> {
  for (const useCase of generated) {
    const { id: _id, organization_id: _organization, ...fields } = useCase as Record<string, unknown>;
    const { status, text, warned } = await send('POST', '/api/v1/use-cases', fields);
    assert.deepEqual([status, warned], [200, null], `${from}: ${JSON.stringify(fields)}\n${text}`);
  }
}

async function checkAll(t: TestContext, assume: AssumptionChoices): Promise<void> {
  const send = client(t, { assume, seedCount: COUNT });
  const say = (from: string) => `${JSON.stringify(assume)} ${from}`;
  const initial = useCasesIn((await send('GET', '/api/v1/use-cases')).body);
  assert.equal(initial.length, COUNT);
  await takenBack(send, initial, say('initial'));
  for (let number = 0; number < 10; number++)
    await takenBack(send, [(await send('GET', `/__stub/fake?number=${number}`)).body as object], say('fake'));
  const filled = await send('POST', '/api/v1/use-cases', { name: 'a' }, 'dynamic=true');
  assert.equal(filled.status, 200);
  await takenBack(send, [filled.body as object], say('dynamic'));
  for (const prefer of ['code=200, dynamic=true', 'code=200']) {
    const mocked = useCasesIn((await send('GET', '/api/v1/use-cases', undefined, prefer)).body);
    assert.ok(mocked.length > 1);
    await takenBack(send, mocked, say(prefer));
  }
  for (const state of ['several use cases exist', 'a use case exists', "the contract's examples exist"]) {
    const entered = await send('PUT', `/__stub/states/${encodeURIComponent(state)}`, {});
    assert.equal(entered.status, 200, entered.text);
    await takenBack(send, useCasesIn((await send('GET', '/api/v1/use-cases')).body), say(state));
  }
}

describe('generated use cases', () => {
  for (const assume of alternatives)
    it(`are taken by an API with ${Object.entries(assume).join()}`, (t) => checkAll(t, assume));

  it('are taken by an API that differs in several ways', async (t) => {
    const several = fc.record(
      Object.fromEntries(assumptionIds.map((id) => [id, fc.constantFrom(...valuesOf(id))])) as Record<
        AssumptionId,
        fc.Arbitrary<string>
      >,
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(several, (assume) => checkAll(t, assume)),
      { numRuns: 20 },
    );
  });

  it('are the same otherwise, also for one request', async (t) => {
    const create = async (options: StubOptions, prefer: string) =>
      (await client(t, options)('POST', '/api/v1/use-cases', { name: 'a' }, prefer)).body as Record<string, unknown>;
    const usual = await create({}, 'dynamic=true');
    const otherwise = await create({}, 'dynamic=true, assume="work-hours=HH:mm:ss"');
    assert.match(usual['work_start'] as string, /^\d\d:\d\d$/);
    const hours = { work_start: `${String(usual['work_start'])}:00`, work_end: `${String(usual['work_end'])}:00` };
    assert.deepEqual(otherwise, { ...usual, ...hours });
    assert.deepEqual(await create({ assume: 'work-hours=HH:mm:ss' }, 'dynamic=true'), otherwise);
  });
});
