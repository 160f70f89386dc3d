import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startProxy, startService } from '../fidelity/helpers.ts';
import { becomes, consoleKey, downloaded, noBrowser, testKey, useBrowser } from '../helpers/browser.ts';
import { createProvider } from '../provider/application.ts';

describe('the console of the proxy', { skip: noBrowser }, () => {
  const browser = useBrowser();

  it('shows what the service said and where it drifts, saves it, and says that it changes nothing', async (t) => {
    const provider = createProvider({ 'max-duration-default': 'absent' });
    const { url } = await startService(t, (request, response) => {
      if (request.method !== 'DELETE') return void provider(request, response);
      response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"out of order"}');
    });
    const { base, origin } = await startProxy(t, url, { consoleKey });
    const headers = { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' };
    const send = async (method: string, path: string, body?: string) => {
      const reply = await fetch(base + path, { method, headers, ...(body !== undefined && { body }) });
      return (await reply.json()) as { id?: string };
    };
    const { id } = await send('POST', '/use-cases', '{"name":"Night desk"}');
    await send('GET', `/use-cases/${'0'.repeat(24)}`);
    await send('DELETE', `/use-cases/${id}`);
    const page = await browser().newPage();
    page.setDefaultTimeout(60_000);
    t.after(() => page.close());
    await page.goto(`${origin}/__stub/#key=${consoleKey}`);
    await page.goto(`${origin}/__stub/#/requests`);
    await page
      .getByRole('option', { name: /accepted with warnings .*POST .*from the real API.*drift: the service leaves/ })
      .click();
    const why = page.locator('.why');
    await becomes(() => why.textContent(), /^From the real API\. Accepted, although max_duration_mins: drift: /);
    await page.getByRole('option', { name: /refused .*GET .*from the real API.*404/ }).click();
    await becomes(() => why.textContent(), /^From the real API\. Refused with 404: Use case not found/);
    await page.getByRole('option', { name: /failed .*DELETE .*from the real API.*500/ }).click();
    await becomes(() => why.textContent(), /^From the real API\. Failed with 500: out of order\.$/);
    const download = async (name: string | RegExp) => {
      const { text } = await downloaded(page, () => page.getByRole('button', { name }).click());
      return text;
    };
    const har = await download('Download what is listed as HAR');
    assert.equal((JSON.parse(har) as { log: { entries: unknown[] } }).log.entries.length, 3);
    assert.ok(!har.includes(testKey));
    const pact = await download('Download what is listed as pact tests');
    assert.match(pact, /answered with 200/);
    assert.ok(!pact.includes(testKey));
    await page.goto(`${origin}/__stub/#/states`);
    await page.getByRole('button', { name: 'Enter the state "the API is slow"' }).click();
    await page.getByText('The proxy only shows what went through it.').first().waitFor();
    await page.goto(`${origin}/__stub/#/misbehave`);
    await page.getByRole('button', { name: /^Rate limit/ }).click();
    await page.getByText('The proxy only shows what went through it.').first().waitFor();
  });
});
