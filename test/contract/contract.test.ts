import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { generateFiles } from '../../scripts/generate/files.ts';
import { compileDocument, ContractError, type Node } from '../../src/contract/compile.ts';
import { readContractFile } from '../../src/contract/spec-file.ts';
import { rules } from '../../src/use-cases/rules/table.ts';
import { loadJudge } from '../helpers/judge.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const document = parse(await readFile(`${root}openapi/use-cases.yaml`, 'utf8')) as Node;

/** Every object of the document with the keys that lead to it. */
function* nodes(node: unknown, path: string[] = []): Generator<{ node: Node; path: string[] }> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield { node: node as Node, path };
  for (const [key, value] of Object.entries(node)) {
    if (!['example', 'examples', 'value', 'x-source'].includes(key) || path.at(-1) === 'properties')
      yield* nodes(value, [...path, key]);
  }
}
const all = [...nodes(document)];
const operations = all.filter(({ path }) => path.length === 3 && path[0] === 'paths' && path[2] !== 'parameters');

describe('the contract', () => {
  it('has the four operations', () => {
    const ids = operations.map(
      ({ path, node }) => `${path[2]?.toUpperCase()} ${path[1]} ${String(node['operationId'])}`,
    );
    assert.deepEqual(ids, [
      'POST /use-cases createUseCase',
      'GET /use-cases listUseCases',
      'GET /use-cases/{id} getUseCase',
      'PATCH /use-cases/{id} updateUseCase',
    ]);
  });

  it('has generated exactly the files that are checked in', async () => {
    for (const [file, content] of await generateFiles(root)) {
      const actual = await readFile(file, 'utf8');
      assert.ok(actual === content, `${relative(root, file)} is out of date; run "npm run generate"`);
    }
  });

  it('has two named examples for the success of each operation, and for each body', () => {
    for (const { node, path } of operations) {
      const { requestBody, responses } = node as { requestBody?: Node; responses: Record<string, Node> };
      for (const part of [requestBody, responses['200']]) {
        if (!part) continue;
        const { examples } = (part['content'] as Record<string, Node>)['application/json'] as { examples: object };
        assert.ok(Object.keys(examples).length >= 2, path.join(' '));
      }
    }
  });

  it('has only examples that conform to it, says Prism', async () => {
    const judge = await loadJudge();
    const { data } = compileDocument(document);
    let judged = 0;
    for (const { method, path, responses } of data.operations) {
      const concrete = path.replace('{id}', '66f2a1d05b3c9e7a41d80c12');
      for (const [status, { examples }] of Object.entries(responses)) {
        assert.ok(Object.keys(examples).length > 0, `${method} ${path} ${status} has no example`);
        for (const [name, body] of Object.entries(examples)) {
          const headers = {
            'content-type': 'application/json',
            'www-authenticate': 'Bearer',
            allow: 'GET',
            'retry-after': '1',
          };
          const found = judge.reply(method, concrete, { status: Number(status), headers, body });
          assert.deepEqual(found, [], `${method} ${path} ${status} ${name}`);
          judged++;
        }
      }
      const operation = (document['paths'] as Record<string, Record<string, Node>>)[path]?.[
        method.toLowerCase()
      ] as Node;
      for (const example of Object.values(bodyExamples(operation))) {
        const value =
          example['value'] ??
          ((document['components'] as Node)['examples'] as Record<string, Node>)[refName(example)]?.['value'];
        assert.ok(value);
        assert.deepEqual(judge.request(method, concrete, value), []);
        judged++;
      }
    }
    assert.ok(judged > 40);
  });

  it('tells any OpenAPI 3.1 tool that amd wants amd_behavior', () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema({ $id: 'api', ...document });
    const validate = ajv.compile({ $ref: 'api#/components/schemas/UseCaseCreate' });
    assert.equal(validate({ name: 'x', amd: true }), false);
    assert.equal(validate({ name: 'x', amd: true, amd_behavior: 'Message' }), true);
    assert.equal(validate({ name: 'x', amd: false }), true);
  });
});

function bodyExamples(operation: Node): Record<string, Node> {
  const body = operation['requestBody'] as { content: Record<string, { examples: Record<string, Node> }> } | undefined;
  return body?.content['application/json']?.examples ?? {};
}

function refName(node: Node): string {
  return String(node['$ref']).split('/').at(-1) ?? '';
}

