import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startStub } from '../helpers/stub.ts';

const origin = 'https://console.example';

describe('a page of another origin', () => {
  it('may ask beforehand whether it may send its API key', async (t) => {
    const { send } = await startStub(t);
    const response = await send('OPTIONS', '/use-cases/abc', {
      key: null,
      headers: {
        origin,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization, content-type, x-mine',
      },
    });
    assert.equal(response.status, 204);
    assert.equal(response.headers['access-control-allow-origin'], origin);
    assert.match(response.headers['access-control-allow-methods'] as string, /PATCH/);
    assert.equal(response.headers['access-control-allow-headers'], 'authorization, content-type, x-mine');
  });

  it('may read replies and our headers, errors included', async (t) => {
    const { send } = await startStub(t);
    for (const key of ['key', null]) {
      const response = await send('GET', '/use-cases', { key, headers: { origin } });
      assert.equal(response.headers['access-control-allow-origin'], origin);
      const exposed = response.headers['access-control-expose-headers'] as string;
      for (const header of ['stub-warnings', 'stub-error', 'preference-applied', 'allow', 'retry-after'])
        assert.ok(exposed.includes(header), header);
    }
  });

  it('gets nothing of the kind when CORS is off', async (t) => {
    const { send } = await startStub(t, { cors: false });
    const response = await send('GET', '/use-cases', { headers: { origin } });
    assert.equal(response.headers['access-control-allow-origin'], undefined);
    const asked = await send('OPTIONS', '/use-cases', {
      key: null,
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    assert.equal(asked.headers['access-control-allow-methods'], undefined);
    assert.equal(asked.headers['allow'], 'GET, HEAD, POST, OPTIONS');
  });
});
