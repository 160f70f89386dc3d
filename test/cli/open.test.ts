import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { consoleKey } from '../../src/cli/console-key.ts';
import { banner, consoleUrl } from '../../src/cli/output/banner.ts';
import { bannerSettings, start } from '../helpers/cli.ts';

/** Makes the opener that `open` brings along take `BROWSER`, whatever desktop this is. */
const noDesktop = { XDG_CURRENT_DESKTOP: 'X-Generic', DISPLAY: '', WAYLAND_DISPLAY: '', CI: '' };
const elsewhere =
  process.platform === 'linux' ? false : 'the opener of this system cannot be told which browser to use';

/** A browser that does nothing but tell which address it was opened with. */
async function fakeBrowser(t: TestContext) {
  const opened = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    opened.resolve(decodeURIComponent((request.url ?? '').slice(1)));
    response.end();
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const browser = join(directory, 'browser');
  const { port } = server.address() as AddressInfo;
  const tell = `fetch('http://127.0.0.1:${port}/' + encodeURIComponent(process.argv[2]));`;
  writeFileSync(browser, `#!${process.execPath}\n${tell}\n`);
  chmodSync(browser, 0o755);
  return { browser, opened: opened.promise };
}

describe('--open', () => {
  it('opens the console in the default browser', { skip: elsewhere }, async (t) => {
    const { browser, opened } = await fakeBrowser(t);
    const { url, errors } = await start(t, ['--open'], { env: { ...noDesktop, BROWSER: browser } });
    const { href, hash } = new URL((await opened) ?? '');
    assert.equal(href, new URL(`/__stub/${hash}`, url).href);
    const headers = { 'stub-admin-key': hash.replace('#key=', '') };
    assert.equal((await fetch(new URL('/__stub/organizations', url), { headers })).status, 200);
    assert.equal(errors(), '');
  });

  it('only says so when there is no browser, and the stub serves', { skip: elsewhere }, async (t) => {
    const { url, says } = await start(t, ['--open'], {
      env: { ...noDesktop, BROWSER: 'false', PATH: '/usr/bin:/bin' },
    });
    await says(/--open could not open a browser, .* code \d+; go to http:\/\/localhost:\d+\/__stub\/ yourself\n/);
    assert.equal((await fetch(new URL('/__stub/health', url))).status, 200);
  });

  it('opens nothing in CI', async (t) => {
    const { says } = await start(t, ['--open'], { env: { CI: 'true' } });
    await says(/--open could not open a browser, since this runs in CI; go to http/);
  });
});

describe('the address of the console', () => {
  it('is in the banner, and in JSON', async (t) => {
    const url = 'http://127.0.0.1:4010/api/v1';
    assert.match(banner(url, bannerSettings, true), / http:\/\/localhost:4010\/__stub\/#key=k\n/);
    const { line } = await start(t, ['--json']);
    const said = JSON.parse(line) as { url: string; console: string };
    const { hash } = new URL(said.console);
    assert.equal(said.console, new URL(`/__stub/${hash}`, said.url).href);
    assert.match(hash, /^#key=[\w-]{16}$/);
  });

  it('is one that a browser can go to, whatever the stub listens on', () => {
    for (const [host, shown] of [
      ['127.0.0.1', 'localhost'],
      ['0.0.0.0', 'localhost'],
      ['[::]', 'localhost'],
      ['[::1]', '[::1]'],
      ['192.0.2.7', '192.0.2.7'],
    ]) {
      assert.equal(consoleUrl(`http://${host}:1/api/v1`, {}), `http://${shown}:1/__stub/`);
    }
  });
});

describe('the key in it', () => {
  it('is the same with every start where that is wanted, in a file that only this user can read', (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'use-case-stub-'));
    const before = process.env['XDG_STATE_HOME'];
    t.after(() => {
      rmSync(directory, { recursive: true });
      if (before === undefined) delete process.env['XDG_STATE_HOME'];
      else process.env['XDG_STATE_HOME'] = before;
    });
    process.env['XDG_STATE_HOME'] = directory;
    const file = join(directory, 'use-case-stub', 'console-key');
    assert.notEqual(consoleKey(false), consoleKey(false));
    assert.equal(existsSync(file), false);
    const kept = consoleKey(true);
    assert.equal(consoleKey(true), kept);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    // Damaged, or in a place that cannot be written: a new one, rather than none.
    writeFileSync(file, 'x');
    assert.match(consoleKey(true), /^[\w-]{16}$/);
    process.env['XDG_STATE_HOME'] = file;
    assert.notEqual(consoleKey(true), kept);
  });
});
