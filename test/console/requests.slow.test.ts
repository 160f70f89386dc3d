import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { becomes, downloaded, live, noBrowser, openConsole, testKey, useBrowser } from '../helpers/browser.ts';
import { fidelityWith } from '../helpers/fidelity.ts';

const WRONG = { nmae: 'typo', hidden: 'no', hooks: [{ url: 'ftp://example.test' }], transfer_number: '(415) 555-0134' };

describe('the list of requests in the console', { skip: noBrowser }, () => {
  const browser = useBrowser({ own: true });

  it('shows them as they come, with the organization that sent them', async (context) => {
    const { page, send, screenshot } = await openConsole(context, browser());
    await page.getByText('No request has come in yet').waitFor();
    await send('POST', '/use-cases', { name: 'Night desk' });
    const row = page.getByRole('option', {
      name: /accepted.* POST createUseCase \/api\/v1\/use-cases “Night desk” 200/,
    });
    await row.waitFor();
    await live(page);
    await becomes(() => page.locator('.organization').textContent(), /\*\*\*1234/);
    await send('GET', '/use-cases/short');
    await page.getByRole('option', { name: /refused.* 1 issue 400/ }).waitFor();
    await becomes(() => page.locator('.row').first().getAttribute('data-number'), '2');
    await row.click();
    await page.getByRole('heading', { name: 'Request body' }).waitFor();
    await screenshot('requests');
  });

  it("shows each finding at its place, with its rule and the rule's source", async (context) => {
    const { page } = await openConsole(context, browser(), {
      hash: '#/requests/1',
      before: (send) => send('POST', '/use-cases', WRONG),
    });
    const body = page.getByRole('region', { name: 'Request body' });
    await body.waitFor();
    const lineBefore = (note: string) =>
      body
        .locator('.json-note', { hasText: note })
        .locator('xpath=preceding-sibling::*[contains(@class,"json-line")][1]');
    await becomes(() => lineBefore('Expected boolean').textContent(), /"hidden": "no"/);
    await becomes(() => lineBefore('not an absolute http').textContent(), /"url": "ftp:\/\/example.test"/);
    await becomes(() => lineBefore('name is missing').textContent(), /^\{$/);
    const finding = page.locator('.finding', { hasText: '/transfer_number' });
    assert.match(
      (await finding.textContent()) ?? '',
      /assumed.*transfer-number-e164.*Phone numbers are written as E\.164/,
    );
    await becomes(() => page.locator('.finding', { hasText: '/hidden' }).textContent(), /documented/);
    await finding.getByRole('button', { name: '/transfer_number' }).click();
    const focused = 'document.activeElement.dataset.pointer';
    await becomes(() => page.evaluate<string>(focused), '/transfer_number');
  });

  it('says which findings were settled by the real API, and when', async (context) => {
    const { page } = await openConsole(context, browser(), {
      hash: '#/requests/1',
      before: (send) => send('POST', '/use-cases', WRONG),
      fidelity: fidelityWith({ confirmed: { 'transfer-number': 'any' } }),
    });
    const tagOf = (place: string) => () => page.locator('.finding', { hasText: place }).locator('.tag').textContent();
    await becomes(tagOf('/transfer_number'), 'confirmed on 2026-11-26: transfer-number=any');
    await becomes(tagOf('/hooks/0/url'), 'assumed: hook-url=any');
  });

  it('shows bodies that are no JSON, or cut, as text', async (context) => {
    const { page, send, show } = await openConsole(context, browser());
    await send('POST', '/use-cases', '{"name": "broken off');
    await send('POST', '/use-cases', { name: 'x'.repeat(20_000) });
    await show('#/requests/1');
    await page.locator('pre.json', { hasText: '{"name": "broken off' }).waitFor();
    await show('#/requests/2');
    await page.getByText('the first 16,384 characters').first().waitFor();
    await becomes(() => page.getByRole('button', { name: 'curl' }).isDisabled(), true);
  });

  it('is filtered by operation, status, verdict and text, also after a reload', async (context) => {
    const { page, send } = await openConsole(context, browser());
    for (const name of ['Alpha', 'Beta']) await send('POST', '/use-cases', { name });
    await send('GET', '/use-cases/short');
    const rows = page.locator('.row');
    const shows = (count: number) => page.getByText(`${count} of 3`).waitFor();
    await rows.nth(2).waitFor();
    await page.getByLabel('Operation').selectOption('createUseCase');
    await shows(2);
    await page.getByLabel('Text in the request or its reply').fill('alpha');
    await shows(1);
    await page.reload();
    await shows(1);
    await page.getByLabel('Text in the request or its reply').fill('');
    await shows(2);
    await page.getByLabel('Operation').selectOption('');
    await page.getByLabel('Verdict').selectOption('refused');
    await shows(1);
    await page.getByLabel('Status').selectOption('5xx');
    await page.getByText('No request matches').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await rows.nth(2).waitFor();
  });

  it('copies a request as curl, fetch, a pact or a fixture', async (context) => {
    const { page } = await openConsole(context, browser(), {
      hash: '#/requests/1',
      before: (send) => send('POST', '/use-cases', { name: "Night's desk" }),
    });
    const copied = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByText(`Copied: ${name}`).waitFor();
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    assert.match(
      await copied('curl'),
      /^curl http:\/\/127\.0\.0\.1:\d+\/api\/v1\/use-cases -H 'authorization: Bearer YOUR_API_KEY'/,
    );
    assert.match(await copied('fetch'), /^await fetch\('http/);
    assert.match(await copied('Pact'), /like\.useCase\(/);
    assert.deepEqual(JSON.parse(await copied('Fixture')), [
      { name: "Night's desk", language: 'en-US', max_duration_mins: 10 },
    ]);
  });

  it('sends requests again, as they were and edited', async (context) => {
    const { page, stub } = await openConsole(context, browser(), {
      hash: '#/requests/1',
      before: (send) => send('POST', '/use-cases', { name: 'Night desk' }),
    });
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.waitForURL(/#\/requests\/2$/);
    await page.getByRole('button', { name: 'Edit and send' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Method').selectOption('GET');
    await dialog.getByLabel('Path').fill('/api/v1/use-cases/short?x=1');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL(/#\/requests\/3$/);
    const sent = stub.journal(testKey).map(({ method, url, body, status }) => ({ method, url, body, status }));
    assert.deepEqual(sent.slice(1), [
      { method: 'POST', url: '/api/v1/use-cases', body: '{"name":"Night desk"}', status: 200 },
      { method: 'GET', url: '/api/v1/use-cases/short?x=1', body: undefined, status: 400 },
    ]);
  });

  it('saves all of them as HAR, and as tests that write a pact', async (context) => {
    const { page } = await openConsole(context, browser(), { before: (send) => send('GET', '/use-cases') });
    const download = (as: string) =>
      downloaded(page, () => page.getByRole('button', { name: `Download what is listed as ${as}` }).click());
    const tests = await download('pact tests');
    assert.equal(tests.name, 'use-cases.pact.test.ts');
    assert.match(tests.text, /^test\('a request to list use cases is answered with 200'/m);
    const { name, text } = await download('HAR');
    const har = JSON.parse(text) as { log: { entries: unknown[]; version: string } };
    assert.equal(name, 'requests.har');
    assert.equal(har.log.version, '1.2');
    assert.equal(har.log.entries.length, 1);
  });

  it('says with the same words in the row and the details what broke a reply, never in green', async (context) => {
    const { page, send, show } = await openConsole(context, browser());
    const ask = (prefer: string) =>
      send('GET', '/use-cases', undefined, { prefer }).then(
        (reply) => reply.text().catch(() => undefined),
        () => undefined,
      );
    const causes = [
      ['fault=reset', 'broken by Prefer: fault=reset: connection reset', 'reset'],
      ['fault=empty', 'broken by Prefer: fault=empty: connection closed without a reply', 'empty'],
      ['fault=truncated', 'broken by Prefer: fault=truncated: connection closed in the middle of the body', '200'],
      ['code=503', '503 forced by Prefer: code=503', '503'],
    ] as const;
    for (const [index, [prefer, words, tag]] of causes.entries()) {
      await ask(prefer);
      const row = page.locator(`.row[data-number="${index + 1}"]`);
      await row.getByText(words, { exact: true }).waitFor();
      await becomes(() => row.locator('.tag.tone-fail').textContent(), tag);
      await becomes(() => row.locator('.glyph-good, .tone-good').count(), 0);
      await show(`#/requests/${index + 1}`);
      const details = page.locator('[data-details]');
      assert.equal((await details.locator('.why').textContent())?.toLowerCase().startsWith(words.toLowerCase()), true);
      await details.locator('.details-bar').getByText('failed').waitFor();
      await show('#/requests');
    }
  });

  it('shows the headers of the reply, and what an update changed', async (context) => {
    const { page, send, show } = await openConsole(context, browser());
    const { id } = (await (await send('POST', '/use-cases', { name: 'Night desk' })).json()) as { id: string };
    await send('PATCH', `/use-cases/${id}`, { name: 'Day desk' });
    await page.locator('.row').getByText('changed name').waitFor();
    await show('#/requests/2');
    const changes = page.locator('.changes');
    assert.equal((await changes.textContent())?.replace(/\s+/g, ' '), 'name"Night desk" "Day desk"');
    await page.getByRole('link', { name: 'request 1' }).click();
    await page.waitForURL(/#\/requests\/1$/);
    await page.getByRole('heading', { name: 'Filled in by the API' }).waitFor();
    const headers = page.locator('.part', { has: page.getByRole('heading', { name: 'Reply headers' }) });
    await headers.getByText('x-request-id', { exact: true }).waitFor();
  });

  it('marks retries, and lets only some clients through', async (context) => {
    const { page, send } = await openConsole(context, browser());
    const asCurl = { 'user-agent': 'curl/8.5.0' };
    await send('GET', '/use-cases', undefined, { ...asCurl, prefer: 'code=503' });
    await send('GET', '/use-cases', undefined, asCurl);
    await page.getByText('retry of 1').waitFor();
    await page.getByRole('img', { name: /^2 requests from .*, 1 retry$/ }).waitFor();
    await page.locator('.row').first().click();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.locator('.row').getByText('from the console').waitFor();
    const client = page.getByLabel('Client');
    await client.selectOption('curl');
    await page.getByText('2 of 3').waitFor();
    await client.selectOption('console');
    await page.getByText('1 of 3').waitFor();
    await client.selectOption('Without the console');
    await page.getByText('2 of 3').waitFor();
  });

  it('sends a request with other headers and a preference', async (context) => {
    const { page, stub } = await openConsole(context, browser(), {
      hash: '#/requests/1',
      before: (send) => send('POST', '/use-cases', { name: 'Night desk' }),
    });
    await page.getByRole('button', { name: 'Edit and send' }).click();
    const dialog = page.getByRole('dialog');
    const headers = dialog.getByLabel('Headers');
    await becomes(() => headers.inputValue(), 'content-type: application/json');
    await headers.fill('no header');
    await dialog.getByText('is not a header; write "name: value"').waitFor();
    await headers.fill('Content-Type: application/json\nx-trace: 7');
    await dialog.getByLabel('Preference').selectOption('code=503');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL(/#\/requests\/2$/);
    const [, sent] = stub.journal(testKey);
    assert.deepEqual(
      [sent?.status, sent?.headers['x-trace'], sent?.headers['prefer'], sent?.body],
      [503, '7', 'code=503', '{\n  "name": "Night desk"\n}'],
    );
  });

  it('asks before it forgets the requests', async (context) => {
    const { page, stub } = await openConsole(context, browser(), { before: (send) => send('GET', '/use-cases') });
    const open = () => page.getByRole('button', { name: 'Forget all requests' }).click();
    await open();
    const dialog = page.getByRole('dialog', { name: 'Forget all requests?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(stub.journal(testKey).length, 1);
    await open();
    await dialog.getByRole('button', { name: 'Forget', exact: true }).click();
    await page.getByText('No request has come in yet').waitFor();
    assert.equal(stub.journal(testKey).length, 0);
  });

  it('can be used by keyboard alone', async (context) => {
    const { page, send } = await openConsole(context, browser());
    for (const name of ['First', 'Second', 'Third']) await send('POST', '/use-cases', { name });
    await page.locator('.row').nth(2).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await becomes(() => page.evaluate<string>('document.activeElement.tagName'), 'MAIN');
    await page.keyboard.press('j');
    await page.waitForURL(/#\/requests\/3$/);
    await page.keyboard.press('ArrowDown');
    await page.waitForURL(/#\/requests\/2$/);
    await page.keyboard.press('End');
    await page.waitForURL(/#\/requests\/1$/);
    await page.keyboard.press('k');
    await page.waitForURL(/#\/requests\/2$/);
    await page.keyboard.press('Enter');
    await becomes(() => page.evaluate<string>('document.activeElement.getAttribute("aria-label")'), 'Request 2');
    await page.keyboard.press('Escape');
    await page.waitForURL(/#\/requests$/);
    await becomes(() => page.evaluate<string>('document.activeElement.getAttribute("role")'), 'listbox');
    await page.keyboard.press('/');
    await page.keyboard.type('Second');
    await page.getByText('1 of 3').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
    await page.keyboard.press('6');
    await page.getByRole('heading', { name: 'Coverage' }).waitFor();
  });
});
