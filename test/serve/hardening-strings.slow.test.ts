/** Strings of 100 KB in every place of a request. soak/soak.ts measures their time. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longStrings, placesInUseCases } from '../../soak/long-strings.ts';
import { createStub } from '../../src/index.ts';
import { loadJudge } from '../helpers/judge.ts';
import { createClient } from '../helpers/requests.ts';

const LENGTH = 102_400;

describe('strings of 100 KB', () => {
  it('are accepted or refused in every place and at every level', async (t) => {
    const judge = await loadJudge();
    await using stub = createStub({ seedCount: 0 });
    const client = createClient(await stub.listen());
    t.after(() => client.close());
    const counts: Record<number, number> = {};
    assert.equal(placesInUseCases.size % 2, 1, 'an odd number, so that the levels alternate for every place');
    for (const [unit, text] of longStrings(LENGTH)) {
      for (const [place, request] of placesInUseCases) {
        const { headers: own, ...rest } = request(text);
        // In turn, so that every place is tried at both levels.
        const number = Object.values(counts).reduce((sum, count) => sum + count, 0);
        const prefer = `validation=${number % 2 === 0 ? 'strict' : 'standard'}`;
        const reply = await client.send({ ...rest, headers: { ...own, prefer } });
        const { status, headers } = reply;
        const about = `${place} ${unit} ${prefer}: ${status} ${reply.text.slice(0, 200)}`;
        // 413: JSON escapes some characters as six, so two such strings exceed the limit.
        assert.ok([200, 400].includes(status) || (status === 413 && (rest.text?.length ?? 0) > 1_048_576), about);
        const body = JSON.parse(reply.text) as unknown;
        assert.deepEqual(judge.reply('POST', '/use-cases', { status, headers, body }), [], about);
        counts[status] = (counts[status] ?? 0) + 1;
      }
    }
    assert.ok((counts[200] ?? 0) > 300 && (counts[400] ?? 0) > 300, 'both verdicts must be frequent');
  });

  it('are refused by the routes of the stub itself as well', async (t) => {
    await using stub = createStub({ seedCount: 0 });
    await stub.listen();
    const client = createClient(new URL('/', stub.url).href);
    t.after(() => client.close());
    const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
    for (const text of longStrings(LENGTH).values()) {
      for (const [method, path, body] of [
        ['POST', '/__stub/scenarios', { match: { operation: text }, status: 503 }],
        ['POST', '/__stub/scenarios', { because: text, status: 503 }],
        ['POST', '/__stub/scenarios', { status: 503, match: { headers: { [text]: text } } }],
        ['PUT', '/__stub/states/the%20API%20is%20failing', { status: text, [text]: text }],
        ['POST', '/__stub/seed', { count: text }],
      ] as const) {
        const reply = await client.send({ method, path, headers, text: JSON.stringify(body) });
        const tooLarge = JSON.stringify(body).length > 1_048_576;
        assert.equal(reply.status, tooLarge ? 413 : 400, `${method} ${path}: ${reply.status}`);
        assert.doesNotMatch(reply.text.slice(0, 1_000), /<html|node_modules|\.(ts|js):\d+/, path);
      }
    }
  });
});
