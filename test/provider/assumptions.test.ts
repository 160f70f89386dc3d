/** The table of assumptions against the provider, the stub and the rules. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { rules } from '../../src/use-cases/rules/table.ts';
import type { Client, RawReply } from '../helpers/requests.ts';
import { assumptions, valuesOf, type Step } from './assumptions.ts';
import { differences, isSame } from './differences.ts';
import { startProvider, startStub } from './helpers.ts';

describe('each assumption', () => {
  it('has a probe that tells its default and all alternatives apart, as the provider behaves in each way', async (t) => {
    await Promise.all(
      assumptions.map(async (assumption) => {
        const { id, probe } = assumption;
        const values = valuesOf(assumption);
        const replies = await Promise.all(
          values.map(async (value) => ask(await startProvider(t, { [id]: value }), 'key', probe)),
        );
        const different = new Set(replies.map((each) => shown(each)));
        assert.equal(different.size, values.length, `${id}: ${[...different].join('\n')}`);
      }),
    );
  });

  it('is by default what the stub does', async (t) => {
    const [stub, provider] = [await startStub(t), await startProvider(t)];
    for (const { id, probe } of assumptions) {
      const [ours, theirs] = [await ask(stub, id, probe), await ask(provider, id, probe)];
      assertSame(ours, theirs, id);
    }
  });

  it('is followed by the stub in each other way, as the provider does', async (t) => {
    const ways = assumptions.flatMap(({ id, alternatives, probe }) =>
      Object.keys(alternatives).map((value) => ({ choice: { [id]: value }, probe })),
    );
    const usual = await startStub(t);
    await Promise.all(
      ways.map(async ({ choice, probe }) => {
        const [stub, provider] = await Promise.all([startStub(t, choice), startProvider(t, choice)]);
        const way = JSON.stringify(choice);
        const theirs = await ask(provider, 'key', probe);
        assertSame(await ask(stub, 'key', probe), theirs, way);
        // The same for one request at a time, of a stub that does otherwise.
        const prefer = Object.entries(choice).map(([id, value]) => `assume="${id}=${value}"`);
        assertSame(await ask(usual, way, probe, { prefer: prefer.join() }), theirs, `Prefer: ${way}`);
      }),
    );
  });

  it('rests on a source, and says so once', () => {
    const contract = new URL('../../openapi/use-cases.yaml', import.meta.url);
    const { 'x-sources': sources } = parse(readFileSync(contract, 'utf8')) as { 'x-sources': object };
    const ids = assumptions.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const { id, source } of assumptions) assert.ok(Object.hasOwn(sources, source), id);
  });
});

it('each rule that is not documented belongs to one assumption', () => {
  const named = assumptions.flatMap((each) => each.rules ?? []);
  assert.deepEqual(named.sort(), rules.map(({ id }) => id).sort());
});

/** Takes the steps of a probe one after the other. */
async function ask(
  client: Client,
  apiKey: string,
  steps: readonly Step[],
  others: Readonly<Record<string, string>> = {},
): Promise<RawReply[]> {
  const replies: RawReply[] = [];
  let id = '';
  for (const { send, body, headers, key } of steps) {
    const [method = '', path = ''] = send.split(' ');
    const reply = await client.send({
      method,
      path: path.replace('{id}', id),
      headers: {
        ...(key !== 'none' && { authorization: `Bearer ${apiKey}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
        ...others,
      },
      ...(body !== undefined && { text: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    replies.push(reply);
    if (method === 'POST' && reply.status === 200) id = (JSON.parse(reply.text) as { id: string }).id;
  }
  return replies;
}

function assertSame(ours: readonly RawReply[], theirs: readonly RawReply[], way: string): void {
  for (const [index, reply] of theirs.entries()) {
    const exchange = { text: undefined, ours: ours[index] as RawReply, theirs: reply };
    const isAgreed = isSame(exchange.ours, reply) || differences.some((each) => each.explains(exchange));
    assert.ok(isAgreed, `${way}: the stub answers\n${shown(ours)}\nand not\n${shown(theirs)}`);
  }
}

function shown(replies: readonly RawReply[]): string {
  return replies.map(({ status, text }) => `${status} ${text}`).join('\n');
}
