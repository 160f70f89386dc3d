import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileReplies } from '../../src/contract/compile-replies.ts';
import type { Node } from '../../src/contract/compile.ts';

function replying(schemas: Node, schema: Node = { $ref: '#/components/schemas/Thing' }): Node {
  const responses = { 200: { description: '', content: { 'application/json': { schema } } } };
  return { openapi: '3.1.0', paths: { '/a': { get: { operationId: 'a', responses } } }, components: { schemas } };
}

describe('the replies of a document', () => {
  it('are joined and free of references', () => {
    const { schemas } = compileReplies(
      replying({
        Thing: {
          allOf: [
            { type: 'object', required: ['id'], properties: { id: { type: 'string', description: 'never read' } } },
            {
              type: 'object',
              required: ['tags'],
              properties: { tags: { type: 'array', items: { $ref: '#/components/schemas/Tag' } } },
            },
          ],
        },
        Tag: { type: 'string', enum: ['a', 'b'] },
      }),
    );
    assert.deepEqual(schemas['Thing'], {
      type: 'object',
      required: ['id', 'tags'],
      properties: { id: { type: 'string' }, tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } } },
    });
  });

  const cases: [string, Node, RegExp][] = [
    ['a keyword that no matcher stands for', replying({ Thing: { oneOf: [] } }), /"oneOf" in the schema of a reply/],
    [
      'itself',
      replying({ Thing: { properties: { again: { $ref: '#/components/schemas/Thing' } } } }),
      /contains itself/,
    ],
    ['two types', replying({ Thing: { allOf: [{ type: 'object' }, { type: 'array' }] } }), /disagree about "type"/],
    ['no name', replying({}, { type: 'object' }), /has no name/],
  ];
  for (const [what, document, message] of cases) {
    it(`are refused when one has ${what}`, () => assert.throws(() => compileReplies(document), message));
  }
});
