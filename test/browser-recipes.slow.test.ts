/** What the recipes for Cypress and Storybook consist of, run without them in a real browser. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { noBrowser, useBrowser } from './helpers/browser.ts';
import { temporaryDirectory } from './helpers/pacts.ts';
import { runSpec, type Tasks } from './helpers/fake-cypress.ts';

const examples = fileURLToPath(new URL('../examples/', import.meta.url));
const browser = useBrowser();

async function newPage(context: TestContext): Promise<Page> {
  const profile = await browser().newContext();
  context.after(() => profile.close());
  const page = await profile.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

describe('the recipe for Cypress', { skip: noBrowser }, () => {
  type Config = {
    e2e: { setupNodeEvents(on: (name: string, handler: unknown) => void, config: object): Promise<object> };
  };

  /** Does what Cypress does before and after a run. */
  async function setUp(context: TestContext) {
    const before = process.env['API_ORIGIN'];
    const file: string = `${examples}cypress/cypress.config.mjs`;
    const { default: config } = (await import(file)) as { default: Config };
    const events = new Map<string, unknown>();
    const changed = await config.e2e.setupNodeEvents((name, handler) => events.set(name, handler), { retries: 0 });
    context.after(async () => {
      await (events.get('after:run') as () => Promise<void>)();
      if (before === undefined) delete process.env['API_ORIGIN'];
      else process.env['API_ORIGIN'] = before;
    });
    return { tasks: events.get('task') as Tasks, changed: changed as { baseUrl: string; retries: number } };
  }

  it('starts the stub and the front end, and its spec passes in front of them', async (t) => {
    const { tasks, changed } = await setUp(t);
    assert.equal(changed.retries, 0, 'the configuration stays what it was');
    const spec = `${examples}cypress/cypress/e2e/use-cases.cy.js`;
    const names = await runSpec(spec, { page: await newPage(t), baseUrl: changed.baseUrl, tasks });
    assert.deepEqual(names, ['can repeat a create that fails', 'sends the name and nothing else']);
  });

  it('has a task for what the client sent, and one that says what came in place of what was expected', async (t) => {
    const { tasks, changed } = await setUp(t);
    await fetch(new URL('/api/v1/use-cases', changed.baseUrl), { headers: { authorization: 'Bearer demo' } });
    const requests = (await tasks['requests']?.(null)) as { operationId: string }[];
    assert.deepEqual(
      requests.map(({ operationId }) => operationId),
      ['listUseCases'],
    );
    await assert.rejects(
      async () => tasks['toHaveReceivedOnce']?.({ operation: 'createUseCase' }),
      /Expected .*createUseCase[^]*The client sent \(1\)/,
    );
  });
});

describe('the recipe for Storybook', { skip: noBrowser }, () => {
  /** Shows a story as Storybook does: loaders, render, play. */
  const shower = `
    import preview from '${examples}storybook/.storybook/preview.js';
    import * as file from '${examples}storybook/use-cases.stories.js';
    const { default: meta, ...stories } = file;
    window.stories = Object.keys(stories);
    window.show = async (name) => {
      const story = stories[name];
      const context = { parameters: { ...preview.parameters, ...meta.parameters, ...story.parameters } };
      const loaders = [preview, meta, story].flatMap(({ loaders = [] }) => loaders);
      const loaded = Object.assign({}, ...(await Promise.all(loaders.map((load) => load(context)))));
      document.body.replaceChildren(meta.render({}, { ...context, loaded }));
      await story.play?.({ ...context, canvasElement: document.body, loaded });
    };`;

  /** @returns scripts by path */
  async function bundle(context: TestContext): Promise<Map<string, string>> {
    const entry = join(await temporaryDirectory(context), 'shower.js');
    writeFileSync(entry, shower);
    const outputs = await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'stories' } },
    });
    const files = (outputs as Rollup.RolldownOutput[])[0]?.output ?? [];
    return new Map(files.map((file) => [`/${file.fileName}`, (file as Rollup.OutputChunk).code]));
  }

  it('shows each story with the stub in the page, in a state of its own', { timeout: 120_000 }, async (t) => {
    const scripts = await bundle(t);
    const page = await newPage(t);
    const asked: string[] = [];
    await page.route('**', (route) => {
      const { pathname } = new URL(route.request().url());
      const script = scripts.get(pathname);
      if (script !== undefined) return route.fulfill({ contentType: 'text/javascript', body: script });
      if (pathname === '/')
        return route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/stories.js"></script>' });
      asked.push(pathname);
      return route.fulfill({ json: {} });
    });
    // Another machine's Storybook, without TLS: browsers withhold some functions from such pages.
    await page.goto('http://storybook.test/');
    const show = (name: string) =>
      page.evaluate((story) => (globalThis as unknown as { show(name: string): Promise<void> }).show(story), name);
    const alert = (text: string) => page.getByRole('alert').filter({ hasText: text }).waitFor();
    const items = page.getByRole('listitem');

    await show('Several');
    await items.nth(2).waitFor();
    assert.equal(await items.count(), 3);

    await show('Failing');
    await alert('Try again in a moment');

    await show('CreateFailsOnce');
    await alert('Try again in a moment');
    await page.getByRole('button', { name: 'Create' }).click();
    await items.filter({ hasText: 'Night desk' }).waitFor();

    await show('Empty');
    await page.getByLabel('Name').fill('Day desk');
    await page.getByRole('button', { name: 'Create' }).click();
    await items.first().waitFor();
    assert.deepEqual(await items.allTextContents(), ['Day desk'], 'what an earlier story created is gone');

    assert.deepEqual(await page.evaluate('window.stories'), ['CreateFailsOnce', 'Empty', 'Failing', 'Several']);
    await page.evaluate(`fetch('/index.json')`);
    assert.deepEqual(asked, ['/index.json'], 'the network sees what is not for the API, and nothing else');
  });
});
