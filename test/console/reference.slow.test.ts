import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { parse } from 'yaml';
import { annotateContract } from '../../src/console/logic/annotate-contract.ts';
import { followed } from '../../src/console/logic/merged-schema.ts';
import { textOf } from '../../src/console/logic/text-of.ts';
import { loadContract } from '../../src/index.ts';
import { rules } from '../../src/use-cases/rules/table.ts';
import { seriousFindings } from '../helpers/axe.ts';
import { live, noBrowser, openConsole, testKey, useBrowser } from '../helpers/browser.ts';

const ruleList = rules.map(({ id, source, fields, explanation, always = false }) => ({
  id,
  source,
  fields: [...fields],
  explanation,
  enforced: always,
}));

async function annotated() {
  const text = await readFile(new URL('../../openapi/use-cases.yaml', import.meta.url), 'utf8');
  return annotateContract(parse(text) as object as { [name: string]: unknown }, ruleList, 'http://stub.test/api/v1');
}

describe('the contract for the reference', () => {
  const at = async (pointer: string) => followed(await annotated(), pointer);

  it('says of a field where each aspect comes from, and which rules look at it', async () => {
    const { description } = await at('#/components/schemas/UseCaseFields/properties/transfer_number');
    assert.equal(
      description,
      [
        'Phone number that a call is handed to when something goes wrong.',
        '**Source:** shape — other pages of the same reference (get, update, create a tool) (`sibling`); rule — written down nowhere (`assumed`).',
        '**Assumed rule** `transfer-number-e164`: Phone numbers are written as E.164: a plus sign, the country code and the number, without spaces.',
      ].join('\\\n'),
    );
  });

  it('keeps what two parts of a body say of the same field', async () => {
    const { allOf, properties } = await at('#/components/schemas/UseCaseCreate');
    assert.equal(allOf, undefined);
    const { name, language } = properties as { [name: string]: { [name: string]: string } };
    assert.match(
      name?.['description'] ?? '',
      /^What people call the use case\..*rule, required — written down nowhere/s,
    );
    assert.equal(language?.['default'], 'en-US');
    assert.match(language?.['description'] ?? '', /default — other pages/);
  });

  it('annotates parameters, responses and operations, and no values', async () => {
    const document = await annotated();
    const paths = document['paths'] as { [path: string]: { [name: string]: unknown } };
    const [parameter] = paths['/use-cases/{id}']?.['parameters'] as { description: string }[];
    assert.match(parameter?.description ?? '', /`id-hexadecimal`: Ids of 24 characters/);
    assert.match(JSON.stringify(paths['/use-cases']?.['post']), /\*\*Source:\*\* operation, authorization/);
    const notFound = followed(document, '#/components/responses/NotFound');
    assert.match(textOf(notFound['description']), /\*\*Source:\*\* status, body — written down nowhere/);
    const before = parse(await readFile(new URL('../../openapi/use-cases.yaml', import.meta.url), 'utf8')) as {
      components: { examples: object };
    };
    assert.deepEqual(followed(document, '#/components/examples'), before.components.examples);
  });

  it('says so of a property that is called like a keyword, of assumed values and of conditions', async () => {
    const { example, type } = (await at('#/components/schemas/ExtractParameter'))['properties'] as {
      [name: string]: { description: string };
    };
    assert.match(example?.description ?? '', /\*\*Source:\*\*/);
    assert.match(type?.description ?? '', /\*\*Assumed values:\*\* `string`, `number`, `boolean`\./);
    const { description } = await at('#/components/schemas/UseCaseCreate');
    assert.match(textOf(description), /\*\*Condition:\*\* amd_behavior is required when amd is true\./);
  });

  it('leaves no field of ours without a source, and has the stub as its only server', async () => {
    const document = await annotated();
    const schemas = followed(document, '#/components/schemas');
    for (const [name, schema] of Object.entries(schemas)) {
      const { properties = {} } = schema as {
        properties?: { [name: string]: { $ref?: string; description?: string } };
      };
      for (const [field, { $ref, description = '' }] of Object.entries(properties)) {
        assert.ok($ref !== undefined || description.includes('**Source:**'), `${name}.${field}`);
      }
    }
    assert.deepEqual(document['servers'], [{ url: 'http://stub.test/api/v1', description: 'This stub' }]);
    assert.match(JSON.stringify(document['info']), /Where this comes from.*`seed`: The public reference page/);
  });

  it('is harmless for a document without any of that', () => {
    const document = { openapi: '3.1.0', paths: {}, components: { schemas: { A: { allOf: [true, 1] } } } };
    assert.deepEqual(annotateContract(document as never, [], 'x')['paths'], {});
  });
});

/** The frame of the reference, once the library has drawn it. */
async function referenceIn(page: Page, heading: string): Promise<Frame> {
  const element = await page.waitForSelector('iframe[title="API reference"]');
  const frame = (await element.contentFrame()) as Frame;
  await frame.getByRole('heading', { name: heading, level: 1 }).waitFor();
  return frame;
}

