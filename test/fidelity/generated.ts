/** Sends generated requests through a proxy, and the requests of probes. */
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import type { Judged } from '../../src/fidelity/proxy/judged.ts';
import type { ProxyOptions } from '../../src/fidelity/proxy/proxy.ts';
import { isObject, parseJson } from '../../src/lib/guards.ts';
import { createClient, type Client, type RawReply } from '../helpers/requests.ts';
import type { Assumption, Positions } from '../provider/assumptions.ts';
import { anyRequest, type Generated } from '../provider/requests.ts';
import { startProvider } from '../provider/helpers.ts';
import { startProxy } from './helpers.ts';

/** What a stub answers otherwise on purpose; test/provider/differences.ts says why. */
const NAMED = /__proto__|1e999/;
const LANES = 5;

/** Sends generated requests through a proxy to a provider. @returns what was judged */
export async function sendGenerated(
  t: TestContext,
  changed: Positions,
  options: Partial<ProxyOptions>,
  runs: number,
  seed = 16,
): Promise<readonly Judged[]> {
  const provider = await startProvider(t, changed);
  const { base, judged } = await startProxy(t, provider.url, options);
  const client = createClient(base);
  t.after(() => client.close());
  const requests = fc.sample(anyRequest, { numRuns: runs, seed }).filter(({ text = '' }) => !NAMED.test(text));
  const lane = async (number: number) => {
    const ids: string[] = [];
    for (const request of requests.filter((_, index) => index % LANES === number)) {
      const reply = await client.send(asSent(request, `key-${number}`, ids));
      const id = request.method === 'POST' ? idIn(reply) : undefined;
      if (id !== undefined) ids.push(id);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  return judged();
}

function asSent({ method, at, headers, text }: Generated, key: string, ids: readonly string[]) {
  const { authorization, ...others } = headers;
  const id = 'use' in at ? (ids[at.use % Math.max(ids.length, 1)] ?? '0'.repeat(24)) : 'id' in at ? at.id : '';
  return {
    method,
    path: 'path' in at ? at.path : `/use-cases/${encodeURIComponent(id)}`,
    headers: { ...others, ...(authorization !== undefined && { authorization: authorization.replace('KEY', key) }) },
    ...(text !== undefined && { text }),
  };
}

/** The id in a reply. */
export function idIn({ text }: RawReply): string | undefined {
  const body = parseJson(text);
  return isObject(body) ? (body['id'] as string | undefined) : undefined;
}

/** Sends the requests that tell the ways of an assumption apart. */
export async function sendProbe(client: Client, { probe }: Assumption, apiKey = 'key'): Promise<void> {
  let id = '';
  for (const { send, body, headers, key } of probe) {
    const [method = '', path = ''] = send.split(' ');
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const reply = await client.send({
      method,
      path: path.replace('{id}', id),
      headers: {
        ...(key !== 'none' && { authorization: `Bearer ${apiKey}` }),
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(text !== undefined && { text }),
    });
    id = idIn(reply) ?? id;
  }
}
