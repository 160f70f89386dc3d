import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { parse } from 'yaml';
import { isObject, type Json } from '../../src/lib/json.ts';
import { propertiesOf, resolved, type Document, type Schema } from '../../src/console/logic/merged-schema.ts';
import { becomes, live, noBrowser, openConsole, useBrowser } from '../helpers/browser.ts';

const contract = new URL('../../openapi/use-cases.yaml', import.meta.url);

/** Each would set a mark if anything took it for more than a text. */
const payloads = [
  `<script>globalThis.ran = 1</script><img src=x onerror="globalThis.ran = 1"><svg onload="globalThis.ran = 1">`,
  `javascript:globalThis.ran=1`,
  `"' autofocus tabindex=0 onfocus=globalThis.ran=1 style="background:url(//example.test)" x="></textarea></script>`,
];

/** A value of a schema that has the payload wherever there can be a text, names included. */
function hostile(document: Document, schema: Schema, payload: string): Json {
  const { type, items, additionalProperties, properties } = resolved(document, schema);
  if (isObject(properties)) {
    return Object.fromEntries(
      propertiesOf(document, schema).map(([name, each]) => [name, hostile(document, each, payload)]),
    );
  }
  const types = [type].flat();
  if (types.includes('array')) return [hostile(document, isObject(items) ? items : {}, payload)];
  if (types.includes('object')) {
    const inside = isObject(additionalProperties)
      ? hostile(document, additionalProperties, payload)
      : { [payload]: payload };
    return { [payload]: inside, __proto: payload };
  }
  return payload;
}

async function assertNothingRan(page: Page): Promise<void> {
  await becomes(() => page.evaluate('globalThis.ran'), undefined);
  await becomes(
    () => page.locator('main script, main img, main svg[onload], [onfocus], main [href^="javascript"]').count(),
    0,
  );
}

describe('hostile texts in every field of a use case', { skip: noBrowser }, () => {
  const browser = useBrowser();

  for (const payload of payloads) {
    it(`are shown, edited and sent as texts: ${payload.slice(0, 24)}`, async (context) => {
      const document = parse(await readFile(contract, 'utf8')) as Document;
      const body = hostile(document, { $ref: '#/components/schemas/UseCaseFields' }, payload) as Schema;
      assert.ok(Object.keys(body).length > 20);
      // At this level nothing is refused, whatever its type.
      const { page, send, show } = await openConsole(context, browser(), {
        validation: 'off',
        seedCount: 0,
        before: (sendFirst) => sendFirst('POST', '/use-cases', body),
        hash: '#/use-cases',
      });
      const [stored] = (await (await send('GET', '/use-cases')).json()) as ({ id: string } & Schema)[];
      assert.equal(stored?.['name'], payload);
      const row = page.locator('.cases-row');
      await row.waitFor();
      assert.ok((await row.textContent())?.includes(payload));
      await assertNothingRan(page);
      await row.click();
      await page.getByRole('heading', { name: payload }).waitFor();
      await assertNothingRan(page);
      await page.getByRole('link', { name: 'Edit' }).click();
      const name = page.locator('[data-pointer="/name"] .input');
      await name.waitFor();
      await becomes(() => name.inputValue(), payload);
      await assertNothingRan(page);
      await name.fill(`${payload}!`);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: `${payload}!` }).waitFor();
      await assertNothingRan(page);
      const [saved] = (await (await send('GET', '/use-cases')).json()) as Schema[];
      assert.deepEqual(saved, { ...stored, name: `${payload}!` });
      await show(`#/use-cases?text=${encodeURIComponent(payload)}`);
      await row.waitFor();
      await assertNothingRan(page);
    });
  }

  it('are texts in the messages about them too', async (context) => {
    const { page } = await openConsole(context, browser(), {
      before: (send) => send('GET', '/use-cases'),
      hash: '#/use-cases/new',
    });
    await live(page);
    await page.getByRole('button', { name: 'Write JSON' }).click();
    const [payload = ''] = payloads;
    const body = { name: 'n', language: payload, [payload]: payload, hooks: [{ url: payloads[1], [payload]: 1 }] };
    await page.getByLabel('Body of the create as JSON').fill(JSON.stringify(body));
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.locator('[data-summary]').getByText('Invalid enum value').waitFor();
    await assertNothingRan(page);
    await page.getByRole('button', { name: 'Back to the fields' }).click();
    await page.locator('[data-pointer="/language"] select').selectOption({ label: 'en-US' });
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name: 'Edit n' }).waitFor();
    await page.locator('[data-summary]').waitFor();
    await assertNothingRan(page);
  });
});
