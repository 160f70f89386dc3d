import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { operationsOf, resolve, type Node } from '../../src/contract/compile.ts';
import { document } from '../../src/contract/generated/use-cases/document.ts';
import { startStub } from '../helpers/stub.ts';

const whole = document as Node;

/** The values of named examples, references followed. */
function namedIn(holder: unknown): Record<string, unknown> {
  const examples = Object.entries(((holder ?? {}) as { examples?: Record<string, Node> }).examples ?? {});
  return Object.fromEntries(examples.map(([name, node]) => [name, resolve(whole, node)['value']]));
}

function mediaOf(holder: unknown): unknown {
  const { content = {} } = (holder === undefined ? {} : resolve(whole, holder as Node)) as { content?: Node };
  return content['application/json'];
}

/** Requests of the contract's examples, each with the reply of the same name. */
const exchanges = [...operationsOf(whole)].flatMap(({ method, path, node, shared }) => {
  const ids = namedIn(shared[0]);
  const bodies = namedIn(mediaOf(node['requestBody']));
  return Object.entries(node['responses'] as Record<string, Node>).flatMap(([status, response]) =>
    Object.entries(namedIn(mediaOf(response))).flatMap(([name, reply]) => {
      const isWhole = (!path.includes('{id}') || name in ids) && (node['requestBody'] === undefined || name in bodies);
      if (!isWhole || (ids[name] === undefined && bodies[name] === undefined)) return [];
      const target = path.replace('{id}', String(ids[name]));
      return [{ method: method.toUpperCase(), name, target, body: bodies[name], status: Number(status), reply }];
    }),
  );
});

describe('the examples of the contract', () => {
  it('are whole for each success with a body or an id, and for unknown ids', () => {
    assert.deepEqual(
      exchanges.map(({ method, name, status }) => `${method} ${name} ${status}`),
      [
        'POST carrier_sales 200',
        'POST minimal 200',
        'POST voicemail_in_spanish 200',
        'GET carrier_sales 200',
        'GET minimal 200',
        'GET voicemail_in_spanish 200',
        'GET not_found 404',
        'PATCH renamed 200',
        'PATCH hangs_up_on_machines 200',
        'PATCH not_found 404',
      ],
    );
  });

  for (const { method, name, target, body, status, reply } of exchanges)
    it(`"${name}" is answered as it says, ${method} ${target}`, async (t) => {
      const { send } = await startStub(t, { withExamples: true });
      const answer = await send(method, target, body === undefined ? {} : { body });
      assert.equal(answer.status, status);
      const { organization_id: _own, ...shown } = answer.body as Record<string, unknown>;
      const { organization_id: _other, ...expected } = reply as Record<string, unknown>;
      // A create gives an id of its own.
      if (method === 'POST') expected['id'] = shown['id'];
      assert.deepEqual(shown, expected);
    });

  it('exist in the state of that name, beside what an organization has', async (t) => {
    const { stub, send } = await startStub(t, { seedCount: 2 });
    const { ids } = await stub.setState('test-key', "the contract's examples exist");
    assert.equal(ids.length, 3);
    const reply = await send('GET', '/use-cases', { key: 'test-key' });
    const listed = (reply.body as { id: string }[]).map(({ id }) => id);
    assert.equal(listed.length, 5);
    assert.deepEqual(listed.filter((id) => ids.includes(id)).sort(), [...ids].sort());
  });
});
