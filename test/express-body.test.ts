import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import express from 'express';
import { createStub, type UseCase } from '../src/index.ts';
import { stubMiddleware } from '../src/express.ts';

it('a stub inside Express keeps what was sent, also if the application changes its body afterwards', async (t) => {
  const application = express().use(express.json(), (request, response, next) => {
    response.on('finish', () => {
      const { hooks = [] } = (request.body ?? {}) as { hooks?: { url: string }[] };
      for (const hook of hooks) hook.url = '[redacted]';
    });
    next();
  });
  application.use('/backend', stubMiddleware(createStub({ seedCount: 0 })));
  const server = application.listen(0);
  t.after(() => server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/backend/api/v1/use-cases`;
  const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'Night desk', hooks: [{ url: 'https://hooks.test/night' }] });
  const made = (await (await fetch(url, { method: 'POST', headers, body })).json()) as UseCase;
  assert.deepEqual(await (await fetch(`${url}/${made.id}`, { headers })).json(), made);
});
