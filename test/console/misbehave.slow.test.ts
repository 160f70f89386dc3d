import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { live, noBrowser, openConsole, testKey, useBrowser } from '../helpers/browser.ts';

describe('the view of misbehaviour in the console', { skip: noBrowser }, () => {
  const browser = useBrowser();

  it('makes one operation fail at one click, and says so in every view until it is over', async (context) => {
    const { page, send, screenshot } = await openConsole(context, browser(), {
      hash: '#/misbehave',
      before: (ask) => ask('GET', '/use-cases'),
    });
    await live(page);
    await page.getByRole('radio', { name: /createUseCase/ }).check();
    await page.getByRole('button', { name: /^Fail twice/ }).click();
    const bar = page.getByRole('region', { name: 'Misbehaviour' });
    await bar.getByText('createUseCase: answers 503, 2 left').waitFor();
    await screenshot('misbehave');
    assert.equal((await send('POST', '/use-cases', { name: 'x' })).status, 503);
    for (const view of ['Requests', 'Use cases', 'States', 'Coverage']) {
      await page.getByRole('navigation').getByRole('link', { name: view }).click();
      await bar.getByText('createUseCase: answers 503, 1 left').waitFor();
    }
    assert.equal((await send('POST', '/use-cases', { name: 'x' })).status, 503);
    await bar.waitFor({ state: 'detached' });
    assert.equal((await send('POST', '/use-cases', { name: 'x' })).status, 200);
  });

  it('starts a scenario that is set up field by field, and ends each alone', async (context) => {
    const { page, send } = await openConsole(context, browser(), {
      hash: '#/misbehave',
      before: (ask) => ask('GET', '/use-cases'),
    });
    await live(page);
    await page.getByLabel('Answer').selectOption('500');
    await page.getByLabel('Delay').selectOption('uniform');
    await page.getByLabel('From, in milliseconds').fill('1');
    await page.getByLabel('To, in milliseconds').fill('5');
    await page.getByLabel('For the next').fill('7');
    await page.getByRole('button', { name: 'Start' }).click();
    const active = page.getByRole('region', { name: 'Active' });
    await active.getByText('answers 500 after 1 to 5 ms').waitFor();
    await active.getByText('7 left').waitFor();
    await page.getByRole('radio', { name: /getUseCase/ }).check();
    await page.getByLabel('Connection').selectOption('reset');
    await page.getByRole('button', { name: 'Start' }).click();
    await active
      .locator('li', { hasText: 'getUseCase: resets the connection' })
      .getByRole('button', { name: 'End' })
      .click();
    await active.getByText('resets the connection').waitFor({ state: 'detached' });
    assert.equal((await send('GET', '/use-cases')).status, 500);
    await page.getByRole('button', { name: 'End all' }).click();
    await active.getByText('The API behaves').waitFor();
    assert.equal((await send('GET', '/use-cases')).status, 200);
  });

  it("says in the stub's own words what it cannot do", async (context) => {
    const { page } = await openConsole(context, browser(), {
      hash: '#/misbehave',
      before: (ask) => ask('GET', '/use-cases'),
    });
    await live(page);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('needs a status, a delay or a fault').waitFor();
    await page.getByLabel('Answer').selectOption('500');
    await page.getByLabel('For the next').fill('0');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('.field', { hasText: 'For the next' }).locator('.field-wrong').waitFor();
    assert.equal(await page.getByLabel('For the next').getAttribute('aria-invalid'), 'true');
  });

  it('lists what states have brought about', async (context) => {
    const { page, stub } = await openConsole(context, browser(), {
      hash: '#/misbehave',
      before: (ask) => ask('GET', '/use-cases'),
    });
    await live(page);
    await stub.setState(testKey, 'the API is failing', { status: 503, times: 2 });
    await page.getByText('because: the API is failing').waitFor();
  });
});

describe('the view of coverage in the console', { skip: noBrowser }, () => {
  const browser = useBrowser();

  it('shows what was exercised, and leads to the requests and to what is missing', async (context) => {
    const { page, send, screenshot } = await openConsole(context, browser(), {
      hash: '#/coverage',
      before: (ask) => ask('GET', '/use-cases'),
    });
    await page.getByRole('link', { name: 'listUseCases 200: 1' }).waitFor();
    await send('GET', '/use-cases/short');
    await page.getByRole('link', { name: 'getUseCase 400: 1' }).waitFor();
    await screenshot('coverage');
    await page.getByRole('link', { name: 'getUseCase 400: 1' }).click();
    await page.getByText('1 of 2').waitFor();
    await page.goBack();
    await page.locator('.gaps-row', { hasText: 'updateUseCase' }).getByRole('link', { name: '503' }).click();
    assert.equal(await page.getByLabel('Answer').inputValue(), '503');
    assert.equal(await page.getByRole('radio', { name: /updateUseCase/ }).isChecked(), true);
  });
});
