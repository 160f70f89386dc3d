import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { verifyPacts } from '../src/pact/index.ts';
import { temporaryDirectory } from './helpers/pacts.ts';
import { startStub } from './helpers/stub.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A `console` block: what was typed, and what came. */
interface Excerpt {
  readonly url: string;
  readonly init: RequestInit;
  readonly expected: string;
  /** Whether the excerpt shows the reply's head (`curl -i`). */
  readonly withHead: boolean;
}

function excerpts(markdown: string): Excerpt[] {
  return [...markdown.matchAll(/```console\n\$ curl ([^]*?[^\\])\n([^]*?)\n```/g)].map(
    ([, command = '', expected = '']) => {
      const argument = (flag: string) =>
        [...command.matchAll(new RegExp(`${flag} '([^']*)'`, 'g'))].map(([, value]) => value ?? '');
      const [data] = argument('-d');
      const headers = argument('-H').map((header) => header.split(/: (.*)/, 2) as [string, string]);
      return {
        url: /localhost:4010(\S*)/.exec(command)?.[1] ?? '',
        init: {
          headers,
          method: /-X (\S+)/.exec(command)?.[1] ?? (data === undefined ? 'GET' : 'POST'),
          body: data ?? null,
        },
        expected,
        withHead: /(^|\s)-i\s/.test(command),
      };
    },
  );
}

/** Prints a reply as the excerpt does; of the headers only those that it shows. */
async function transcript(response: Response, { expected, withHead }: Excerpt): Promise<string> {
  const body = await response.text();
  if (!withHead) return body;
  const shown = [...expected.matchAll(/^([\w-]+): /gm)].map(([, name]) => name ?? '');
  const head = [
    `HTTP/1.1 ${response.status} ${response.statusText}`,
    ...shown.map((name) => `${name}: ${response.headers.get(name)}`),
  ];
  return `${head.join('\n')}\n\n${body}`;
}

describe('the examples of README', () => {
  it('show what really comes', async (t) => {
    const { stub } = await startStub(t, { seedCount: 12 });
    const found = excerpts(readFileSync(`${root}README.md`, 'utf8'));
    assert.ok(found.length >= 4);
    for (const excerpt of found) {
      const response = await fetch(new URL(excerpt.url, stub.url), excerpt.init);
      assert.equal(await transcript(response, excerpt), excerpt.expected);
    }
  });

  it('run under Vitest', () => {
    const vitest = `${root}node_modules/vitest/vitest.mjs`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [vitest, 'run', '--root', root, 'examples/vitest.test.ts'],
      {
        encoding: 'utf8',
        // Node's own runner marks its children; Vitest is none of them.
        env: { ...process.env, NODE_TEST_CONTEXT: undefined, NO_COLOR: '1' },
      },
    );
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /1 passed/);
  });

  it('show what the command line prints', () => {
    const page = readFileSync(`${root}contracts/README.md`, 'utf8');
    const shown = [...page.matchAll(/<!-- output: (.+) -->\n\n```text\n([^]*?)```/g)];
    assert.equal(shown.length, 2);
    for (const [, command = '', expected = ''] of shown) {
      const { stdout } = spawnSync(process.execPath, [`${root}dist/cli.js`, ...command.split(' ')], {
        cwd: root,
        encoding: 'utf8',
      });
      assert.ok(stdout.includes(expected), `${command} prints something else:\n${stdout}`);
    }
  });

  it('write a pact that the stub and the contract agree with', async (t) => {
    const directory = await temporaryDirectory(t);
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined, PACT_DIR: directory };
    const written = spawnSync(process.execPath, ['--test', `${root}examples/pact.test.ts`], { encoding: 'utf8', env });
    assert.equal(written.status, 0, written.stdout);
    const report = await verifyPacts({ pacts: [directory] });
    assert.deepEqual(
      report.pacts.map(({ consumer, verdict }) => [consumer, verdict]),
      [['my-app', 'passed']],
    );
  });
});
