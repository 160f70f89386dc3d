/** Starts a proxy on a free port, in front of a service of the test. */
import assert from 'node:assert/strict';
import { createServer, request as httpRequest, type Agent, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { Observed } from '../../src/fidelity/proxy/judge.ts';
import type { Judged } from '../../src/fidelity/proxy/judged.ts';
import { openAgent } from '../../src/fidelity/upstream.ts';
import { createProxy, type Proxy, type ProxyOptions } from '../../src/fidelity/proxy/proxy.ts';

export interface RunningProxy {
  /** The address that stands for the service's. */
  readonly base: string;
  readonly origin: string;
  readonly proxy: Proxy;
  /** What was judged so far, once all is. */
  judged(): Promise<readonly Judged[]>;
  readonly observed: readonly Observed[];
}

export async function startProxy(
  t: TestContext,
  url: string,
  options: Partial<ProxyOptions> = {},
): Promise<RunningProxy> {
  const observed: Observed[] = [];
  const failures: unknown[] = [];
  const proxy = await createProxy({
    url: new URL(url),
    agent: await openAgent({ url, environment: {} }),
    timeout: 30_000,
    maxBody: 8_000_000,
    journal: 1_000,
    choices: {},
    onJudged: (each) => void observed.push(each),
    onFailure: (error) => failures.push(error),
    ...options,
  });
  const base = await proxy.listen({ port: 0, host: '127.0.0.1' });
  t.after(async () => {
    await proxy.close();
    assert.deepEqual(failures, []);
  });
  const judged = async () => {
    await proxy.judged();
    return observed.map((each) => each.judged);
  };
  return { base, origin: new URL(base).origin, proxy, judged, observed };
}

/** Starts a service that answers as a test wants. @returns its base URL */
export async function startService(
  t: TestContext,
  listener: RequestListener,
): Promise<{ url: string; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`, server };
}

export interface Raw {
  readonly status: number;
  readonly statusMessage: string;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export interface RawRequest {
  readonly method: string;
  readonly url: string;
  /** Names and values in turn. */
  readonly headers?: readonly string[];
  /** Sent in pieces, without a length, when it is a list. */
  readonly body?: Buffer | readonly Buffer[];
  readonly agent?: Agent;
}

/** Sends a request as it is, and reads the reply as it is. */
export function sendRaw({ method, url, headers = [], body, agent }: RawRequest): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const { host, hostname, port } = new URL(url);
    // As it is: a parser of URLs would resolve "..".
    const path = url.slice(url.indexOf('/', 'http://'.length));
    const length = Buffer.isBuffer(body) ? ['Content-Length', String(body.length)] : [];
    const chunked = Array.isArray(body) ? ['Transfer-Encoding', 'chunked'] : [];
    const options = {
      method,
      hostname,
      port,
      path,
      headers: ['Host', host, ...headers, ...length, ...chunked],
      ...(agent && { agent }),
    };
    const outgoing = httpRequest(options as object, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const { statusCode: status = 0, statusMessage = '', rawHeaders } = incoming;
        resolve({ status, statusMessage, rawHeaders, body: Buffer.concat(chunks) });
      });
    });
    outgoing.on('error', reject);
    if (Array.isArray(body)) for (const piece of body as Buffer[]) outgoing.write(piece);
    outgoing.end(Buffer.isBuffer(body) ? body : undefined);
  });
}
