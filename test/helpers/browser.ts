/** A real browser in front of a real stub, for the tests of the console. */
import assert from 'node:assert/strict';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inspect, isDeepStrictEqual } from 'node:util';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type ConsoleMessage,
  type Page,
  type Request,
  type WebError,
} from 'playwright-core';
import { createStub, type Stub, type StubOptions } from '../../src/index.ts';

/** Set by developers who want pictures of the views. No test looks at them, and each takes as long as a few clicks. */
const wantsPictures = process.env['STUB_TESTS_PICTURES'] === '1';
const ARTEFACTS = fileURLToPath(new URL('../../test-results/console/', import.meta.url));
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium; undefined when there is none. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  const candidates = PATH.split(delimiter).flatMap((directory) => NAMES.map((name) => join(directory, name)));
  return [...(CHROMIUM_PATH ? [CHROMIUM_PATH] : []), ...candidates].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** For `test`'s options: why a browser test is skipped, or false. */
export const noBrowser: string | false =
  findChromium() === undefined && 'there is no Chromium on PATH, nor one that CHROMIUM_PATH names';

/** Names the variable in which `npm test` hands the address of its browser to every test file. */
export const SHARED_BROWSER = 'STUB_TESTS_BROWSER';

/**
 * One browser for all tests of a file. It is the one that the whole test run shares, if there is one.
 *
 * @param own makes it the file's own, for tests that read the clipboard, of which a browser has one for all profiles
 */
export function useBrowser({ own = false } = {}): () => Browser {
  let browser: Browser | undefined;
  before(async () => {
    const executablePath = findChromium();
    const shared = process.env[SHARED_BROWSER];
    if (shared !== undefined && !own) browser = await chromium.connect(shared);
    else if (executablePath !== undefined) browser = await chromium.launch({ executablePath });
  });
  after(() => browser?.close());
  return () => browser as Browser;
}

/** A page of the console, and the stub behind it. */
export interface OpenConsole {
  readonly page: Page;
  readonly stub: Stub;
  /** Address of the console, without a hash. */
  readonly url: string;
  readonly port: number;
  /** Sends a request to the API with the API key of the test. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Opens another view in the same page. */
  show(hash: string): Promise<void>;
  /** Keeps a picture as an artefact if `STUB_TESTS_PICTURES` is 1. */
  screenshot(name: string): Promise<void>;
}

interface ConsoleOptions extends StubOptions {
  readonly hash?: string;
  /** Where the stub listens: the storage of a browser belongs to an address. Default: any free port. */
  readonly port?: number;
  /** Gives the test a page of its own. A test that changes what its page emulates needs one. */
  readonly page?: BrowserContextOptions;
  /** Requests before the page is opened. */
  readonly before?: (send: OpenConsole['send']) => Promise<unknown>;
}

/** The key of the console of every stub without an admin key. */
export const consoleKey = 'key-of-the-console';
/** The API key of every test, long enough for its end to be shown. */
export const testKey = 'test-key-of-the-console-1234';

/**
 * Opens the console of a fresh stub, in the page that the previous test of the file has given back, if there is one. The
 * test fails when a script throws, when the content-security policy forbids something, or when a request goes anywhere
 * else.
 */
