import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStub } from '../../src/index.ts';
import { allFindings } from '../helpers/axe.ts';
import { becomes, consoleKey, live, noBrowser, openConsole, testKey, useBrowser } from '../helpers/browser.ts';

describe('the console', { skip: noBrowser }, () => {
  const browser = useBrowser();

  it('takes its key out of the address that the stub prints, and shows all organizations by it', async (context) => {
    const { page, url } = await openConsole(context, browser(), {
      consoleKey: 'of this stub',
      hash: '#key=of%20this%20stub',
      before: (ask) => ask('GET', '/use-cases'),
    });
    await page.locator('.row').waitFor();
    await becomes(() => page.url(), url);
    await page.evaluate("location.hash = '#key=wrong'");
    await page.locator('.organization').click();
    await page.getByText('open the address that the stub printed').waitFor();
    await becomes(() => page.url(), url);
  });

  it('keeps an API key to the tab that it was typed into', async (context) => {
    const { page, send, url } = await openConsole(context, browser());
    await send('GET', '/use-cases');
    await page.locator('.row').waitFor();
    await page.locator('.organization').click();
    await page.getByRole('dialog').getByLabel('API key').fill('a-very-secret-api-key');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText('No request has come in yet').waitFor();
    await page.getByText('Bearer YOUR_API_KEY').first().waitFor();
    await becomes(() => page.locator('.organization').textContent(), /\*\*\*-key/);
    await page.reload();
    await page.getByText('No request has come in yet').waitFor();
    const told = await page.evaluate<string>(
      'location.href + document.title + JSON.stringify(localStorage) + document.body.innerText',
    );
    assert.doesNotMatch(told, /secret/);
    const other = await page.context().newPage();
    await other.goto(url);
    await other.locator('.organization').click();
    await other.getByRole('button', { name: /\*\*\*1234/ }).click();
    await other.locator('.row').waitFor();
    await becomes(() => other.evaluate<boolean>('JSON.stringify(sessionStorage).includes("secret")'), false);
  });

  it('asks for the admin key where the stub requires it', async (context) => {
    const { page, send } = await openConsole(context, browser(), { adminKey: 'open-sesame' });
    const dialog = page.getByRole('dialog', { name: 'Admin key' });
    await send('GET', '/use-cases');
    await dialog.getByLabel('Admin key').fill('wrong');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('does not take this admin key').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('The stub does not let you in').waitFor();
    await page.getByRole('button', { name: 'Enter the admin key' }).click();
    await dialog.getByLabel('Admin key').fill('open-sesame');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await page.locator('.row').waitFor();
    await page.reload();
    await page.locator('.row').waitFor();
  });

  it('lists organizations that appear while the list is open', async (context) => {
    const { page, send } = await openConsole(context, browser(), { before: (ask) => ask('GET', '/use-cases') });
    await live(page);
    await page.locator('.organization').click();
    const dialog = page.getByRole('dialog', { name: 'Which organization?' });
    await dialog.getByRole('button', { name: /\*\*\*1234 · [0-9a-f]{8}/ }).waitFor();
    await send('GET', '/use-cases', undefined, { authorization: 'Bearer short' });
    await dialog.getByRole('button', { name: /^\*\*\* · [0-9a-f]{8}/ }).click();
    await page.locator('.organization', { hasText: /\*\*\* · [0-9a-f]{8}/ }).waitFor();
  });

  it('acts without an organization where requests came without an API key', async (context) => {
    const { page, stub, show } = await openConsole(context, browser(), {
      before: (ask) => ask('GET', '/use-cases', undefined, { authorization: '' }),
    });
    await live(page);
    await page.locator('.row').click();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.waitForURL(/#\/requests\/2$/);
    await becomes(() => page.locator('.row', { hasText: '401' }).count(), 2);
    assert.equal(stub.journal(testKey).length, 0);
    for (const view of ['use-cases', 'misbehave', 'states']) {
      await show(`#/${view}`);
      await page.locator(`.main-${view}`).getByText('These requests have no organization').waitFor();
    }
  });

  it('sends a first request at a click, and has journalled none before', async (context) => {
    const { page, stub, show } = await openConsole(context, browser());
    await page.getByText('No request has come in yet').waitFor();
    assert.deepEqual(await allFindings(page), []);
    for (const view of ['use-cases', 'misbehave', 'states']) {
      await show(`#/${view}`);
      await page.locator(`.main-${view}`).getByText('none is chosen').waitFor();
      await becomes(() => page.locator('main button').count(), 1, 'only the key can be sent');
    }
    await show('#/requests');
    const headers = { 'stub-admin-key': consoleKey };
    assert.deepEqual(await (await fetch(new URL('/__stub/organizations', page.url()), { headers })).json(), []);
    const key = /Bearer (try-\d+)/.exec((await page.locator('.welcome code').last().textContent()) ?? '')?.[1] ?? '';
    assert.equal(stub.journal(key).length, 0);
    await page.getByRole('button', { name: 'Send a sample request' }).click();
    await page.locator('.row').getByText('from the console').waitFor();
    assert.deepEqual(
      stub.journal(key).map(({ operationId, from }) => [operationId, from]),
      [['createUseCase', 'console']],
    );
  });

  it('calls an organization as the user does, and shows its key only when asked', async (context) => {
    const { page, send } = await openConsole(context, browser());
    await send('GET', '/use-cases');
    await page.locator('.row').waitFor();
    const open = () => page.locator('.organization').click();
    await open();
    const dialog = page.getByRole('dialog', { name: 'Which organization?' });
    await becomes(() => dialog.getByText(testKey).count(), 0);
    await dialog.getByRole('button', { name: /^Reveal the key of/ }).click();
    await dialog.getByText(testKey).waitFor();
    await dialog.getByRole('button', { name: /^Hide the key of/ }).click();
    await dialog.getByText(testKey).waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: /^Name / }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('Checkout team');
    await page.keyboard.press('Enter');
    await page.locator('.organization', { hasText: 'Checkout team' }).waitFor();
    await page.reload();
    await page.locator('.organization', { hasText: 'Checkout team' }).waitFor();
    await open();
    await dialog.getByRole('button', { name: /Checkout team/ }).waitFor();
  });

  it('shows few messages, above no button, and only in the view that they are about', async (context) => {
    const { page, show } = await openConsole(context, browser(), {
      hash: '#/requests/1',
      before: (ask) => ask('GET', '/use-cases'),
    });
    for (const name of ['curl', 'fetch', 'Pact']) await page.getByRole('button', { name, exact: true }).click();
    await page.getByText('Copied: Pact').waitFor();
    assert.ok((await page.locator('.toast').count()) <= 2);
    const [toasts, main] = await Promise.all(
      ['.toasts', 'main'].map((selector) => page.locator(selector).boundingBox()),
    );
    assert.ok(toasts && main && toasts.y >= main.y + main.height);
    await show('#/coverage');
    await page.locator('.toast').first().waitFor({ state: 'detached' });
  });

  it('says how to send a first request', async (context) => {
    const { page, port } = await openConsole(context, browser());
    await page.locator('code', { hasText: `curl http://127.0.0.1:${port}/api/v1/use-cases` }).waitFor();
    await page.getByText('waiting for a first request').waitFor();
  });

  it('can be switched to light and dark', async (context) => {
    const { page } = await openConsole(context, browser(), { page: { colorScheme: 'light' } });
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.getByRole('button', { name: 'Colours: system. Switch to light' }).click();
    await page.getByRole('button', { name: 'Colours: light. Switch to dark' }).click();
    assert.notEqual(await ground(), light);
    await page.reload();
    await page.getByRole('button', { name: 'Colours: dark. Switch to system' }).waitFor();
    assert.notEqual(await ground(), light);
  });

  it('comes back when the stub does, and starts over with a new one', async (context) => {
    const { page, send, stub, port } = await openConsole(context, browser(), {
      before: (ask) => ask('GET', '/use-cases'),
    });
    await live(page);
    await page.locator('.row').waitFor();
    await stub.close(0);
    await page.getByText('stub is gone, trying again').waitFor();
    const next = createStub({ seedCount: 0, consoleKey });
    context.after(() => next.close());
    await next.listen({ port });
    await page.getByText('No request has come in yet').waitFor();
    await live(page);
    await send('POST', '/use-cases', { name: 'After the restart' });
    await page.locator('.row', { hasText: 'POST' }).waitFor();
    await becomes(() => page.locator('.row').count(), 1);
  });

  it('shows the same in two tabs, each with its own choice', async (context) => {
    const { page, send, url } = await openConsole(context, browser(), { before: (ask) => ask('GET', '/use-cases') });
    const other = await page.context().newPage();
    await other.goto(`${url}#/misbehave`);
    await live(other);
    await other.getByRole('button', { name: /^Rate limit/ }).click();
    await page.getByText('every operation: answers 429, 5 of 5 left').waitFor();
    await send('GET', '/use-cases');
    for (const tab of [page, other]) await tab.getByText('every operation: answers 429, 4 of 5 left').first().waitFor();
    await page.getByRole('button', { name: 'End all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
    await other.getByText('The API behaves').waitFor();
    await page.locator('.row', { hasText: '429' }).waitFor();
  });
});
