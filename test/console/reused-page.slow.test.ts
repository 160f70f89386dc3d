/** What the console's tests rely on: a page that one of them gives back is to the next one as if it were new. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, live, noBrowser, openConsole, useBrowser, type OpenConsole } from '../helpers/browser.ts';

/** What a test can see of what came before it in the same page. */
const LEFT = `Promise.all([
  navigator.permissions.query({ name: 'clipboard-read' }),
  navigator.permissions.query({ name: 'geolocation' }),
]).then((permissions) => ({
  local: { ...localStorage },
  session: { ...sessionStorage },
  cookies: document.cookie,
  permissions: permissions.map(({ state }) => state),
}))`;

/** Makes the organization that the console then shows. */
const before = (send: OpenConsole['send']) => send('GET', '/use-cases');

describe("a page of the console's tests", { skip: noBrowser }, () => {
  const browser = useBrowser();

  /** Opens the console in one test, then in the next one, of a stub at the same address, whose storage is the same. */
  async function oneAfterTheOther(t: TestContext, leave: (page: Page) => Promise<unknown>) {
    let port = 0;
    let first: Page | undefined;
    let fresh: unknown;
    await t.test('a test', async (inner) => {
      const opened = await openConsole(inner, browser(), { before });
      ({ port, page: first } = opened);
      await live(first);
      fresh = await first.evaluate(LEFT);
      await leave(first);
    });
    return async (look: (page: Page, fresh: unknown) => Promise<void>) => {
      await t.test('the next test', async (inner) => {
        const { page } = await openConsole(inner, browser(), { port, before });
        // Not assert.equal, which would print both.
        assert.ok(page === first, 'the page is used again');
        await live(page);
        await look(page, fresh);
      });
    };
  }

  it('is used again, without storage, cookies, permissions or a pointer over it', async (t) => {
    const next = await oneAfterTheOther(t, async (page) => {
      await page.evaluate(`{
        localStorage.setItem('left', 'yes');
        sessionStorage.setItem('left', 'yes');
        document.cookie = 'left=yes; path=/';
      }`);
      await page.context().clearPermissions();
      await page.context().grantPermissions(['geolocation']);
      await page.locator('nav a').last().hover();
    });
    await next(async (page, fresh) => {
      assert.deepEqual(await page.evaluate(LEFT), fresh);
      await page.evaluate("addEventListener('pointerdown', (event) => (window.pressed = [event.x, event.y]))");
      await page.mouse.down();
      await page.mouse.up();
      assert.deepEqual(await page.evaluate('window.pressed'), [0, 0]);
    });
  });

  it('is alone, and answers no request itself', async (t) => {
    const next = await oneAfterTheOther(t, async (page) => {
      await page.context().newPage();
      const answer = { status: 418, body: 'of the test before' };
      await page.route('**/one', (route) => route.fulfill(answer));
      await page.context().route('**/other', (route) => route.fulfill(answer));
    });
    await next(async (page) => {
      assert.equal(page.context().pages().length, 1);
      const status = (path: string) => page.evaluate<number>(`fetch('${path}').then(({ status }) => status)`);
      assert.deepEqual([await status('one'), await status('other')], [404, 404]);
    });
  });

  it('calls no listener of the test before, also where that is about dialogs', async (t) => {
    const heard: string[] = [];
    const next = await oneAfterTheOther(t, async (page) => {
      page.on('request', () => heard.push('request'));
      page.on('console', () => heard.push('console'));
      page.on('dialog', (dialog) => {
        heard.push('dialog');
        void dialog.accept();
      });
      assert.equal(await page.evaluate("confirm('of this test')"), true);
    });
    // What the test before did itself, and what was done to give the page back, was heard rightly.
    heard.length = 0;
    await next(async (page) => {
      await page.evaluate("fetch('.').then(() => console.log('said'))");
      // The browser's driver dismisses a dialog that no listener is told of.
      assert.equal(await page.evaluate("confirm('of the next one')"), false);
      assert.deepEqual(heard, []);
    });
  });

  it('is given up when it cannot be emptied, and the next test has a new one', async (t) => {
    let first: Page | undefined;
    await t.test('a test', async (inner) => {
      const { page } = await openConsole(inner, browser());
      first = page;
      await page.close();
    });
    const others = browser().contexts();
    assert.ok(!others.some((each) => each === first?.context()), 'its profile is closed');
    await t.test('the next test', async (inner) => {
      const { page } = await openConsole(inner, browser());
      assert.ok(page !== first, 'the page is another one');
      await becomes(() => page.title(), /./);
    });
  });
});
