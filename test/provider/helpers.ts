/** Starts the two servers that the tests compare, on free ports. */
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createStub } from '../../src/index.ts';
import { createClient, type Client } from '../helpers/requests.ts';
import { createProvider } from './application.ts';
import type { Positions } from './assumptions.ts';

/** @param assume the assumptions that are not as the stub has them */
export async function startStub(t: TestContext, assume: Positions = {}): Promise<Client> {
  const stub = createStub({ seedCount: 0, journal: 0, assume });
  await stub.listen();
  return clientOf(t, stub.url, () => stub.close());
}

export async function startProvider(
  t: TestContext,
  changed: Positions = {},
): Promise<Client & { readonly url: string }> {
  const server = createProvider(changed).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/v1`;
  return { ...clientOf(t, url, () => new Promise((resolve) => server.close(resolve))), url };
}

function clientOf(t: TestContext, url: string, close: () => Promise<unknown>): Client {
  const client = createClient(url);
  t.after(async () => {
    client.close();
    await close();
  });
  return client;
}
