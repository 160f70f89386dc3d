import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, impact, nodes }) => [
    impact,
    id + ': ' + nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', '),
  ]))`;

/** Everything that axe finds in a page, one line each. Runs beside the page's own scripts. */
export async function allFindings(page: Page): Promise<string[]> {
  return (await run(page)).map(([, line]) => line);
}

/** What axe finds that shuts people with a disability out. */
export async function seriousFindings(page: Page): Promise<string[]> {
  return (await run(page)).filter(([impact]) => impact === 'serious' || impact === 'critical').map(([, line]) => line);
}

async function run(page: Page): Promise<(readonly [impact: string, line: string])[]> {
  await page.evaluate(SOURCE);
  return page.evaluate(RUN);
}
