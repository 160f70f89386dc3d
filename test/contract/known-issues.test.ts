import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createStub, loadContract } from '../../src/index.ts';
import type { SchemaError, SchemaValidator } from '../../src/contract/contract.ts';
import { KnownIssues, type PlacedIssue } from '../../src/contract/known-issues.ts';
import { directoryWith } from '../helpers/files.ts';

/** Sends bodies to one stub one after the other. @returns the message of the first issue of each refusal */
async function messagesOf(...bodies: string[]): Promise<string[]> {
  const stub = createStub({ seedCount: 0 });
  const messages: string[] = [];
  for (const body of bodies) {
    const headers = { authorization: `Bearer key-${messages.length}`, 'content-type': 'application/json' };
    const reply = await stub.fetch(new Request('http://stub.test/use-cases', { method: 'POST', headers, body }));
    messages.push(((await reply.json()) as { issues: { message: string }[] }).issues[0]?.message ?? '');
  }
  return messages;
}

describe('issues that are remembered', () => {
  it('are not told of another value: a number that JSON cannot hold', async () => {
    const expected = ['Expected string, received infinity', 'Expected string, received number'];
    assert.deepEqual(await messagesOf('{"name":1e999}', '{"name":5}'), expected);
    assert.deepEqual(await messagesOf('{"name":5}', '{"name":1e999}'), expected.toReversed());
  });

  it('are not told of another value: a text that looks like the name of a type', async () => {
    const values = "Expected 'Hangup' | 'Continue' | 'Message', received";
    const bodies = ['\\u0000number', 'number', '\\"number'].map((text) => `{"name":"x","amd_behavior":"${text}"}`);
    const messages = await messagesOf(...bodies, '{"name":"x","amd_behavior":5}');
    assert.equal(messages.at(-1), `${values} number`);
    assert.deepEqual(
      messages.slice(0, 3).map((message) => message.replace(`Invalid enum value. ${values} `, '')),
      ["'\u0000number'", "'number'", "'\"number'"],
    );
  });

  it('are none of properties with long names, which clients choose where the contract has a map', () => {
    const known = new KnownIssues();
    const validator = (() => false) as SchemaValidator;
    const of = (name: string) => {
      const error: SchemaError = {
        keyword: 'type',
        instancePath: `/${name}`,
        schemaPath: '#/additionalProperties/type',
        params: { type: 'string' },
      };
      const make = () =>
        ({
          issue: { code: 'custom', path: [name], message: 'no' },
          place: name,
          rank: 0,
          isConditional: false,
        }) as PlacedIssue;
      return known.of(validator, error, { [name]: 5 }, make);
    };
    assert.equal(of('short'), of('short'));
    assert.notEqual(of('n'.repeat(10_000)), of('n'.repeat(10_000)));
  });

  it('name an unknown property once, also where two schemas refuse it', async (t) => {
    const closed = (name: string) =>
      `{type: object, additionalProperties: false, properties: {${name}: {type: string}}}`;
    const contract = await loadContract(
      join(
        directoryWith(t, {
          'own.yaml': `openapi: 3.1.0
info: {title: own, version: '1'}
security: [{bearer: []}]
paths:
  /use-cases:
    post:
      operationId: createUseCase
      requestBody:
        required: true
        content: {application/json: {schema: {allOf: [${closed('a')}, ${closed('b')}]}}}
      responses: {'200': {description: ok}}
components: {securitySchemes: {bearer: {type: http, scheme: bearer}}}
`,
        }),
        'own.yaml',
      ),
    );
    const stub = createStub({ contract, seedCount: 0 });
    const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
    const body = '{"x":1,"y":2}';
    const reply = await stub.fetch(new Request('http://stub.test/use-cases', { method: 'POST', headers, body }));
    const { issues } = (await reply.json()) as { issues: { keys?: string[] }[] };
    assert.deepEqual(issues[0]?.keys, ['x', 'y']);
  });
});
