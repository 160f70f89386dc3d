/** No request of one organization may show or change data of another one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStub, type UseCase } from '../../src/index.ts';
import { createClient, type Client } from '../helpers/requests.ts';

const IDS = 200;
/** How many requests are in flight at once. */
const AT_ONCE = 16;

type Ask = readonly [method: string, path: string, body?: object];

/** Every request about an id. */
const operations: readonly Ask[] = [
  ['GET', '/use-cases/'],
  ['HEAD', '/use-cases/'],
  ['OPTIONS', '/use-cases/'],
  ['PATCH', '/use-cases/', { name: 'taken over' }],
  ['PATCH', '/use-cases/', { amd: true }],
  ['PATCH', '/use-cases/', { name: 1 }],
  ['DELETE', '/__stub/use-cases/'],
  ['DELETE', '/__stub/scenarios/'],
];

const headersOf = (key: string) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });

function ask(client: Client, key: string, [method, path, body]: Ask, headers: Record<string, string> = {}) {
  const text = body && { text: JSON.stringify(body) };
  return client.send({ method, path, headers: { ...headersOf(key), ...headers }, ...text });
}

/** Runs some work on all items, several at once to save time. */
async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

describe('one organization', () => {
  it("gets the same bytes for another organization's ids as for unknown ids", async (t) => {
    const stub = createStub({ seedCount: 12 });
    await stub.listen();
    const client = createClient(new URL('/', stub.url).href, AT_ONCE);
    t.after(async () => {
      client.close();
      await stub.close();
    });
    const asked = async (key: string, ...what: Ask) => (await ask(client, key, what)).text;

    // The state replaces all use cases, so it comes before the creates.
    await asked('one', 'PUT', '/__stub/states/several%20use%20cases%20exist', { count: IDS / 2 });
    for (let index = 0; index < IDS / 2; index++) {
      const { status } = await ask(client, 'one', ['POST', '/use-cases', { name: `secret of one ${index}` }]);
      assert.equal(status, 200);
    }
    const scenario = await asked('one', 'POST', '/__stub/scenarios', {
      because: 'a reason of one',
      status: 503,
      match: { operation: 'createUseCase' },
    });
    const before = await asked('one', 'GET', '/use-cases');
    const useCases = JSON.parse(before) as UseCase[];
    const taken = new Set(useCases.map(({ id }) => id));
    assert.equal(taken.size, IDS);

    await forEach([...taken], async (id) => {
      // An unknown id that differs in one digit.
      const missing = [...'0123456789abcdef'].map((digit) => id.slice(0, -1) + digit).find((each) => !taken.has(each));
      assert.ok(missing);
      for (const [method, path, body] of operations) {
        const answer = async (of: string) => {
          const what: Ask = body ? [method, path + of, body] : [method, path + of];
          const { status, head, text } = await ask(client, 'two', what, { 'x-request-id': 'the-same' });
          // Some replies repeat the id of the request.
          return [status, head, text.replaceAll(of, 'ID')];
        };
        assert.deepEqual(await answer(id), await answer(missing), `${method} ${id}`);
      }
    });

    const { id: scenarioId } = JSON.parse(scenario) as { id: string };
    const stolen = await ask(client, 'two', ['DELETE', `/__stub/scenarios/${scenarioId}`]);
    assert.equal(stolen.status, 404);
    await asked('two', 'DELETE', '/__stub/requests');
    const secrets = ['secret of one', 'a reason of one', useCases[0]?.organization_id ?? '', ...taken];
    for (const path of ['/use-cases', '/__stub/states', '/__stub/scenarios', '/__stub/requests']) {
      const { status, text } = await ask(client, 'two', ['GET', path]);
      assert.equal(status, 200);
      for (const secret of secrets) assert.ok(!text.includes(secret), `${path} shows ${secret}`);
    }
    for (const path of ['/__stub/states', '/__stub/scenarios', '/__stub/requests']) {
      assert.equal((await ask(client, 'two', ['DELETE', path])).status, 204);
    }
    await asked('two', 'POST', '/__stub/reset');
    assert.equal(await asked('one', 'GET', '/use-cases'), before, 'no use case of organization one has changed');
    assert.match(await asked('one', 'GET', '/__stub/scenarios'), /a reason of one/);
  });
});