export async function openConsole(
  context: TestContext,
  browser: Browser,
  { hash = '', port = 0, page: pageOptions, before: prepare, ...options }: ConsoleOptions = {},
): Promise<OpenConsole> {
  const isOpen = options.adminKey === undefined && options.admin !== false;
  const stub = createStub({ seedCount: 3, ...(isOpen && { consoleKey }), ...options });
  const { origin } = new URL(await stub.listen({ port }));
  const send: OpenConsole['send'] = (method, path, body, headers = {}) =>
    fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${testKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  await prepare?.(send);
  const isOwn = !isOpen || pageOptions !== undefined;
  const lent = isOwn ? undefined : browser.contexts().find(isIdle);
  const profile = lent ?? (await newProfile(browser, isOpen, pageOptions));
  const problems: string[] = [];
  const stopWatching = watch(profile, origin, problems);
  const [page = await profile.newPage()] = profile.pages();
  page.setDefaultTimeout(PATIENCE);
  const url = `${origin}/__stub/`;
  context.after(async () => {
    stopWatching();
    if (isOwn) await profile.close();
    else await giveBack(page).catch(() => profile.close());
    await stub.close();
    assert.deepEqual(problems, []);
  });
  await page.goto(url + hash);
  return {
    page,
    stub,
    url,
    port: Number(new URL(url).port),
    send,
    show: async (next) => void (await page.goto(url + next)),
    async screenshot(name) {
      if (!wantsPictures) return;
      mkdirSync(ARTEFACTS, { recursive: true });
      await page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
    },
  };
}

/** How long a page may take to show what an event leads to, in milliseconds: long enough for a very busy machine. */
const PATIENCE = 15_000;

/**
 * Waits until what is read from a page is what is wanted, for a page shows it a moment after the event.
 *
 * @param read what throws, or gives another value, is read again
 * @throws AssertionError with the last value, after 15 seconds
 */
export async function becomes<T>(
  read: () => T | Promise<T>,
  wanted: NoInfer<T> | RegExp | undefined,
  name = 'what is read',
): Promise<void> {
  const check = async () => {
    const value = await read();
    const said = `${name} is ${inspect(value)}, not ${inspect(wanted)}`;
    if (wanted instanceof RegExp) assert.ok(wanted.test(String(value)), said);
    else assert.ok(isDeepStrictEqual(value, wanted), said);
  };
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(20)) {
    try {
      return await check();
    } catch {
      // Not yet.
    }
  }
  await check();
}

/** Downloads what an action leads to, and reads it. Unlike `Download.path`, this works in a shared browser. */
export async function downloaded(page: Page, act: () => Promise<unknown>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), text: await text(await download.createReadStream()) };
}

/** Waits until the page follows the stub. */
export async function live(page: Page): Promise<void> {
  await page.locator('.connection', { hasText: /^live$/ }).waitFor();
}

/** What a page of the console may do. */
const PERMISSIONS = ['clipboard-read', 'clipboard-write'];
/** What tests listen to in a page. Its other listeners may be Playwright's own. */
const LISTENED_TO = ['console', 'dialog', 'download', 'pageerror', 'popup', 'request', 'response'];

async function newProfile(browser: Browser, isOpen: boolean, options?: BrowserContextOptions): Promise<BrowserContext> {
  const profile = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: PERMISSIONS,
    ...options,
  });
  // The address that the stub prints has the key; here it is put where the page keeps it.
  const keep = `sessionStorage.setItem('use-case-stub.admin-key', '${consoleKey}')`;
  if (isOpen) await profile.addInitScript(`if (location.protocol === 'http:') ${keep};`);
  return profile;
}

/** Whether no test uses a profile: its page was given back. */
function isIdle(profile: BrowserContext): boolean {
  const pages = profile.pages();
  return pages.length === 1 && pages[0]?.url() === 'about:blank';
}

/**
 * Takes from a page what a test has left in it, so that the next test finds it as if it were new. It cannot take back
 * what a page emulates, nor scripts that run in each of its documents: a test that needs them has a page of its own.
 */
async function giveBack(page: Page): Promise<void> {
  const profile = page.context();
  for (const other of profile.pages()) if (other !== page) await other.close();
  for (const type of LISTENED_TO) await page.removeAllListeners(type, { behavior: 'ignoreErrors' });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await profile.unrouteAll({ behavior: 'ignoreErrors' });
  await page.evaluate('localStorage.clear(), sessionStorage.clear()');
  await profile.clearCookies();
  await profile.clearPermissions();
  await profile.grantPermissions(PERMISSIONS);
  // The mouse stays where it is, whatever page comes.
  await page.mouse.move(0, 0);
  await page.goto('about:blank');
}

/**
 * Writes down what goes wrong in the pages of a profile. What a browser says of an answer that is no success is no
 * problem: many tests ask for one.
 *
 * @returns ends it
 */
function watch(profile: BrowserContext, origin: string, problems: string[]): () => void {
  const onError = (error: WebError) => problems.push(`thrown: ${String(error.error())}`);
  const onConsole = (message: ConsoleMessage) => {
    const said = message.text();
    if (message.type() === 'error' && !said.startsWith('Failed to load resource')) problems.push(said);
  };
  const onRequest = (request: Request) => {
    const { protocol, origin: other } = new URL(request.url());
    if (protocol.startsWith('http') && other !== origin) problems.push(`asked for ${request.url()}`);
  };
  profile.on('weberror', onError).on('console', onConsole).on('request', onRequest);
  return () => void profile.off('weberror', onError).off('console', onConsole).off('request', onRequest);
}