describe('provenance', () => {
  const sources = Object.keys(document['x-sources'] as object);

  it('knows the five sources of the facts', () => {
    assert.deepEqual(sources, ['seed', 'sibling', 'successor', 'framework', 'assumed']);
  });

  it('is given for every operation, response, schema, property and path parameter', () => {
    const wanting = all.filter(({ path }) => {
      const [parent, grandparent] = [path.at(-2), path.at(-3)];
      if (path.some((key) => ['if', 'then'].includes(key))) return false;
      if (parent === 'properties') return true;
      if (parent === 'schemas' && grandparent === 'components') return true;
      if (parent === 'responses') return true;
      if (parent === 'parameters' || grandparent === 'parameters') return parent === 'parameters';
      return path.length === 3 && path[0] === 'paths';
    });
    assert.ok(wanting.length > 80);
    for (const { node, path } of wanting) {
      if (node['$ref'] !== undefined) continue;
      const source = node['x-source'] as Record<string, string> | undefined;
      assert.ok(source, `${path.join('/')} has no x-source`);
      for (const [aspect, id] of Object.entries(source))
        assert.ok(sources.includes(id), `${path.join('/')} ${aspect}: ${id}`);
    }
  });

  it('links every rule of the table to the property that it looks at, and back', () => {
    const linked = new Set(all.flatMap(({ node }) => (node['x-rules'] as string[] | undefined) ?? []));
    assert.deepEqual([...linked].sort(), rules.map(({ id }) => id).sort());
    for (const { id, fields } of rules) {
      for (const field of fields) {
        const property = all.find(
          ({ path }) => path.join('/') === `components/schemas/UseCaseFields/properties/${field}`,
        );
        assert.ok(property, `the rule ${id} looks at ${field}, which the contract does not have`);
      }
    }
  });
});

describe('a document that cannot be compiled', () => {
  const cases: [string, Node, string, RegExp][] = [
    ['is not OpenAPI 3.1', { openapi: '3.0.3' }, '/openapi', /OpenAPI 3\.1 document is wanted/],
    ['has an operation without id', withOperation({ responses: {} }), '/paths/~1a/get', /GET \/a has no operationId/],
    [
      'refers to nothing',
      withOperation({ operationId: 'a', requestBody: { $ref: '#/nowhere' } }),
      '#/nowhere',
      /leads nowhere/,
    ],
    [
      'refers to another file',
      withOperation({ operationId: 'a', requestBody: { $ref: 'b.yaml' } }),
      '/paths/~1a/get/requestBody/$ref',
      /"b\.yaml" leaves the document/,
    ],
    [
      'refers to an address where only Prism looks',
      withOperation({
        operationId: 'a',
        responses: { 200: { content: { 'application/json': { schema: { $ref: 'http://127.0.0.1/a.json' } } } } },
      }),
      '/paths/~1a/get/responses/200/content/application~1json/schema/$ref',
      /"http:\/\/127\.0\.0\.1\/a\.json" leaves the document/,
    ],
    [
      'has two operations for the same requests',
      {
        openapi: '3.1.0',
        paths: {
          '/a/{b}/c': { get: { operationId: 'a', responses: {} } },
          '/a/{d}/c': { get: { operationId: 'b', responses: {} } },
        },
      },
      '/paths/~1a~1{d}~1c/get',
      /^GET \/a\/\{d\}\/c and GET \/a\/\{b\}\/c take the same requests; leave one out$/,
    ],
    [
      'has a property whose schema is false',
      withOperation({
        operationId: 'a',
        requestBody: { content: { 'application/json': { schema: { allOf: [{ properties: { b: false } }] } } } },
      }),
      '/paths/~1a/get/requestBody/content/application~1json/schema/allOf/0/properties/b',
      /write \{ not: \{\} \}/,
    ],
  ];
  for (const [what, broken, pointer, message] of cases) {
    it(`because it ${what} is refused at its place`, () => {
      assert.throws(
        () => compileDocument(broken),
        (error) => {
          assert.ok(error instanceof ContractError);
          assert.equal(error.pointer, pointer);
          return message.test(error.message);
        },
      );
    });
  }
});

describe('a document that cannot be read', () => {
  it('is refused by its name, with the reason', async () => {
    const refused: [file: string, said: RegExp][] = [
      ['nowhere.yaml', /^nowhere\.yaml: there is no such file$/],
      ['https://api.example/openapi.yaml', /openapi\.yaml: a file is wanted, not a URL/],
      [root, /: it is a directory$/],
      ['', /^\(no name\): there is no such file$/],
    ];
    for (const [file, message] of refused)
      await assert.rejects(readContractFile(file), { name: 'SpecFileError', message });
  });
});

function withOperation(operation: Node): Node {
  return { openapi: '3.1.0', paths: { '/a': { get: operation } } };
}
