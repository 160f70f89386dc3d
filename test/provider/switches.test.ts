/** The provider's switches work, and their first values are what the stub does today. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, RawReply } from '../helpers/requests.ts';
import { differences, isSame } from './differences.ts';
import { startProvider, startStub } from './helpers.ts';
import { probes, type Step } from './probes.ts';
import { switchIds, valuesOf, type Positions } from './switches.ts';

describe('each switch of the provider', () => {
  it('has a probe whose replies tell all its values apart', async (t) => {
    const start = async (id: string, value: string) =>
      ask(await startProvider(t, { [id]: value } as Partial<Positions>), 'key', probes[id as keyof typeof probes]);
    await Promise.all(
      switchIds.map(async (id) => {
        const values = valuesOf(id);
        const replies = await Promise.all(values.map((value) => start(id, value)));
        const different = new Set(replies.map((each) => shown(each)));
        assert.equal(different.size, values.length, `${id}: ${[...different].join('\n')}`);
      }),
    );
  });

  it('stands by default where the stub stands', async (t) => {
    const [stub, provider] = [await startStub(t), await startProvider(t)];
    for (const id of switchIds) {
      const [ours, theirs] = [await ask(stub, id, probes[id]), await ask(provider, id, probes[id])];
      for (const [index, reply] of theirs.entries()) {
        const exchange = {
          ...(probes[id][index] as Step),
          text: undefined,
          ours: ours[index] as RawReply,
          theirs: reply,
        };
        const isAgreed = isSame(exchange.ours, reply) || differences.some((each) => each.explains(exchange));
        assert.ok(isAgreed, `${id}: the stub answers\n${shown(ours)}\nand not\n${shown(theirs)}`);
      }
    }
  });
});

/** Takes the steps of a probe one after the other. */
async function ask(client: Client, key: string, steps: readonly Step[]): Promise<RawReply[]> {
  const replies: RawReply[] = [];
  let id = '';
  for (const { method, path, body, headers, isAnonymous } of steps) {
    const reply = await client.send({
      method,
      path: path.replace('{id}', id),
      headers: {
        ...(isAnonymous ? {} : { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { text: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    replies.push(reply);
    if (method === 'POST' && reply.status === 200) id = (JSON.parse(reply.text) as { id: string }).id;
  }
  return replies;
}

function shown(replies: readonly RawReply[]): string {
  return replies.map(({ status, text }) => `${status} ${text}`).join('\n');
}
