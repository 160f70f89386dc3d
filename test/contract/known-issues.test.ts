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

/** Looks issues of bodies up. @returns what was made for this body, or for an earlier one */
function lookUp(known: KnownIssues) {
  const validator = (() => false) as SchemaValidator;
  return (body: object, instancePath: string, keyword = 'type', missingProperty?: string) => {
    const error: SchemaError = { keyword, instancePath, schemaPath: `#/${keyword}`, params: { missingProperty } };
    const make = (): PlacedIssue => ({
      issue: { code: 'custom', path: instancePath.split('/').slice(1), message: 'no' },
      place: instancePath,
      rank: 0,
      isConditional: false,
    });
    const found = known.of(validator, error, body, make);
    assert.ok(found);
    return found;
  };
}

describe('issues that are remembered', () => {
  it('are not told of another value: a number that JSON cannot hold', async () => {
    const expected = ['Expected string, received infinity', 'Expected string, received number'];
    assert.deepEqual(await messagesOf('{"name":1e999}', '{"name":5}'), expected);
    assert.deepEqual(await messagesOf('{"name":5}', '{"name":1e999}'), expected.toReversed());
  });

  it('are not told of another value: of each type that JSON has', async () => {
    const values = { null: 'null', '[]': 'array', '{}': 'object', true: 'boolean', '-1e999': 'infinity' };
    const bodies = Object.keys(values).map((value) => `{"name":${value}}`);
    const expected = Object.values(values).map((type) => `Expected string, received ${type}`);
    assert.deepEqual(await messagesOf(...bodies, ...bodies), [...expected, ...expected]);
  });

  it('are not told of another property that is missing', () => {
    const look = lookUp(new KnownIssues());
    assert.notEqual(look({}, '', 'required', 'a'), look({}, '', 'required', 'b'));
    assert.equal(look({}, '', 'required', 'a'), look({}, '', 'required', 'a'));
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
    const look = lookUp(new KnownIssues());
    const of = (name: string) => look({ [name]: 5 }, `/${name}`);
    assert.equal(of('short'), of('short'));
    assert.notEqual(of('n'.repeat(10_000)), of('n'.repeat(10_000)));
    const chosen = (value: string) => look({ short: value }, '/short', 'enum');
    assert.equal(chosen('v'), chosen('v'));
    assert.notEqual(chosen('v'.repeat(10_000)), chosen('v'.repeat(10_000)));
  });

  it('are none of what lies deeper, nor of names that a pointer escapes', () => {
    const look = lookUp(new KnownIssues());
    assert.notEqual(look({ a: { b: 5 } }, '/a/b'), look({ a: { b: true } }, '/a/b'));
    assert.notEqual(look({ 'a/b': 5 }, '/a~1b'), look({ 'a/b': true }, '/a~1b'));
  });

  it('are no more than there is room for, and the first ones stay', () => {
    const look = lookUp(new KnownIssues());
    const of = (index: number) => look({ [`p${index}`]: 5 }, `/p${index}`);
    const first = of(0);
    for (let index = 1; index < 1_000; index++) of(index);
    assert.notEqual(of(1_000), of(1_000));
    assert.equal(of(0), first);
    assert.equal(of(999), of(999));
  });

  it('cannot be changed by one of the requests that have them', () => {
    const { issue } = lookUp(new KnownIssues())({ name: 5 }, '/name');
    assert.ok(Object.isFrozen(issue) && Object.isFrozen(issue.path));
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
