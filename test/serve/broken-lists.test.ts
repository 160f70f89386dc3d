import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStub } from '../../src/index.ts';

describe('a reply that is to be broken', () => {
  const headers = { authorization: 'Bearer key', 'content-type': 'application/json', prefer: 'fault=malformed' };

  it('has half of a long list, which is sent in several pieces', async () => {
    const stub = createStub({ seedCount: 0 });
    const url = 'http://stub.test/use-cases';
    for (let index = 0; index < 100; index++) {
      const body = JSON.stringify({ name: `${index} ${'x'.repeat(1_900)}` });
      await stub.fetch(new Request(url, { method: 'POST', headers: { ...headers, prefer: '' }, body }));
    }
    const reply = await stub.fetch(new Request(url, { headers }));
    assert.equal((await reply.text()).split('"name":').length - 1, 50);
  });
});
