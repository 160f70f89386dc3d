import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { JournalEntry } from '../../src/index.ts';
import { becomes, live, noBrowser, openConsole, testKey, useBrowser } from '../helpers/browser.ts';

const payloads = [
  '<script>window.hacked = 1</script>',
  '"><img src=x onerror="window.hacked = 1">',
  "'><svg/onload=window.hacked=1>",
  'javascript:window.hacked=1',
  '</style><style>*{display:none}</style>',
  '${window.hacked = 1}{{constructor.constructor("window.hacked=1")()}}',
  '\u202Egnp.exe\u0000\u0007\u2028',
];

/** What a request is shown as. Their number shares no divisor with the five requests of a payload. */
const codes = ['curl', 'fetch', 'Pact', 'Fixture'];

/** As many entries as one likes, as the stub would send them. */
function entries(from: number, count: number): JournalEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const refused = number % 7 === 0;
    return {
      number,
      time: new Date(1_700_000_000_000 + number * 10).toISOString(),
      requestId: `request-${number}`,
      method: number % 3 === 0 ? 'POST' : 'GET',
      url: `/api/v1/use-cases/${String(number).padStart(24, '0')}?page=${number}`,
      operationId: 'getUseCase',
      verdict: refused ? 'refused' : 'accepted',
      status: refused ? 400 : 200,
      milliseconds: 1.5,
      issues: refused ? [{ code: 'custom', path: ['name'], message: 'is wrong' }] : [],
      warnings: [],
      headers: { 'content-type': 'application/json', accept: '*/*' },
      body: JSON.stringify({ name: `Use case ${number}`, keywords: ['a', 'b', 'c'] }),
      reply: JSON.stringify({ id: String(number), name: `Use case ${number}` }),
    };
  });
}

/** Scrolls through the list for so many frames. @returns how long they took, in milliseconds */
const SCROLL = `new Promise((resolve) => {
  const list = document.querySelector('[data-list]');
  const took = [];
  let rows = 0;
  let before = performance.now();
  let step = 180;
  function frame(now) {
    took.push(now - before);
    before = now;
    rows = Math.max(rows, document.querySelectorAll('.row').length);
    if (list.scrollTop + list.clientHeight >= list.scrollHeight) step = -step;
    list.scrollTop += step;
    if (took.length < 240) requestAnimationFrame(frame);
    else resolve({ took: took.slice(1), rows });
  }
  requestAnimationFrame(frame);
})`;

/** Until a newer request than this one stands on top. */
const untilNewerThan = (number: number) => `new Promise((resolve) => {
  const look = () =>
    Number(document.querySelector('.row')?.dataset.number) > ${number} ? resolve(true) : requestAnimationFrame(look);
  look();
})`;

interface Scrolled {
  readonly took: number[];
  readonly rows: number;
}

function inWords({ took, rows }: Scrolled): string {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const late = took.filter((each) => each > 34).length;
  return `${took.length} frames: median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms, ${late} later than two; ${rows} rows at most`;
}