/** How the library builds its panels' titles and its lists of choices, which nobody can mend from outside. */
const OF_THE_LIBRARY = ['nested-interactive', 'label-content-name-mismatch'];

describe('the reference', { skip: noBrowser }, () => {
  const browser = useBrowser();
  const opened = {
    hash: '#/reference',
    before: (send: (method: string, path: string) => Promise<unknown>) => send('GET', '/use-cases'),
  };

  it('is loaded only when it is opened', async (context) => {
    const { page, show } = await openConsole(context, browser(), { ...opened, hash: '#/requests' });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await live(page);
    const isLibrary = (url: string) => url.includes('web-components');
    assert.equal(asked.some(isLibrary), false);
    await show('#/reference');
    await referenceIn(page, 'Use Cases API');
    assert.equal(asked.some(isLibrary), true);
  });

  it("shows each field with its source, and 'try it' asks this stub as the chosen organization", async (context) => {
    const { page, stub, screenshot } = await openConsole(context, browser(), opened);
    const frame = await referenceIn(page, 'Use Cases API');
    await screenshot('reference');
    await frame.getByText('Use cases', { exact: true }).first().click();
    await frame.getByText('Create a use case').first().click();
    await frame.getByRole('heading', { name: 'Create a use case', level: 1 }).waitFor();
    await frame.getByText('Phone numbers are written as E.164').first().waitFor();
    await frame.getByText('other pages of the same reference').first().waitFor();
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/use-cases'));
    await frame.getByRole('button', { name: 'Send API Request' }).click();
    assert.equal((await answered).status(), 200);
    await frame.getByText('200 OK').first().waitFor();
    const [entry] = stub.journal(testKey).filter(({ method }) => method === 'POST');
    assert.equal(entry?.verdict, 'accepted');
    assert.equal(await page.evaluate('Object.keys(localStorage).filter((key) => key.startsWith("TryIt")).length'), 0);
    await screenshot('reference-operation');
  });

  it('lets one send as somebody else', async (context) => {
    const { page, stub } = await openConsole(context, browser(), opened);
    const frame = await referenceIn(page, 'Use Cases API');
    await frame.evaluate('location.hash = "#/operations/listUseCases"');
    await frame.getByRole('heading', { name: 'List use cases', level: 1 }).waitFor();
    await frame.getByRole('textbox', { name: 'Token' }).fill('another-key');
    await frame.getByRole('button', { name: 'Send API Request' }).click();
    await frame.getByText('200 OK').first().waitFor();
    assert.equal(stub.journal('another-key').length, 1);
  });

  it('is as light or dark as the console, at once', async (context) => {
    const { page } = await openConsole(context, browser(), opened);
    const frame = await referenceIn(page, 'Use Cases API');
    const theme = 'document.documentElement.dataset.theme';
    assert.equal(await frame.evaluate(theme), 'light');
    for (const name of [/^Colours: system/, /^Colours: light/]) await page.getByRole('button', { name }).click();
    await frame.waitForFunction(`${theme} === 'dark'`);
    assert.notEqual(await frame.evaluate('getComputedStyle(document.querySelector("h1")).color'), 'rgb(26, 30, 38)');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`can be used by people with disabilities, but for what the library is built like, in ${colorScheme}`, async (context) => {
      const { page } = await openConsole(context, browser(), { ...opened, page: { colorScheme } });
      const frame = await referenceIn(page, 'Use Cases API');
      assert.deepEqual(await seriousFindings(page), []);
      assert.deepEqual(await seriousFindings(frame, OF_THE_LIBRARY), []);
      await frame.evaluate('location.hash = "#/operations/createUseCase"');
      await frame.getByRole('heading', { name: 'Create a use case', level: 1 }).waitFor();
      await frame.getByText('Send API Request').waitFor();
      assert.deepEqual(await seriousFindings(frame, OF_THE_LIBRARY), []);
    });
  }

  it('runs nothing that a contract brings along', async (context) => {
    const directory = await mkdtemp(join(tmpdir(), 'use-case-stub-'));
    context.after(() => rm(directory, { recursive: true }));
    const file = join(directory, 'hostile.json');
    const text =
      '<script>globalThis.ran=1</script><svg onload="globalThis.ran=1"></svg> [a](javascript:globalThis.ran=1)';
    const operation = { operationId: 'hostile', summary: 'Hostile', description: text };
    const responses = {
      200: { description: text, content: { 'application/json': { schema: { type: 'object', description: text } } } },
    };
    const paths = { '/hostile': { get: { ...operation, responses } } };
    await writeFile(file, JSON.stringify({ openapi: '3.1.0', info: { title: text, version: '1' }, paths }));
    const { page } = await openConsole(context, browser(), { ...opened, contract: await loadContract(file) });
    const frame = await referenceIn(page, 'Use Cases API');
    await frame.evaluate('location.hash = "#/operations/hostile"');
    await frame.getByRole('heading', { name: 'Hostile', level: 1 }).waitFor();
    assert.equal(await frame.evaluate('globalThis.ran'), undefined);
    assert.equal(await frame.locator('[href^="javascript"], [onload]').count(), 0);
  });
});
