import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { loadContract } from '../../src/index.ts';
import { fidelityWith } from '../helpers/fidelity.ts';
import { allFindings } from '../helpers/axe.ts';
import {
  becomes,
  downloaded,
  live,
  noBrowser,
  openConsole,
  type OpenConsole,
  testKey,
  useBrowser,
} from '../helpers/browser.ts';

const extra = fileURLToPath(new URL('../fixtures/extra.yaml', import.meta.url));
const opened = {
  hash: '#/reference',
  before: (send: OpenConsole['send']) => send('GET', '/use-cases'),
};

const tryIt = (page: Page) => page.getByRole('region', { name: 'Try it' });
const field = (page: Page, name: string) =>
  page.locator('.reference-docs .reference-field', { has: page.getByRole('link', { name, exact: true }) }).first();

/** Waits for the page of an operation or a schema. */
async function pageOf(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

/** A contract that is extended by a document. */
async function contractWith(context: TestContext, document: object) {
  const directory = await mkdtemp(join(tmpdir(), 'use-case-stub-'));
  context.after(() => rm(directory, { recursive: true }));
  const file = join(directory, 'extra.json');
  await writeFile(file, JSON.stringify(document));
  return loadContract(file);
}

describe('the reference', { skip: noBrowser }, () => {
  const browser = useBrowser();

  it('is there at once: it asks the stub for nothing, and needs neither a frame nor a looser policy', async (context) => {
    const { page, show, url } = await openConsole(context, browser(), { ...opened, hash: '#/requests' });
    await live(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await show('#/reference');
    await pageOf(page, 'Use Cases API 1.0.0');
    // The browser looks for the icon when it likes.
    assert.deepEqual(
      asked.filter((path) => !path.endsWith('/icon.svg')),
      [],
    );
    await becomes(() => page.locator('iframe').count(), 0);
    const policy = (await fetch(url)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe|frame-src|\*/);
  });

  it('lists every operation and schema, and says where the contract comes from', async (context) => {
    const { page, screenshot } = await openConsole(context, browser(), opened);
    await pageOf(page, 'Use Cases API 1.0.0');
    const index = page.getByRole('navigation', { name: 'Reference' });
    for (const name of ['List use cases', 'Create a use case', 'Get a use case', 'Update a use case', 'HookHeader'])
      await index.getByRole('link', { name }).waitFor();
    const sources = page.locator('.reference-sources');
    await sources.getByText('Other pages of the same reference (get, update, create a tool).').waitFor();
    await sources.getByText('Written down nowhere.').waitFor();
    await screenshot('reference');
    const { text } = await downloaded(page, () => page.getByRole('button', { name: 'OpenAPI as JSON' }).click());
    const document = JSON.parse(text) as { paths: object };
    assert.deepEqual(Object.keys(document.paths), ['/use-cases', '/use-cases/{id}']);
  });

  it('finds a page by a part of its name, with the keyboard alone', async (context) => {
    const { page } = await openConsole(context, browser(), opened);
    await pageOf(page, 'Use Cases API 1.0.0');
    await page.keyboard.press('/');
    await page.keyboard.type('PATCH');
    const links = page.getByRole('navigation', { name: 'Reference' }).getByRole('link');
    await becomes(() => page.locator('.reference-item').count(), 1);
    await becomes(() => links.textContent(), /Update a use case/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await pageOf(page, 'Update a use case');
  });

  it('shows of each field its type, its limits, its source, and the rules that look at it', async (context) => {
    const { page, screenshot } = await openConsole(context, browser(), {
      ...opened,
      hash: '#/reference/createUseCase',
    });
    await pageOf(page, 'Create a use case');
    const phone = field(page, 'transfer_number');
    await phone.getByText('Phone number that a call is handed to when something goes wrong.').waitFor();
    const text = (await phone.textContent()) ?? '';
    assert.match(text, /^transfer_numberstringpartly assumed/);
    assert.match(text, /assumed rule transfer-number-e164 Phone numbers are written as E\.164/);
    assert.match(
      text,
      /shape: other pages of the same reference .*\(sibling\); rule: written down nowhere \(assumed\)/,
    );
    const name = (await field(page, 'name').textContent()) ?? '';
    assert.match(name, /^namestringrequiredpartly assumed/);
    assert.match(name, /at least 1 character/);
    assert.match(name, /name-required \(always refuses\)/);
    await becomes(() => field(page, 'language').textContent(), /documented.*default en-US.*One of en-US/s);
    await becomes(() => field(page, 'hooks').textContent(), /array of Hook or null/);
    await page.getByText('amd_behavior is required when amd is true').first().waitFor();
    await page.getByRole('link', { name: 'UseCaseCreate' }).first().waitFor();
    await screenshot('reference-operation');
  });

  it('says of fields, operations and replies what a fidelity file has settled, and what was chosen', async (context) => {
    const { page, show } = await openConsole(context, browser(), {
      ...opened,
      hash: '#/reference/createUseCase',
      assume: { 'work-hours': 'HH:mm', 'list-form': 'page', delete: 'exists' },
      fidelity: fidelityWith({
        confirmed: { 'transfer-number': 'any', 'hook-url-required': 'optional', 'not-found': 'message' },
        refuted: { 'max-duration-default': 'absent', 'id-not-hexadecimal': '400-zod' },
        unmatched: ['hook-url'],
      }),
    });
    const badge = (name: string) => field(page, name).locator('.form-source').first();
    await becomes(() => badge('transfer_number').textContent(), 'confirmed on 2026-11-26');
    assert.equal(await badge('max_duration_mins').textContent(), 'refuted on 2026-11-26');
    assert.equal(await badge('work_start').textContent(), 'chosen');
    assert.equal(await badge('hidden').textContent(), 'documented');
    assert.equal(await badge('name').textContent(), 'partly assumed');
    await show('#/reference/createUseCase/body/hooks/url');
    const target = () => page.locator('.reference-target .form-source').first().textContent();
    await becomes(target, 'refuted on 2026-11-26');
    await show('#/reference/getUseCase');
    await becomes(() => badge('id').textContent(), 'refuted on 2026-11-26');
    const reply = (status: string) => page.getByRole('region', { name: `Reply ${status}`, exact: true });
    assert.equal(await reply('404').locator('.form-source').first().textContent(), 'confirmed on 2026-11-26');
    assert.equal(await reply('429').locator('.form-source').first().textContent(), 'assumed');
    await show('#/reference/listUseCases');
    await becomes(() => page.locator('.reference-head .form-source').first().textContent(), 'chosen');
    assert.equal(await reply('200').locator('.form-source').first().textContent(), 'chosen');
    await show('#/reference/deleteUseCase');
    await becomes(() => page.locator('.reference-head h1').textContent(), 'Delete a use case');
    assert.equal(await page.locator('.reference-head .form-source').first().textContent(), 'chosen');
    await show('#/reference/schemas/Hook/url');
    await becomes(target, 'refuted on 2026-11-26');
    assert.deepEqual(await allFindings(page), []);
  });

  it('shows every reply with its schema and named examples', async (context) => {
    const { page } = await openConsole(context, browser(), { ...opened, hash: '#/reference/createUseCase' });
    await pageOf(page, 'Create a use case');
    for (const status of ['200', '400', '401', '405', '413', '415', '429', '500', '503'])
      await page.getByRole('region', { name: `Reply ${status}`, exact: true }).waitFor();
    const refused = page.getByRole('region', { name: 'Reply 400', exact: true });
    await refused.getByRole('button', { name: /400/ }).click();
    await refused.getByRole('link', { name: 'ValidationError' }).waitFor();
    await refused.getByText('Nothing was sent for a required field').waitFor();
    await refused.getByRole('button', { name: 'unknown_language' }).click();
    await refused.getByText('A value outside the enumeration').waitFor();
    await refused.getByText('"nl-NL"', { exact: true }).waitFor();
    await refused.getByRole('link', { name: 'issues', exact: true }).waitFor();
    const slow = page.getByRole('region', { name: 'Reply 429', exact: true });
    await slow.getByRole('button', { name: /429/ }).click();
    await slow.getByRole('link', { name: 'Retry-After' }).waitFor();
    await slow.getByText('Seconds to wait before the next attempt.').waitFor();
  });

  it('has an address for each operation, schema, reply and field, and goes there', async (context) => {
    const { page, show } = await openConsole(context, browser(), opened);
    await show('#/reference/createUseCase/body/hooks/headers/key');
    const target = page.locator('.reference-target');
    await target.getByText('Name of the header.').waitFor();
    await becomes(() => page.evaluate('document.activeElement.classList.contains("reference-target")'), true);
    await becomes(() => target.evaluate((each) => each.getBoundingClientRect().top > 0), true);
    await show('#/reference/createUseCase/400/issues/code');
    await target.getByText('What kind of mistake it is, in the terms of zod 3.').waitFor();
    await show('#/reference/schemas/SampleLabel/color');
    await pageOf(page, 'SampleLabel');
    await target.getByText('Colour of the label.').waitFor();
    await target.getByText('fuchsia').waitFor();
    await page.getByRole('link', { name: 'name', exact: true }).click();
    await becomes(() => page.url(), /#\/reference\/schemas\/SampleLabel\/name$/);
    await target.getByText('Text of the label.').waitFor();
    await page.getByRole('link', { name: 'sibling' }).first().click();
    await target.getByText('Other pages of the same reference').waitFor();
    await show('#/reference/forgetUseCase');
    await page.getByText('There is no operation forgetUseCase').waitFor();
  });

  it("sends what 'Try it' holds in the name of the chosen organization, and shows what came of it", async (context) => {
    const { page, stub } = await openConsole(context, browser(), { ...opened, hash: '#/reference/createUseCase' });
    await live(page);
    await tryIt(page).getByText('send as the chosen organization, ***1234').waitFor();
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    const result = page.getByRole('region', { name: 'Reply to the request' });
    await result.getByText('200', { exact: true }).waitFor();
    await result.getByText('The use case as it was stored.').waitFor();
    await result.getByText('"Carrier Sales"', { exact: true }).waitFor();
    const [entry] = stub.journal(testKey).filter(({ method }) => method === 'POST');
    assert.equal(entry?.verdict, 'accepted');
    await result.getByText(/^Headers \(\d+\)$/).click();
    await result.getByText(entry?.requestId ?? '').waitFor();
    await result.getByRole('link', { name: 'Show in Requests' }).click();
    await page.getByRole('region', { name: 'Request 2' }).waitFor();
  });

  it('shows findings and puts them at the fields of the form', async (context) => {
    const { page, stub } = await openConsole(context, browser(), { ...opened, hash: '#/reference/createUseCase' });
    await live(page);
    const body = { nmae: 'x', transfer_number: '123', language: 'nl-NL' };
    await tryIt(page).getByLabel('Body', { exact: true }).fill(JSON.stringify(body));
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    const result = page.getByRole('region', { name: 'Reply to the request' });
    await result.getByText('400', { exact: true }).waitFor();
    const findings = result.locator('.finding');
    await findings.filter({ hasText: '/name' }).getByText('Required', { exact: true }).waitFor();
    await findings.filter({ hasText: '/nmae' }).getByText('did you mean name?').waitFor();
    await findings.filter({ hasText: '/transfer_number' }).getByText('assumed: transfer-number=any').waitFor();
    await tryIt(page).getByRole('button', { name: 'Use fields' }).click();
    await tryIt(page).locator('[data-pointer="/name"] .form-message', { hasText: 'Required' }).waitFor();
    await tryIt(page).locator('[data-pointer="/language"]').getByText('Invalid enum value').waitFor();
    await tryIt(page).locator('[data-pointer="/name"] .input').fill('Mended');
    await tryIt(page).locator('[data-pointer="/language"] select').selectOption({ label: 'de-DE' });
    await tryIt(page).getByRole('button', { name: 'Leave out nmae' }).click();
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    await result.getByText('200', { exact: true }).waitFor();
    const entry = stub.journal(testKey).at(-1);
    assert.deepEqual(JSON.parse(entry?.body ?? ''), { transfer_number: '123', language: 'de-DE', name: 'Mended' });
    await result.locator('.finding', { hasText: 'transfer-number-e164' }).waitFor();
  });

  it('takes an id that the organization has, and says at the field what is wrong with another', async (context) => {
    const { page, stub } = await openConsole(context, browser(), { ...opened, hash: '#/reference/getUseCase' });
    await live(page);
    await tryIt(page).getByText('The id is of a use case that the organization has').waitFor();
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    const result = page.getByRole('region', { name: 'Reply to the request' });
    await result.getByText('200', { exact: true }).waitFor();
    const id = tryIt(page).getByRole('textbox', { name: /^id/ });
    await id.fill('a/b?c');
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    await result.getByText('400', { exact: true }).waitFor();
    await tryIt(page).locator('.form-bad').getByText('exactly 24 character').waitFor();
    assert.equal(stub.journal(testKey).at(-1)?.url, '/api/v1/use-cases/a%2Fb%3Fc');
    await id.fill('');
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    await result.getByText('The path needs a value for "id"').waitFor();
  });

  it('lets one choose preferences and headers, and has the same in the code samples', async (context) => {
    const { page, stub } = await openConsole(context, browser(), { ...opened, hash: '#/reference/listUseCases' });
    await live(page);
    await tryIt(page).getByText('Preferences and headers').click();
    await tryIt(page).getByLabel('Status').selectOption('429');
    await tryIt(page).getByLabel('Example').selectOption('slow_down');
    await tryIt(page).getByLabel('Delay in milliseconds').fill('5');
    await tryIt(page).getByLabel('More headers').fill('X-Trace: one two');
    const curl = tryIt(page).getByRole('region', { name: 'As curl' });
    assert.match(
      (await curl.textContent()) ?? '',
      /^curl http:\S+\/api\/v1\/use-cases .*-H 'prefer: code=429, example=slow_down, delay=5' -H 'x-trace: one two'$/,
    );
    await tryIt(page).getByRole('button', { name: 'fetch' }).click();
    await tryIt(page).getByText("prefer: 'code=429, example=slow_down, delay=5'").waitFor();
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    const result = page.getByRole('region', { name: 'Reply to the request' });
    await result.getByText('429', { exact: true }).waitFor();
    await result.getByText('"Too many requests"').waitFor();
    const entry = stub.journal(testKey).at(-1);
    assert.equal(entry?.headers['x-trace'], 'one two');
    await tryIt(page).getByLabel('More headers').fill('no colon');
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    await result.getByText('"no colon" is not a header').waitFor();
    await tryIt(page).getByLabel('More headers').fill('');
    await tryIt(page).getByLabel('Fault').selectOption('reset');
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    await result.getByText('The stub cannot be reached, or it broke the connection').waitFor();
  });

  it('lets one send with another API key, which stays in the form', async (context) => {
    const { page, stub } = await openConsole(context, browser(), { ...opened, hash: '#/reference/listUseCases' });
    await pageOf(page, 'List use cases');
    await tryIt(page).getByLabel('Another API key').fill('another-key');
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('region', { name: 'Reply to the request' }).getByText('200', { exact: true }).waitFor();
    assert.equal(stub.journal('another-key').length, 1);
    const kept = 'location.href + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)';
    assert.doesNotMatch(await page.evaluate<string>(kept), /another-key/);
    assert.doesNotMatch((await tryIt(page).textContent()) ?? '', /another-key/);
  });

  it('shows the operations of another document, and writes what the form does not know as JSON', async (context) => {
    const parameters = [
      { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
      { name: 'limit', in: 'query', required: true, schema: { type: 'integer', maximum: 5 }, example: 3 },
      { name: 'where', in: 'query', style: 'deepObject', schema: { type: 'object', properties: { to: {} } } },
      { name: 'Trace', in: 'header', schema: { type: 'string' } },
    ];
    const schema = {
      oneOf: [{ title: 'A cat', type: 'object', properties: { meows: { type: 'boolean' } } }, { type: 'string' }],
    };
    const operation = {
      operationId: 'feed',
      parameters,
      requestBody: { content: { 'application/json': { schema } } },
      responses: { 200: { description: 'Fed.' }, default: { description: 'Not fed.' } },
    };
    const contract = await contractWith(context, {
      openapi: '3.1.0',
      info: { title: 'Pets', version: '1' },
      paths: {
        '/pets/{kind}': { parameters: [{ name: 'kind', in: 'path', required: true, schema: {} }], post: operation },
      },
    });
    const { page, stub } = await openConsole(context, browser(), { ...opened, hash: '#/reference/feed', contract });
    await pageOf(page, 'feed');
    await page.getByText('without an API key').first().waitFor();
    await field(page, 'where').getByText('object').waitFor();
    await field(page, 'A cat').waitFor();
    await page.getByRole('region', { name: 'Reply default' }).waitFor();
    await becomes(
      () =>
        tryIt(page)
          .getByRole('textbox', { name: /^limit/ })
          .inputValue(),
      '3',
    );
    await tryIt(page).getByRole('textbox', { name: /^kind/ }).fill('cat');
    await tryIt(page).getByRole('button', { name: 'Add to tags' }).click();
    await tryIt(page)
      .getByRole('textbox', { name: /^tags 1/ })
      .fill('a&b');
    await tryIt(page).getByRole('textbox', { name: /^to/ }).fill('noon');
    await tryIt(page)
      .getByRole('textbox', { name: /^Trace/ })
      .fill('t');
    await becomes(() => tryIt(page).getByRole('button', { name: 'Use fields' }).count(), 0);
    await tryIt(page).getByLabel('Body', { exact: true }).fill('{"meows":true}');
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('region', { name: 'Reply to the request' }).getByText('Fed.').waitFor();
    const entry = stub.journal(testKey).at(-1);
    assert.equal(entry?.url, '/api/v1/pets/cat?tags=a%26b&limit=3&where%5Bto%5D=noon');
    assert.deepEqual([entry?.headers['trace'], entry?.body], ['t', '{"meows":true}']);
  });

  it('is as light or dark as the console, at once', async (context) => {
    const { page } = await openConsole(context, browser(), opened);
    await pageOf(page, 'Use Cases API 1.0.0');
    const ink = () => page.evaluate<string>('getComputedStyle(document.querySelector("main h1")).color');
    const light = await ink();
    for (const name of [/^Colours: system/, /^Colours: light/]) await page.getByRole('button', { name }).click();
    assert.notEqual(await ink(), light);
  });

  // What axe finds in dark, layout.slow.test.ts looks for.
  it('has nothing that axe finds, whatever is open', async (context) => {
    const { page, show } = await openConsole(context, browser(), {
      ...opened,
      contract: await loadContract(extra),
      page: { viewport: { width: 1280, height: 900 } },
    });
    await pageOf(page, 'Use Cases API 1.0.0');
    assert.deepEqual(await allFindings(page), []);
    for (const hash of ['schemas/UseCase/hooks/url', 'updateUseCase/400/issues/code', 'createCall']) {
      await show(`#/reference/${hash}`);
      await page.locator('main h1').waitFor();
      assert.deepEqual(await allFindings(page), [], hash);
    }
    await show('#/reference/createUseCase');
    await pageOf(page, 'Create a use case');
    await tryIt(page).getByLabel('Body', { exact: true }).fill('{"nmae":1,"transfer_number":"1"}');
    await tryIt(page).getByText('Preferences and headers').click();
    await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('region', { name: 'Reply to the request' }).getByText('400', { exact: true }).waitFor();
    assert.deepEqual(await allFindings(page), []);
    await tryIt(page).getByRole('button', { name: 'Use fields' }).click();
    await tryIt(page).locator('.form-bad').first().waitFor();
    assert.deepEqual(await allFindings(page), []);
  });

  for (const width of [360, 1280]) {
    it(`fits into ${width} pixels`, async (context) => {
      const { page, show, screenshot } = await openConsole(context, browser(), {
        ...opened,
        page: { viewport: { width, height: 740 } },
      });
      const parts = 'html, body, .shell, main, .reference, .reference-content, .reference-page, .reference-try';
      const excess = `Math.max(...[...document.querySelectorAll('${parts}')].map((each) => each.scrollWidth - each.clientWidth))`;
      for (const hash of ['', '/createUseCase/body/hooks/headers/key', '/updateUseCase/400', '/schemas/UseCase']) {
        await show(`#/reference${hash}`);
        await page.locator('main h1').waitFor();
        await becomes(() => page.evaluate<number>(excess), 0, hash);
        // Only its parts scroll, never the whole document.
        await becomes(() => page.evaluate('document.documentElement.scrollHeight - innerHeight'), 0, hash);
        await becomes(() => page.evaluate('document.documentElement.scrollTop'), 0, hash);
        await screenshot(`reference${hash.replaceAll('/', '-')}-${width}`);
      }
      await show('#/reference/createUseCase');
      await pageOf(page, 'Create a use case');
      const unfold = page.getByRole('button', { name: 'Unfold the form' });
      await becomes(() => unfold.isVisible(), width < 1280);
      if (width < 1280) await unfold.click();
      await tryIt(page).getByRole('button', { name: 'Use fields' }).click();
      await becomes(() => page.evaluate<number>(excess), 0, 'the form');
      await tryIt(page).getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByRole('region', { name: 'Reply to the request' }).getByText('200', { exact: true }).waitFor();
      await becomes(() => page.evaluate<number>(excess), 0, 'the reply');
      await screenshot(`reference-tried-${width}`);
    });
  }

  it('runs nothing that a contract brings along', async (context) => {
    const text =
      '<script>globalThis.ran=1</script><svg onload="globalThis.ran=1"></svg> [a](javascript:globalThis.ran=1)';
    const schema = {
      type: 'object',
      description: text,
      'x-source': { [text]: text },
      'x-rules': [text],
      'x-message': text,
      properties: { [text]: { enum: [text], default: text, pattern: 'a', description: text } },
    };
    const contract = await contractWith(context, {
      openapi: '3.1.0',
      info: { title: text, version: '1', license: { name: text, url: 'javascript:globalThis.ran=1' } },
      externalDocs: { url: 'javascript:globalThis.ran=1', description: text },
      paths: {
        '/hostile': {
          get: {
            operationId: 'hostile',
            summary: 'Hostile',
            description: text,
            externalDocs: { url: 'javascript:globalThis.ran=1', description: text },
            responses: { 200: { description: text, content: { 'application/json': { schema } } } },
          },
        },
      },
    });
    const { page } = await openConsole(context, browser(), { ...opened, hash: '#/reference/hostile', contract });
    await pageOf(page, 'Hostile');
    await page.getByText('<script>').first().waitFor();
    await becomes(() => page.evaluate('globalThis.ran'), undefined);
    await becomes(() => page.locator('main [href^="javascript"], main [onload], main script').count(), 0);
  });
});
