import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { allFindings } from '../helpers/axe.ts';
import { becomes, live, noBrowser, openConsole, testKey, useBrowser } from '../helpers/browser.ts';

const list = { before: (send: Send) => send('GET', '/use-cases'), hash: '#/use-cases' };
type Send = (method: string, path: string, body?: unknown) => Promise<Response>;

const rows = (page: Page) => page.locator('.cases-row');
const field = (page: Page, pointer: string) => page.locator(`[data-pointer="${pointer}"]`);
const focusedPlace = (page: Page) =>
  page.evaluate<string | undefined>('document.activeElement.closest("[data-pointer]")?.dataset.pointer');

describe('the list of use cases in the console', { skip: noBrowser }, () => {
  const browser = useBrowser();

  it('shows them newest first, finds them by any field, and shows one as JSON', async (context) => {
    const { page, send, screenshot } = await openConsole(context, browser(), list);
    await rows(page).nth(2).waitFor();
    await live(page);
    await send('POST', '/use-cases', { name: 'Night desk', keywords: ['zeppelin'] });
    await rows(page).nth(3).waitFor();
    await becomes(() => rows(page).first().textContent(), /Night desk/);
    await screenshot('use-cases');
    await page.keyboard.press('/');
    await page.keyboard.type('ZEPPELIN');
    await page.getByText('1 use case', { exact: true }).waitFor();
    await becomes(() => page.url(), /text=ZEPPELIN/);
    await rows(page).first().click();
    await page.getByRole('region', { name: 'The use case as JSON' }).getByText('"zeppelin"').waitFor();
    await screenshot('use-case');
  });

  it('has pages of a hundred', async (context) => {
    const { page } = await openConsole(context, browser(), { ...list, seedCount: 205 });
    await page.getByText('1 to 100 of 205 use cases').waitFor();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByText('201 to 205 of 205 use cases').waitFor();
    await becomes(() => page.getByRole('button', { name: 'Older' }).isDisabled(), true);
    await becomes(() => rows(page).count(), 5);
  });

  it('says what to do when there are none', async (context) => {
    const { page } = await openConsole(context, browser(), { ...list, seedCount: 0 });
    await page.getByRole('heading', { name: 'This organization has no use cases' }).waitFor();
    await page.getByRole('button', { name: 'Fill with realistic ones' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('How many').fill('many');
    await dialog.getByRole('button', { name: 'Fill' }).click();
    await dialog.getByText('Expected integer, received string').waitFor();
    await dialog.getByLabel('How many').fill('4');
    await dialog.getByLabel('Language').selectOption('de-DE');
    await dialog.getByRole('button', { name: 'Fill' }).click();
    await rows(page).nth(3).waitFor();
    await becomes(() => page.locator('.cases-row .tag', { hasText: 'de-DE' }).count(), 4);
  });

  it('removes one or all of them, after a question', async (context) => {
    const { page, stub, send } = await openConsole(context, browser(), list);
    await rows(page).first().click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('2 use cases', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Empty' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove all' }).click();
    await page.getByRole('heading', { name: 'This organization has no use cases' }).waitFor();
    assert.deepEqual(await (await send('GET', '/use-cases')).json(), []);
    assert.ok(stub.journal(testKey));
  });
});

describe('the form for a use case', { skip: noBrowser }, () => {
  const browser = useBrowser();
  const create = (page: Page) => page.getByRole('button', { name: 'Create', exact: true }).click();
  const opened = { ...list, hash: '#/use-cases/new' };

  it('sends only what was given, to the API itself', async (context) => {
    const { page, send, stub } = await openConsole(context, browser(), opened);
    await field(page, '/name').getByRole('textbox').fill('Carrier Sales');
    await field(page, '/hidden').getByRole('combobox').selectOption({ label: 'false' });
    await field(page, '/max_duration_mins').getByRole('textbox').fill('2.5');
    await page.getByRole('button', { name: 'Add to keywords' }).click();
    await field(page, '/keywords/0').getByRole('textbox').fill('reefer');
    await page.getByRole('button', { name: 'Add to keywords' }).click();
    await field(page, '/keywords/1').getByRole('textbox').fill('dry van');
    assert.equal(await focusedPlace(page), '/keywords/1');
    await page.getByRole('button', { name: 'Move keywords 2 up' }).click();
    await page.getByLabel('Name to add to amd_messages').fill('en-US');
    await page.keyboard.press('Enter');
    await field(page, '/amd_messages/en-US').getByRole('textbox').fill('Hello');
    await field(page, '/transfer_number').getByRole('textbox').fill('+1');
    await page.getByRole('button', { name: 'Leave out transfer_number' }).click();
    assert.equal(await focusedPlace(page), '/transfer_number');
    await page.getByRole('button', { name: 'Add to hooks' }).click();
    await page.getByRole('button', { name: 'Remove hooks 1' }).click();
    await becomes(() => page.evaluate('document.activeElement.ariaLabel'), 'Add to hooks');
    await field(page, '/hooks').getByRole('button', { name: 'Set to null' }).click();
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await create(page);
    await answered;
    const [entry] = stub.journal(testKey).filter(({ method }) => method === 'POST');
    assert.deepEqual(JSON.parse(entry?.body ?? ''), {
      name: 'Carrier Sales',
      hidden: false,
      max_duration_mins: 2.5,
      keywords: ['dry van', 'reefer'],
      amd_messages: { 'en-US': 'Hello' },
      hooks: null,
    });
    assert.equal(((await (await send('GET', '/use-cases')).json()) as unknown[]).length, 4);
  });

  it("shows the server's own words at their fields and goes to the first", async (context) => {
    const { page, screenshot } = await openConsole(context, browser(), opened);
    await field(page, '/max_duration_mins').getByRole('textbox').fill('soon');
    await create(page);
    await field(page, '/name').getByText('Required', { exact: true }).waitFor();
    await field(page, '/max_duration_mins').getByText('Expected number, received string').waitFor();
    assert.equal(await focusedPlace(page), '/name');
    await becomes(() => field(page, '/name').getByRole('textbox').getAttribute('aria-invalid'), 'true');
    await page.getByText('Not saved: 2 issues.').waitFor();
    assert.deepEqual(await allFindings(page), []);
    await screenshot('use-case-form');
  });

  it('shows warnings at their fields, with what was probably meant', async (context) => {
    const { page, send } = await openConsole(context, browser(), opened);
    await field(page, '/name').getByRole('textbox').fill('Carrier Sales');
    await field(page, '/transfer_number').getByRole('textbox').fill('+1 (415) 555-0134');
    await create(page);
    await page.getByRole('heading', { name: 'Edit Carrier Sales' }).waitFor();
    const place = field(page, '/transfer_number');
    await place.locator('.form-message', { hasText: 'Phone numbers are written as E.164' }).waitFor();
    assert.equal(await focusedPlace(page), '/transfer_number');
    await place.getByRole('button', { name: 'Use it' }).click();
    await page.getByText('Sends transfer_number.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('region', { name: 'The use case as JSON' }).getByText('"+14155550134"').waitFor();
    const stored = (await (await send('GET', '/use-cases')).json()) as { transfer_number?: string }[];
    assert.equal(stored.at(-1)?.transfer_number, '+14155550134');
  });

  it('tells on top what belongs to no field, and takes plain JSON', async (context) => {
    const { page } = await openConsole(context, browser(), opened);
    await page.getByRole('button', { name: 'Write JSON' }).click();
    const body = page.getByLabel('Body of the create as JSON');
    await body.fill('{ "name": "Night desk", "nmae": ');
    await create(page);
    await page.locator('[data-summary]').getByText(/JSON/).first().waitFor();
    await body.fill('{ "name": "Night desk", "nmae": 1 }');
    await create(page);
    await page.getByRole('heading', { name: 'Edit Night desk' }).waitFor();
    const summary = page.locator('[data-summary]');
    await summary.getByText('/nmae').waitFor();
    await becomes(() => summary.textContent(), /1 warning.*Did you mean name\?/);
    await becomes(() => page.evaluate('document.activeElement.hasAttribute("data-summary")'), true);
  });

  it('says what another answer than success was', async (context) => {
    const { page } = await openConsole(context, browser(), opened);
    await fetch(new URL('states/the%20API%20is%20failing', page.url().split('#')[0]), {
      method: 'PUT',
      headers: { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' },
      body: '{}',
    });
    await field(page, '/name').getByRole('textbox').fill('Night desk');
    await create(page);
    await page.getByText('The stub answered 500: Something went wrong').waitFor();
  });

  it('fills itself with a realistic one in a language', async (context) => {
    const { page } = await openConsole(context, browser(), opened);
    await page.getByLabel('Language to fill in').selectOption('pl-PL');
    await page.getByRole('button', { name: 'Fill with a realistic one' }).click();
    await page.getByRole('button', { name: 'Add to extract_with_ai' }).waitFor();
    // Not `waitForFunction`: after its first try the page's security policy forbids it.
    const language = 'document.querySelector(`[data-pointer="/language"] select`)?.selectedOptions[0].text';
    await becomes(() => page.evaluate<unknown>(language), 'pl-PL');
    await create(page);
    await page.getByRole('region', { name: 'The use case as JSON' }).getByText('"pl-PL"').first().waitFor();
  });

  it('sends of an edit what has changed, and says so when another client was faster', async (context) => {
    const { page, send, stub } = await openConsole(context, browser(), list);
    const [first] = (await (await send('GET', '/use-cases')).json()) as { id: string; name: string }[];
    await page.goto(`${page.url().split('#')[0]}#/use-cases/${first?.id}/edit`);
    await field(page, '/name').getByRole('textbox').fill('Renamed');
    await live(page);
    await send('PATCH', `/use-cases/${first?.id}`, { hidden: true });
    await page.getByText('This use case was changed meanwhile.').waitFor();
    await becomes(() => field(page, '/name').getByRole('textbox').inputValue(), 'Renamed');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Renamed' }).waitFor();
    const patches = stub.journal(testKey).filter(({ method }) => method === 'PATCH');
    assert.ok(patches.some(({ body }) => body === '{"name":"Renamed"}'));
  });
});
