import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What people with a disability cannot get around. */
const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')))`;

/**
 * What axe finds serious or worse in a page or a frame, one line each. Runs beside the page's own scripts.
 *
 * @param known ids of axe's rules that are not asked
 */
export async function seriousFindings(place: Page | Frame, known: readonly string[] = []): Promise<string[]> {
  await place.evaluate(SOURCE);
  const findings = await place.evaluate<string[]>(RUN);
  return findings.filter((finding) => !known.some((id) => finding.startsWith(`${id}:`)));
}
