import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createServer } from 'vite';
import type { UseCase } from '../src/index.ts';
import { temporaryDirectory } from './helpers/pacts.ts';
import { startStub } from './helpers/stub.ts';

const examples = fileURLToPath(new URL('../examples/front-ends/', import.meta.url));
const headers = { authorization: 'Bearer front-end', 'content-type': 'application/json' };

/** Sets an environment variable for one test. */
function setVariable(context: TestContext, name: string, value: string) {
  const before = process.env[name];
  process.env[name] = value;
  context.after(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}

describe('the recipe for Vite', () => {
  /** Its dev server in front of a stub, each on a free port. */
  async function startVite(context: TestContext) {
    const { stub } = await startStub(context);
    setVariable(context, 'API_ORIGIN', new URL(stub.url).origin);
    const server = await createServer({
      root: `${examples}vite`,
      configFile: `${examples}vite/vite.config.ts`,
      configLoader: 'native',
      cacheDir: await temporaryDirectory(context),
      logLevel: 'silent',
      server: { host: '127.0.0.1', port: 0 },
    });
    context.after(() => server.close());
    await server.listen();
    return { stub, page: server.resolvedUrls?.local[0] ?? '' };
  }

  it('hands requests with their bodies to the stub, and its replies with their headers to the page', async (t) => {
    const { stub, page } = await startVite(t);
    const useCases = new URL('/api/v1/use-cases', page);
    const post = (body: object) => fetch(useCases, { method: 'POST', headers, body: JSON.stringify(body) });

    const created = (await (await post({ name: 'Carrier Sales' })).json()) as UseCase;
    const refused = await post({ amd: true });
    const listed = await (await fetch(useCases, { headers })).json();

    assert.equal(created.name, 'Carrier Sales');
    assert.deepEqual(listed, [created]);
    assert.equal(refused.status, 400);
    assert.equal(refused.headers.get('stub-error'), 'validation-failed');
    assert.equal(((await refused.json()) as { name: string }).name, 'ZodError');
    assert.equal(stub.journal('front-end').length, 3);
  });

  it('serves a page that asks for what is handed on, and keeps the routes of the stub to itself', async (t) => {
    const { stub, page } = await startVite(t);
    const script = await (await fetch(new URL('use-cases.js', page))).text();
    assert.match(script, /fetch\(['"]\/api\/v1\/use-cases['"]/);

    const own = await fetch(new URL('/__stub/states/the API is failing', page), { method: 'PUT', headers, body: '{}' });
    assert.equal(own.headers.get('x-request-id'), null);
    assert.equal((await fetch(`${stub.url}/use-cases`, { headers })).status, 200);
  });
});

describe('the recipe for Next.js', () => {
  // Next.js itself is too much to install for this: what was tried by hand is what its configuration says here.
  it('has the rewrites that were tried, and reports nothing', async (t) => {
    setVariable(t, 'API_ORIGIN', 'http://stub.test:4010');
    setVariable(t, 'NEXT_TELEMETRY_DISABLED', '');
    const file: string = new URL('../examples/front-ends/next/next.config.mjs', import.meta.url).href;
    const { default: config } = (await import(file)) as {
      default: { rewrites(): Promise<object>; experimental: object };
    };

    assert.deepEqual(await config.rewrites(), [
      { source: '/api/v1/:path*', destination: 'http://stub.test:4010/api/v1/:path*' },
    ]);
    assert.equal(process.env['NEXT_TELEMETRY_DISABLED'], '1');
    assert.deepEqual(config.experimental, { agentUpgrade: false });
  });
});

describe('the recipe for an SDK', () => {
  it('asks the API that the environment names', async (t) => {
    const { stub } = await startStub(t);
    const { stub: real } = await startStub(t, { apiKey: ['secret'] });
    const create = async (name: string, environment: NodeJS.ProcessEnv) => {
      const script = `${examples}sdk/create-use-case.ts`;
      return promisify(execFile)(process.execPath, [script, name], { env: { ...process.env, ...environment } });
    };

    const fromStub = await create('Carrier Sales', { USE_CASES_URL: stub.url });
    const refused = await create('', { USE_CASES_URL: stub.url });
    const fromReal = await create('Check Calls', { USE_CASES_URL: real.url, USE_CASES_KEY: 'secret' });

    assert.match(fromStub.stdout, /^[0-9a-f]{24} Carrier Sales\n$/);
    assert.match(refused.stderr, /^400 validation-failed \{"issues":\[.*"path":\["name"\]/);
    assert.match(fromReal.stdout, /Check Calls/);
    assert.equal(stub.journal('demo').length, 2);
    assert.equal(real.journal('secret').length, 1);
  });
});
