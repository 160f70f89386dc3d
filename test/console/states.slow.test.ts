import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seriousFindings } from '../helpers/axe.ts';
import { noBrowser, openConsole, useBrowser } from '../helpers/browser.ts';

const opened = {
  hash: '#/states',
  before: (send: (method: string, path: string) => Promise<unknown>) => send('GET', '/use-cases'),
};

describe('the view of states in the console', { skip: noBrowser }, () => {
  const browser = useBrowser({ own: true });

  it('puts an organization into a state with parameters, and shows the answer, to be copied', async (context) => {
    const { page, send, screenshot } = await openConsole(context, browser(), opened);
    const card = page.locator('.state', { hasText: 'several use cases exist' });
    await card.getByLabel(/^count/).fill('5');
    await card.getByLabel(/^language/).selectOption({ label: 'fr-FR' });
    await card.getByRole('button', { name: /^Enter/ }).click();
    await card.getByText('The stub answered:').waitFor();
    const useCases = (await (await send('GET', '/use-cases')).json()) as { id: string; language: string }[];
    assert.deepEqual(
      useCases.map(({ language }) => language),
      Array(5).fill('fr-FR'),
    );
    await card.getByRole('button', { name: 'Copy id', exact: true }).click();
    await page.getByText('Copied: id').waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), useCases[0]?.id);
    assert.deepEqual(await seriousFindings(page), []);
    await screenshot('states');
  });

  it('takes any fields of a use case as parameters', async (context) => {
    const { page, send } = await openConsole(context, browser(), opened);
    const card = page.locator('.state', { hasText: 'a use case exists' });
    for (const name of ['name', 'hidden']) await card.getByLabel('Give a parameter to').selectOption(name);
    await card.locator('[data-pointer="/name"]').getByRole('textbox').fill('Night desk');
    await card.locator('[data-pointer="/hidden"]').getByRole('combobox').selectOption({ label: 'true' });
    await card.getByRole('button', { name: /^Enter/ }).click();
    const id = (await card.locator('.state-answer dd code').first().textContent()) ?? '';
    const found = (await (await send('GET', `/use-cases/${id}`)).json()) as object;
    assert.partialDeepStrictEqual(found, { name: 'Night desk', hidden: true });
  });

  it("shows the server's own words where a parameter is wrong", async (context) => {
    const { page } = await openConsole(context, browser(), opened);
    const card = page.locator('.state', { hasText: 'the API is slow' });
    await card.getByLabel(/^ms/).fill('70000');
    await card.getByRole('button', { name: /^Enter/ }).click();
    await card.locator('[data-pointer="/ms"]').getByText('must be a whole number from 0 to 60000').waitFor();
    assert.equal(await page.evaluate('document.activeElement.closest("[data-pointer]").dataset.pointer'), '/ms');
  });

  it('ends states again', async (context) => {
    const { page, send } = await openConsole(context, browser(), opened);
    await page.getByRole('button', { name: 'Enter the state "the API is rate limiting"' }).click();
    await page.getByText('The organization is in this state now.').first().waitFor();
    assert.equal((await send('GET', '/use-cases')).status, 429);
    await page.getByRole('button', { name: 'Leave all states' }).click();
    await page.getByText('The organization is as it was at the beginning').waitFor();
    assert.equal((await send('GET', '/use-cases')).status, 200);
  });

  it('can be used on a narrow dark screen', async (context) => {
    const page = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const };
    const { page: narrow } = await openConsole(context, browser(), { ...opened, page });
    await narrow.locator('.state').first().waitFor();
    const isTooWide = 'document.querySelector("main").scrollWidth > document.querySelector("main").clientWidth';
    assert.equal(await narrow.evaluate(isTooWide), false);
    assert.deepEqual(await seriousFindings(narrow), []);
  });
});
