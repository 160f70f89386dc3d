import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { allFindings } from '../helpers/axe.ts';
import { becomes, live, noBrowser, openConsole, type OpenConsole, testKey, useBrowser } from '../helpers/browser.ts';
import { fidelityWith } from '../helpers/fidelity.ts';

type Send = OpenConsole['send'];
interface UseCase {
  readonly id: string;
  readonly name: string;
}

const list = { before: (send: Send) => send('GET', '/use-cases'), hash: '#/use-cases' };
const row = (page: Page, name: string) => page.locator('.cases-row', { hasText: name });
const field = (page: Page, pointer: string) => page.locator(`[data-pointer="${pointer}"]`);
const nameOf = (page: Page) => field(page, '/name').getByRole('textbox');
const question = (page: Page) => page.getByRole('dialog', { name: 'Discard what you entered?' });
const stored = async (send: Send) => (await (await send('GET', '/use-cases')).json()) as UseCase[];

/** Makes two use cases besides the initial ones. */
const withTwo = async (send: Send) => {
  await send('POST', '/use-cases', { name: 'Day desk' });
  await send('POST', '/use-cases', { name: 'Night desk', max_duration_mins: 5 });
};
const opened = { ...list, before: withTwo };

describe('use cases as master and detail', { skip: noBrowser }, () => {
  const browser = useBrowser();

  it('are walked through with the arrows, opened with Enter and left with Escape', async (context) => {
    const { page } = await openConsole(context, browser(), { ...opened, seedCount: 40 });
    await row(page, 'Night desk').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate<string>('document.activeElement.dataset.id');
    const rows = await page.evaluate<string[]>(
      '[...document.querySelectorAll(".cases-row")].map((row) => row.dataset.id)',
    );
    await becomes(focused, rows[0]);
    await page.keyboard.press('ArrowDown');
    await becomes(focused, rows[1]);
    await page.keyboard.press('End');
    await becomes(focused, rows.at(-1));
    // The ring of the focus is drawn inside the row, and the row inside the list.
    const isSeen = `(() => {
      const row = document.activeElement;
      const [inner, outer] = [row, row.closest('ul')].map((each) => each.getBoundingClientRect());
      const { outlineStyle, outlineOffset } = getComputedStyle(row);
      return inner.top >= outer.top && inner.bottom <= outer.bottom + 0.5 && outlineStyle === 'solid' && outlineOffset === '-2px';
    })()`;
    await becomes(() => page.evaluate(isSeen), true);
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Day desk' }).waitFor();
    await becomes(() => page.evaluate('document.activeElement.ariaLabel'), 'Use case');
    await becomes(() => row(page, 'Day desk').getAttribute('aria-current'), 'true');
    await becomes(() => row(page, 'Night desk').isVisible(), true);
    await page.keyboard.press('Escape');
    await becomes(focused, rows[1]);
    await becomes(() => page.url(), /#\/use-cases$/);
  });

  it('keep the search in the address, whatever is opened, and over a reload', async (context) => {
    const { page } = await openConsole(context, browser(), opened);
    await page.getByLabel('Search the use cases').fill('desk');
    await page.getByText('2 use cases', { exact: true }).waitFor();
    await row(page, 'Day desk').click();
    await page.getByRole('link', { name: 'Edit' }).click();
    await becomes(() => page.url(), /\/edit\?text=desk$/);
    await page.reload();
    await page.getByRole('heading', { name: 'Edit Day desk' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Day desk', exact: true }).waitFor();
    await page.getByText('2 use cases', { exact: true }).waitFor();
    await becomes(() => page.getByLabel('Search the use cases').inputValue(), 'desk');
  });

  it('follow what the admin API changes from elsewhere', async (context) => {
    const { page, send, url } = await openConsole(context, browser(), opened);
    const admin = (method: string, path: string) =>
      fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' },
        ...(method === 'PUT' && { body: '{}' }),
      });
    await page.getByText('5 use cases', { exact: true }).waitFor();
    await live(page);
    await row(page, 'Day desk').click();
    await page.getByRole('heading', { name: 'Day desk' }).waitFor();
    const day = (await stored(send)).find(({ name }) => name === 'Day desk');
    await admin('DELETE', `use-cases/${day?.id}`);
    await page.getByText('4 use cases', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'This organization has no such use case' }).waitFor();
    await admin('PUT', 'states/no%20use%20cases%20exist');
    await page.getByRole('heading', { name: 'This organization has no use cases' }).waitFor();
  });

  it('have a history: who changed what, and when', async (context) => {
    const { page, send, stub } = await openConsole(context, browser(), opened);
    const night = (await stored(send)).find(({ name }) => name === 'Night desk');
    await send('PATCH', `/use-cases/${night?.id}`, { max_duration_mins: 7 }, { 'user-agent': 'front-end/2.0' });
    await row(page, 'Night desk').click();
    const history = page.getByRole('region', { name: 'History' });
    const items = history.getByRole('listitem');
    await items.nth(1).waitFor();
    await becomes(() => items.first().textContent(), /^Updated by front-end request \d+.*max_duration_mins5 7$/);
    await becomes(() => items.last().textContent(), /^Created by /);
    await page.getByRole('link', { name: 'Edit' }).click();
    await nameOf(page).fill('Late desk');
    await page.getByRole('button', { name: 'Save' }).click();
    await items.nth(2).waitFor();
    await becomes(() => items.first().textContent(), /^Updated by console .*name"Night desk" "Late desk"$/);
    await stub.setState(testKey, 'a use case exists', { id: night?.id as string, name: 'Other desk' });
    await items.nth(3).waitFor();
    await becomes(() => items.first().textContent(), /^Changed by no request listed here.*"Other desk"/);
    await history
      .getByRole('link', { name: /^request/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Request body' }).waitFor();
  });

  it('use a wide screen, stand one after the other on a narrow one, and satisfy axe in light and dark', async (context) => {
    const { page, send, show, screenshot } = await openConsole(context, browser(), {
      ...opened,
      // Colours that change little by little would be measured on the way.
      page: { reducedMotion: 'reduce' },
    });
    for (const [width, colorScheme] of [
      [360, 'dark'],
      [1280, 'light'],
      [1920, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await show('#/use-cases');
      await page.locator('.editor').waitFor({ state: 'detached' });
      const wide = `[...document.querySelectorAll('main, main *')].filter((each) =>
        each.scrollWidth > each.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(each).overflowX))
        .map(({ className }) => className)`;
      const settled = async (name: string) => {
        await becomes(() => page.evaluate(wide), [], `${name} at ${width}`);
        if (width < 1920) assert.deepEqual(await allFindings(page), [], `${name} at ${width}`);
        await screenshot(`use-cases-${name}-${width}`);
      };
      await row(page, 'Night desk').waitFor();
      await settled('list');
      const right = () => page.evaluate<number>('document.querySelector(".cases-id").getBoundingClientRect().right');
      if (width > 1000) await becomes(async () => (await right()) > width * 0.95, true, `the list at ${width}`);
      await row(page, 'Night desk').click();
      await page.getByRole('region', { name: 'History' }).waitFor();
      await becomes(() => row(page, 'Day desk').isVisible(), width > 900);
      await settled('detail');
      const [first] = await stored(send);
      await show(`#/use-cases/${first?.id}/edit`);
      await field(page, '/extract_with_ai/0/name').waitFor();
      await becomes(() => row(page, 'Day desk').isVisible(), width > 1600);
      await settled('form');
      await page.getByRole('button', { name: 'Write JSON' }).click();
      await settled('json');
    }
  });
});

describe('unsaved input', { skip: noBrowser }, () => {
  const browser = useBrowser();

  /** Opens a form with something entered. */
  async function changed(context: Parameters<typeof openConsole>[0], options?: BrowserContextOptions) {
    const console_ = await openConsole(context, browser(), { ...opened, ...(options && { page: options }) });
    const { page, send } = console_;
    const night = (await stored(send)).find(({ name }) => name === 'Night desk');
    await row(page, 'Night desk').click();
    await page.getByRole('link', { name: 'Edit' }).click();
    await nameOf(page).fill('Late desk');
    return { ...console_, form: `#/use-cases/${night?.id}/edit` };
  }

  it('is kept until the user agrees to lose it, whichever way leads out of the form', async (context) => {
    const { page, url, form } = await changed(context, { viewport: { width: 1920, height: 800 } });
    const ways: Readonly<Record<string, () => Promise<unknown>>> = {
      'another view': () => page.getByRole('link', { name: 'Coverage' }).click(),
      'another use case': () => row(page, 'Day desk').click(),
      'the way back': () => page.getByRole('link', { name: 'Back to the use case' }).click(),
      'the button of the browser': () => page.evaluate('history.back()'),
      'an address that is typed in': () => page.evaluate('location.hash = "#/states"'),
      'the realistic one': () => page.getByRole('button', { name: 'Fill with a realistic one' }).click(),
      'the key of a view': async () => {
        await page.getByRole('heading', { name: 'Basics' }).click();
        await page.keyboard.press('1');
      },
      Escape: () => page.keyboard.press('Escape'),
    };
    for (const [way, go] of Object.entries(ways)) {
      await go();
      await question(page).waitFor();
      await page.getByRole('button', { name: 'Keep editing' }).click();
      await question(page).waitFor({ state: 'detached' });
      await becomes(() => nameOf(page).inputValue(), 'Late desk', way);
      await becomes(() => page.url(), url + form, way);
    }
    await row(page, 'Day desk').click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('heading', { name: 'Day desk' }).waitFor();
    await page.getByRole('link', { name: 'Coverage' }).click();
    await page.waitForURL(/#\/coverage$/);
  });

  it('is asked about before another organization is chosen, and before the tab is closed', async (context) => {
    const { page, send, url } = await changed(context);
    await send('GET', '/use-cases', undefined, { authorization: 'Bearer another-key-of-the-test-5678' });
    const choose = async () => {
      await page.locator('.organization').click();
      await page.locator('.organizations-item', { hasText: '***5678' }).click();
      await question(page).waitFor();
    };
    await choose();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await becomes(() => nameOf(page).inputValue(), 'Late desk');
    const asked = page.waitForEvent('dialog');
    const reloading = page.goto(`${url}?again`).catch(() => undefined);
    const dialog = await asked;
    assert.equal(dialog.type(), 'beforeunload');
    await dialog.dismiss();
    await reloading;
    await becomes(() => nameOf(page).inputValue(), 'Late desk');
    await choose();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('heading', { name: 'This use case cannot be edited' }).waitFor();
  });

  it('is none once it is saved, put back, or never was', async (context) => {
    const { page, url, form } = await changed(context);
    await page.getByRole('button', { name: 'Put back name' }).click();
    await page.getByRole('link', { name: 'Coverage' }).click();
    await page.waitForURL(/#\/coverage$/);
    await page.goto(url + form);
    await nameOf(page).fill('Late desk');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Late desk', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Coverage' }).click();
    await page.waitForURL(/#\/coverage$/);
    await becomes(() => question(page).count(), 0);
  });
});

describe('the form in groups', { skip: noBrowser }, () => {
  const browser = useBrowser();

  it('shows all of a group at once on a screen of 1280 by 800 pixels, with nothing that scrolls inside', async (context) => {
    const { page, send, url } = await openConsole(context, browser(), { ...list, seedCount: 20 });
    for (const { id } of await stored(send)) {
      await page.goto(`${url}#/use-cases/${id}/edit`);
      await field(page, '/extract_with_ai/0/name').waitFor();
      const tooTall = await page.evaluate(`[...document.querySelectorAll('.group')].filter((group) =>
        group.offsetHeight > document.querySelector('.editor-scroll').clientHeight).map((group) => group.ariaLabel)`);
      assert.deepEqual(tooTall, []);
      const scrolling = await page.evaluate(`[...document.querySelectorAll('.group, .group *')].filter((each) =>
        each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY))
        .map((each) => each.closest('[data-pointer]').dataset.pointer)`);
      assert.deepEqual(scrolling, []);
    }
    await page
      .getByRole('navigation', { name: 'Groups of fields' })
      .getByRole('button', { name: 'Extraction' })
      .click();
    const inSight = `(() => {
      const group = document.querySelector('[aria-label="Extraction and tags"]');
      const [inner, outer] = [group, group.closest('.editor-scroll')].map((each) => each.getBoundingClientRect());
      return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
    })()`;
    await becomes(() => page.evaluate(inSight), true);
    await becomes(() => page.evaluate('document.activeElement.textContent'), 'Extraction and tags');
  });

  it('aligns its inputs, and shows defaults where nothing is given', async (context) => {
    const { page } = await openConsole(context, browser(), { ...list, hash: '#/use-cases/new' });
    const top = async (pointer: string) => (await field(page, pointer).locator('input, select').boundingBox())?.y;
    await becomes(async () => (await top('/name')) === (await top('/language')), true);
    await becomes(async () => (await top('/name')) === (await top('/transfer_number')), true);
    await becomes(async () => (await top('/work_start')) === (await top('/timezone')), true);
    await becomes(
      () => field(page, '/max_duration_mins').getByRole('textbox').getAttribute('placeholder'),
      '10 (default)',
    );
    await becomes(() => field(page, '/language').locator('option').first().textContent(), 'en-US (default)');
    const groups = page.getByRole('navigation', { name: 'Groups of fields' });
    await field(page, '/work_start').getByRole('textbox').fill('08:00');
    await groups.getByRole('button', { name: 'Hours 1 given' }).waitFor();
  });

  it('tells sources in a tip, which Escape closes without leaving the form', async (context) => {
    const { page } = await openConsole(context, browser(), { ...list, hash: '#/use-cases/new' });
    const tip = field(page, '/timezone').locator('.tip-card');
    const button = field(page, '/timezone').getByRole('button', { name: 'timezone: partly assumed' });
    await button.focus();
    await page.keyboard.press('Enter');
    await tip.getByText('timezone-iana').waitFor();
    assert.deepEqual(await allFindings(page), []);
    await page.keyboard.press('Escape');
    await tip.waitFor({ state: 'hidden' });
    await becomes(() => page.url(), /#\/use-cases\/new$/);
    await button.hover();
    await tip.getByText(': partly assumed').waitFor();
    await page.mouse.move(0, 0);
    await tip.waitFor({ state: 'hidden' });
  });

  it('says at each field what a fidelity file has settled, and when, and what was chosen', async (context) => {
    const { page } = await openConsole(context, browser(), {
      ...list,
      hash: '#/use-cases/new',
      assume: { 'work-hours': 'HH:mm' },
      fidelity: fidelityWith({
        confirmed: { 'transfer-number': 'any', 'extract-type': 'any' },
        refuted: { 'max-duration-default': 'absent' },
        unmatched: ['hook-url'],
      }),
    });
    const badge = (name: string) => page.getByRole('button', { name, exact: true });
    await badge('transfer_number: confirmed on 2026-11-26').waitFor();
    for (const name of [
      'language: documented',
      'hidden: documented',
      'name: partly assumed',
      'work_end: chosen',
      'max_duration_mins: refuted on 2026-11-26',
    ])
      assert.equal(await badge(name).count(), 1, name);
    await badge('max_duration_mins: refuted on 2026-11-26').focus();
    await page.keyboard.press('Enter');
    const tip = field(page, '/max_duration_mins').locator('.tip-card');
    await tip.getByText('refuted on 2026-11-26: max-duration-default=absent holds instead').waitFor();
    await tip.getByText('It stores nothing.').waitFor();
    await tip.getByText('assumed: max-duration-range=any').waitFor();
    assert.deepEqual(await allFindings(page), []);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add to extract_with_ai' }).click();
    await badge('type: confirmed on 2026-11-26').waitFor();
    assert.deepEqual(await allFindings(page), []);
    await page.getByRole('button', { name: 'Add to hooks' }).click();
    await badge('url: refuted on 2026-11-26').focus();
    await page.keyboard.press('Enter');
    await page.getByText('refuted on 2026-11-26: hook-url, no known way fits').waitFor();
  });

  it('writes the stored use case as JSON, and sends of it what is another value', async (context) => {
    const { page, send, stub } = await openConsole(context, browser(), opened);
    const night = (await stored(send)).find(({ name }) => name === 'Night desk');
    await row(page, 'Night desk').click();
    await page.getByRole('link', { name: 'Edit' }).click();
    await field(page, '/hidden').getByRole('combobox').selectOption({ label: 'true' });
    await page.getByRole('button', { name: 'Write JSON' }).click();
    const text = page.getByLabel('The use case as JSON');
    const value = JSON.parse(await text.inputValue()) as object;
    assert.deepEqual(value, { name: 'Night desk', max_duration_mins: 5, language: 'en-US', hidden: true });
    await text.fill(JSON.stringify({ ...value, name: 'Late desk' }));
    await page.getByText('Sends name, hidden.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Late desk', exact: true }).waitFor();
    const [patch] = stub.journal(testKey).filter(({ method }) => method === 'PATCH');
    assert.deepEqual(JSON.parse(patch?.body ?? ''), { name: 'Late desk', hidden: true });
    assert.match(patch?.url ?? '', new RegExp(night?.id ?? '-'));
  });
});
