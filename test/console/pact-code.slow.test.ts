import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { pactTests } from '../../src/console/logic/pact-code.ts';
import { interactionOf } from '../../src/record/interaction.ts';
import { builtInContract } from '../../src/contract/built-in.ts';
import { wholeDocument } from '../../src/contract/whole-document.ts';
import type { JournalEntry } from '../../src/console/api.ts';
import { createStub } from '../../src/index.ts';
import { verifyPacts } from '../../src/pact/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
// Below the package, so that "use-case-stub/pact" leads to it.
const directory = join(root, 'test-results/console/pacts');
const key = 'a-consumer';

/** Requests of every kind, each with what is to become of it. */
async function requests(): Promise<readonly JournalEntry[]> {
  const stub = createStub({ seedCount: 2 });
  const url = await stub.listen();
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const init = {
      method,
      headers: { authorization: `Bearer ${key}`, ...type, ...headers },
      ...(text !== undefined && { body: text }),
    };
    return (await fetch(url + path, init)).text();
  };
  try {
    const [first] = JSON.parse(await send('GET', '/use-cases')) as { id: string }[];
    const one = `/use-cases/${first?.id}`;
    await send('GET', one);
    await send('GET', `${one}?expand=all&api_key=secret`);
    await send('POST', '/use-cases', {
      name: 'It\'s a "desk" `${name}`',
      keywords: [],
      hooks: [{ url: 'https://example.test', headers: [{ key: 'x-a', value: '1' }] }],
      params: { nested: { deep: [1, 'two', null] }, 'odd key': true },
      detailed_work_hours: { monday: { start: '08:00', end: '17:00' }, sunday: null },
      nmae: 'a typo',
    });
    await send('POST', '/use-cases', { name: 'No hooks', hooks: null });
    await send('POST', '/use-cases', '{"name": "proto", "__proto__": {"a": 1}}');
    await send('PATCH', one, { amd: true, amd_behavior: 'Message', amd_messages: { 'en-US': 'Hello' } });
    await send('POST', '/use-cases', {
      hidden: 'no',
      amd: true,
      language: 'en',
      hooks: [{ url: 1 }],
      extract_with_ai: 'x',
    });
    await send('POST', '/use-cases', [1, 2]);
    await send('GET', '/use-cases/short');
    await send('PATCH', '/use-cases/short', { name: 1 });
    await send('GET', '/use-cases/66f2a1d05b3c9e7a41d80c99');
    for (const code of [401, 429, 500, 503]) await send('GET', '/use-cases', undefined, { prefer: `code=${code}` });
    await stub.setState(key, 'no use cases exist');
    await send('GET', '/use-cases');
    await send('POST', '/use-cases', { nmae: 'strict' }, { prefer: 'validation=strict' });
    // As a client gets them.
    return JSON.parse(JSON.stringify(stub.journal(key))) as JournalEntry[];
  } finally {
    await stub.close();
  }
}

describe('a request copied as a pact interaction', () => {
  let files: string[] = [];
  const clear = () => rmSync(directory, { recursive: true, force: true });
  after(clear);

  before(async () => {
    clear();
    mkdirSync(directory, { recursive: true });
    const contract = await wholeDocument(builtInContract());
    const entries = await requests();
    assert.ok(entries.length >= 18);
    const isDropped = ({ warnings, status }: JournalEntry) =>
      status !== 400 && warnings.some(({ rule }) => rule === 'unknown-property');
    const describable = entries.filter((entry) => !isDropped(entry));
    assert.equal(describable.length, entries.length - 2);
    const write = (name: number | string, some: readonly JournalEntry[]) => {
      const file = join(directory, `interaction-${name}.test.ts`);
      // Each its own consumer, so that none of them has to wait for another.
      writeFileSync(file, pactTests(some, contract).replace("consumer: 'my-app'", `consumer: 'my-app-${name}'`));
      return file;
    };
    files = describable.map((entry) => {
      const made = interactionOf(entry, contract);
      assert.ok(!('why' in made), `${entry.method} ${entry.url} ${entry.status}: ${'why' in made ? made.why : ''}`);
      return write(entry.number, [entry]);
    });
    files.push(write('all', [...entries, ...entries]));
    const together = readFileSync(files.at(-1) as string, 'utf8');
    const names = [...together.matchAll(/^test\((.*), \(\) => \{$/gm)].map(([, name]) => name);
    // Each of the requests is of a kind of its own, and comes twice.
    assert.deepEqual([names.length, together.match(/^\/\/ Left out: /gm)?.length], [describable.length, 2]);
  });

  it('is TypeScript that compiles against the kit', () => {
    const config = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8'));
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
    const program = ts.createProgram(files, { ...options, noEmit: true });
    const found = ts.getPreEmitDiagnostics(program);
    assert.equal(
      ts.formatDiagnostics(found, {
        getCanonicalFileName: (name) => name,
        getCurrentDirectory: () => root,
        getNewLine: () => '\n',
      }),
      '',
    );
  });

  it('is a test that runs, and writes a pact that the stub keeps', async () => {
    await promisify(execFile)(process.execPath, ['--test', '--test-isolation=none', ...files], {
      cwd: directory,
      env: { ...process.env, NODE_TEST_CONTEXT: undefined },
      maxBuffer: 1e8,
    }).catch((error: { stdout: string }) => assert.fail(error.stdout));
    const { pacts, problems } = await verifyPacts({ pacts: [join(directory, 'pacts')] });
    const findings = pacts.flatMap(({ interactions }) =>
      interactions.flatMap(({ description, findings: each }) =>
        each.filter(({ severity }) => severity === 'error').map((found) => `${description}: ${JSON.stringify(found)}`),
      ),
    );
    assert.deepEqual([problems, findings, pacts.length], [[], [], files.length]);
  });
});

describe('what no pact can describe', () => {
  it('says why', async () => {
    const contract = await wholeDocument(builtInContract());
    const [entry] = await requests();
    assert.deepEqual(interactionOf({ ...(entry as JournalEntry), body: 'x'.repeat(16_384) }, contract), {
      why: 'The body is longer than what the journal keeps',
    });
    const dropped = (await requests()).find(({ warnings }) => warnings.some(({ rule }) => rule === 'unknown-property'));
    assert.deepEqual(interactionOf(dropped as JournalEntry, contract), {
      why: 'The API drops "nmae", so the request is not one that a pact may have',
    });
    for (const [body, type] of [
      ['{"name": "broken', 'application/json'],
      ['name=x', 'text/plain'],
      ['{}', 'text/plain'],
    ] as const) {
      assert.deepEqual(
        interactionOf({ ...(entry as JournalEntry), body, headers: { 'content-type': type } }, contract),
        {
          why: 'The body is not sent as JSON, which Pact cannot describe here',
        },
      );
    }
    assert.deepEqual(interactionOf({ ...(entry as JournalEntry), reply: '{"id": "66' }, contract), {
      why: 'The answer was broken; a pact describes whole answers',
    });
  });
});
