/** Every view at three widths, in light and dark: nothing overflows, axe finds nothing, and each focus ring is seen. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFindings } from '../helpers/axe.ts';
import { becomes, live, noBrowser, openConsole, testKey, useBrowser } from '../helpers/browser.ts';

const knownId = '66f2a1d05b3c9e7a41d80c12';

/** The views, and what is shown once each is ready. */
const views: Readonly<Record<string, string>> = {
  requests: '.list',
  'requests/3': '.details',
  'use-cases': '.cases-row',
  [`use-cases/${knownId}`]: '.details .json',
  'use-cases/new': '.editor',
  [`use-cases/${knownId}/edit`]: '.editor',
  misbehave: '.active-item',
  states: '.state-active',
  reference: '.reference-content',
  'reference/createUseCase': '.reference-tries',
  'reference/schemas/UseCase': '.reference-content',
  coverage: '.coverage-row',
};

const NAME = `const name = (element) =>
  element.tagName.toLowerCase() + '.' + element.className + ' ' + (element.textContent || element.ariaLabel || '').slice(0, 30);`;

/** What scrolls sideways without being a region of its own, such as code. */
const TOO_WIDE = `(() => {
  ${NAME}
  const may = '[role=region][tabindex], textarea, input, select, pre, code, .json, .nav';
  const found = [...document.querySelectorAll('html, main, main *')].filter((element) =>
    element.scrollWidth > element.clientWidth + 1 &&
    (element.matches('html') || /auto|scroll/.test(getComputedStyle(element).overflowX)) &&
    element.closest(may) === null);
  return found.map(name);
})()`;

/** Controls without a focus ring, or whose ring is cut off or covered once the browser has scrolled to them. */
const RINGS = `(() => {
  ${NAME}
  const found = [];
  for (const control of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
    // The frame around the list of requests has its ring.
    if (control.disabled || control.getClientRects().length === 0 || control.matches('.skip, .list')) continue;
    control.focus({ focusVisible: true });
    if (document.activeElement !== control) continue;
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(control);
    if (outlineStyle === 'none') found.push('no ring: ' + name(control));
    const ring = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset) - 0.5;
    const box = control.getBoundingClientRect();
    for (let at = control.parentElement; at; at = at.parentElement) {
      if (getComputedStyle(at).overflowX === 'visible') continue;
      const frame = at.getBoundingClientRect();
      // Browsers scroll to the caret of a long text, not to its box.
      const isHigh = box.height + 16 > frame.height || control.matches('textarea');
      if (box.left - ring < frame.left || box.right + ring > frame.right ||
        (!isHigh && (box.top - ring < frame.top || box.bottom + ring > frame.bottom)))
        found.push('ring cut off by ' + name(at) + ': ' + name(control));
    }
    const top = box.height < innerHeight / 2 && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const labels = [...(control.labels ?? [])];
    if (top && ![control, ...labels].some((own) => own.contains(top)) && !top.contains(control))
      found.push(name(top) + ' covers ' + name(control));
  }
  return found;
})()`;

describe('every view of the console fits, is accessible and shows where the focus is', { skip: noBrowser }, () => {
  const browser = useBrowser();

  it('one after the other in one page', async (context) => {
    const { page, show, stub } = await openConsole(context, browser(), {
      // Colours that change little by little would be measured on the way.
      page: { reducedMotion: 'reduce' },
      async before(send) {
        for (const name of ['Night desk', '', 7]) await send('POST', '/use-cases', { name });
      },
    });
    await live(page);
    await stub.setState(testKey, 'a use case exists');
    const match = { operation: 'createUseCase', body: { name: 'Night desk', tags: ['a'.repeat(80)] } } as const;
    await stub.scenario(testKey, { match, steps: [{ status: 503, times: 2 }, { status: 429 }] });
    for (const [view, ready] of Object.entries(views)) {
      await context.test(view, async () => {
        await show(`#/${view}`);
        await page.locator(ready).first().waitFor();
        for (const width of [360, 1280, 1920]) {
          await page.setViewportSize({ width, height: 800 });
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            const place = `at ${width} px, ${colorScheme}`;
            await becomes(() => page.evaluate<string[]>(TOO_WIDE), [], place);
            // Widths decide on the places of rings, and colours on what axe finds.
            if (colorScheme === 'light') await becomes(() => page.evaluate<string[]>(RINGS), [], place);
            if ((width === 360) === (colorScheme === 'dark') && width < 1920)
              assert.deepEqual(await allFindings(page), [], place);
          }
        }
      });
    }
  });
});