describe('the console withstands', { skip: noBrowser }, () => {
  const browser = useBrowser();

  it('10,000 requests in the list, and new ones coming during scrolling', async (context) => {
    const { page, url } = await openConsole(context, browser(), { before: (send) => send('GET', '/use-cases') });
    let sent = 0;
    await page.route('**/requests/stream*', async (route) => {
      const more = entries(sent + 1, sent === 0 ? 10_000 : 50);
      sent += more.length;
      const body = `event: requests\ndata: ${JSON.stringify(more)}\n\nevent: scenarios\ndata: []\n\n`;
      await route.fulfill({ contentType: 'text/event-stream', body });
    });
    await page.goto(`${url}#/requests`);
    await page.reload();
    await page.getByText('10,000 requests').waitFor();
    const busy = await cpuClock(page);
    const before = await busy();
    const scrolled = await page.evaluate<Scrolled>(SCROLL);
    const each = (((await busy()) - before) * 1_000) / scrolled.took.length;
    context.diagnostic(`the page's thread worked ${each.toFixed(1)} ms for each frame`);
    context.diagnostic(`scrolling through 10,000: ${inWords(scrolled)}`);
    assert.ok(scrolled.rows < 100, `${scrolled.rows} rows in the document`);
    await page.getByRole('button', { name: /new requests/ }).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('button', { name: /new requests/ }).waitFor({ state: 'detached' });
    const seen = sent;
    await page.evaluate(untilNewerThan(seen));
    await page.getByLabel('Text in the request or its reply').fill('"Use case 9999"');
    await page.locator('.row[data-number="9999"]').waitFor();
    await becomes(() => page.locator('.row').count(), 1);
  });

  it('hostile texts in every part of a request', async (context) => {
    const { page, send, show, stub } = await openConsole(context, browser());
    for (const payload of payloads) {
      const text = payload.replaceAll('\u0000', '');
      const inHeader = encodeURIComponent(payload);
      const body = {
        name: payload,
        [payload]: payload,
        hooks: [{ url: payload, headers: [{ key: payload, value: payload }] }],
      };
      await send('POST', '/use-cases', body, {
        'x-request-id': text.replace(/[^\x20-\x7e]/g, ''),
        'x-hostile': inHeader,
      });
      await send('POST', '/use-cases', `${payload} is no JSON`);
      await send(
        'GET',
        `/use-cases/${encodeURIComponent(payload)}?${encodeURIComponent(payload)}=${encodeURIComponent(payload)}`,
      );
      await send('POST', `/use-cases?"><script>window.hacked=1</script>`, { language: payload, hidden: payload });
      await send('POST', '/use-cases', { name: payload }, { 'content-type': `text/plain; x="${inHeader}"` });
    }
    await stub.setState(testKey, 'the API is failing', { status: 500, times: 9 });
    await live(page);
    const count = stub.journal(testKey).length;
    assert.equal(count, payloads.length * 5);
    for (let number = 1; number <= count; number++) {
      await show(`#/requests/${number}`);
      await page
        .getByRole('region', { name: `Request ${number}` })
        .locator('.details-url')
        .waitFor();
      // In turn, so that each payload, and each kind of request, is in each kind of code.
      await press(page, codes[number % codes.length] as string);
    }
    await page.getByLabel('Text in the request or its reply').fill(payloads[1] as string);
    await page.getByRole('button', { name: 'Edit and send' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    for (const hash of payloads.map(
      (payload) => `#/requests/${payload}?operation=${encodeURIComponent(payload)}&status=${payload}`,
    )) {
      await show(hash);
      await page.locator('main').waitFor();
    }
    await show(`#/misbehave?operation=${encodeURIComponent(payloads[1] as string)}`);
    await page.getByRole('heading', { name: 'Misbehave' }).waitFor();
    await becomes(() => page.evaluate('window.hacked'), undefined);
    await becomes(
      () =>
        page.evaluate(
          'document.querySelectorAll("main img, main script, main style, main a[href^=javascript]").length',
        ),
      0,
    );
  });

  it('the name of an organization, a scenario and a notice that are hostile, too', async (context) => {
    const name = payloads[1] as string;
    const { page, stub } = await openConsole(context, browser(), {
      apiKey: [{ key: testKey, name }],
      before: (send) => send('GET', '/use-cases'),
    });
    await live(page);
    await fetch(new URL('../__stub/scenarios', stub.url.replace('/v1', '/')), {
      method: 'POST',
      headers: { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ because: name, status: 500, match: { header: { name: 'x', value: name } } }),
    });
    await page.getByText(`header x: ${name}`).waitFor();
    await page.locator('.organization', { hasText: name }).click();
    await page.getByRole('dialog').getByText(name).waitFor();
    await becomes(() => page.evaluate('window.hacked'), undefined);
  });
});

/** Seconds of processor time that the page's thread has taken: unlike frames, hardly a matter of what else runs. */
async function cpuClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
}

/** Clicks on a button if that is possible. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  if (await button.isEnabled()) await button.click();
}
