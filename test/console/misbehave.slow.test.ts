import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFindings } from '../helpers/axe.ts';
import { becomes, live, noBrowser, openConsole, testKey, useBrowser } from '../helpers/browser.ts';

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
    await bar.getByText('createUseCase: answers 503, 2 of 2 left').waitFor();
    await screenshot('misbehave');
    assert.equal((await send('POST', '/use-cases', { name: 'x' })).status, 503);
    for (const view of ['Requests', 'Use cases', 'States', 'Coverage']) {
      await page.getByRole('navigation').getByRole('link', { name: view }).click();
      await bar.getByText('createUseCase: answers 503, 1 of 2 left').waitFor();
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
    await page.getByLabel('Answer', { exact: true }).selectOption('500');
    await page.getByLabel('Delay').selectOption('uniform');
    await page.getByLabel('From, in milliseconds').fill('1');
    await page.getByLabel('To, in milliseconds').fill('5');
    await page.getByLabel('For the next').fill('7');
    await page.getByRole('button', { name: 'Start' }).click();
    const active = page.getByRole('region', { name: 'Active' });
    await active.getByText('answers 500 after 1 to 5 ms').waitFor();
    await active.getByText('7 of 7 left').waitFor();
    await page.getByRole('radio', { name: /getUseCase/ }).check();
    // What was typed stays when another operation is chosen.
    await becomes(() => page.getByLabel('For the next').inputValue(), '7');
    for (const label of ['Answer', 'Delay']) await page.getByLabel(label, { exact: true }).selectOption('');
    await page.getByLabel('Connection').selectOption('reset');
    await page.getByRole('button', { name: 'Start' }).click();
    await active
      .locator('li', { hasText: 'getUseCase: resets the connection' })
      .getByRole('button', { name: 'End' })
      .click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'End', exact: true });
    await confirm.click();
    await active.getByText('resets the connection').waitFor({ state: 'detached' });
    assert.equal((await send('GET', '/use-cases')).status, 500);
    await page.getByRole('button', { name: 'End all' }).click();
    await confirm.click();
    await active.getByText('The API behaves').waitFor();
    assert.equal((await send('GET', '/use-cases')).status, 200);
  });

  it('makes a sequence for certain bodies, with headers and a body of your own, and says so in one sentence', async (context) => {
    const { page, send, screenshot } = await openConsole(context, browser(), {
      hash: '#/misbehave?operation=createUseCase',
      before: (ask) => ask('GET', '/use-cases'),
    });
    await live(page);
    const start = page.getByRole('button', { name: 'Start' });
    await page.getByText('Nothing yet: choose an answer, a broken connection or a delay.').waitFor();
    await becomes(() => start.isDisabled(), true);
    await page.getByRole('button', { name: 'Add what happens next' }).click();
    const [first, second] = [page.locator('.step').nth(0), page.locator('.step').nth(1)];
    await first.getByLabel('Answer', { exact: true }).selectOption('429');
    await first.getByLabel('Headers').fill('Retry-After: 2');
    await second.getByLabel('Answer', { exact: true }).selectOption('400');
    await second.getByLabel('Content').selectOption({ label: 'a body of your own' });
    // It begins with what the contract shows.
    await becomes(() => second.getByLabel('Body', { exact: true }).inputValue(), /"issues"/);
    const taken = { issues: [{ code: 'custom', path: ['name'], message: 'name already taken' }], name: 'ZodError' };
    await second.getByLabel('Body', { exact: true }).fill(JSON.stringify(taken));
    await second.getByLabel('For the next').fill('2');
    await page.getByLabel('Only bodies that contain').fill('{"name":"Night desk"}');
    const sentence =
      'createUseCase answers 429 with retry-after: 2 for the next request with a body that contains {"name":"Night desk"}, then answers 400 with the body';
    await page
      .locator('.scenario-start', { hasText: sentence })
      .getByText(/for the next 2, then behaves again\.$/)
      .waitFor();
    assert.deepEqual(await allFindings(page), []);
    await screenshot('misbehave-sequence');
    await start.click();
    await page.getByRole('region', { name: 'Active' }).getByText('3 of 3 left').waitFor();
    const create = async (name: string) => send('POST', '/use-cases', { name });
    assert.equal((await create('Day desk')).status, 200);
    const limited = await create('Night desk');
    assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '2']);
    for (let time = 0; time < 2; time++) {
      const refused = await create('Night desk');
      assert.deepEqual([refused.status, await refused.json()], [400, taken]);
    }
    assert.equal((await create('Night desk')).status, 200);
  });

  it('answers an example of the contract, and what it does not have only when told to', async (context) => {
    const { page, send } = await openConsole(context, browser(), {
      hash: '#/misbehave?operation=getUseCase',
      before: (ask) => ask('GET', '/use-cases'),
    });
    await live(page);
    await page.getByLabel('Answer', { exact: true }).selectOption('400');
    const options = page.getByLabel('Content').locator('option');
    await options.nth(2).waitFor({ state: 'attached' });
    const examples = await options.allTextContents();
    await page.getByLabel('Content').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Start' }).click();
    await page
      .getByRole('region', { name: 'Active' })
      .getByText(`with the example ${examples[1] ?? ''}`)
      .waitFor();
    assert.equal((await send('GET', `/use-cases/${'0'.repeat(24)}`)).status, 400);
    await page.getByLabel(/^Also what the contract does not have/).check();
    await page.getByLabel('Answer', { exact: true }).fill('502');
    await page.getByLabel('Content').selectOption({ label: 'a body of your own' });
    await page.getByLabel('Body', { exact: true }).fill('"Bad gateway"');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('region', { name: 'Active' }).getByText('answers 502').waitFor();
    assert.equal((await send('GET', `/use-cases/${'0'.repeat(24)}`)).status, 502);
  });

  it("shows what is wrong at its field, in the stub's own words, and goes there", async (context) => {
    const { page } = await openConsole(context, browser(), {
      hash: '#/misbehave?operation=createUseCase',
      before: (ask) => ask('GET', '/use-cases'),
    });
    await live(page);
    const isMarked = async (label: string, message: RegExp) => {
      await page.getByRole('button', { name: 'Start' }).click();
      const field = page.locator('.field', { hasText: label });
      await field.locator('.field-wrong', { hasText: message }).waitFor();
      const control = page.getByLabel(label, { exact: true });
      await becomes(() => control.getAttribute('aria-invalid'), 'true');
      await becomes(() => page.evaluate('document.activeElement.id'), await control.getAttribute('id'), label);
    };
    await page.getByLabel('Answer', { exact: true }).selectOption('400');
    await page.getByLabel('For the next').fill('0');
    await isMarked('For the next', /./);
    await page.getByLabel('For the next').fill('');
    await page.getByLabel('Content').selectOption({ label: 'a body of your own' });
    await page.getByLabel('Body', { exact: true }).fill('{"issues": 7}');
    await isMarked('Body', /issues .*outsideContract/);
    await page.getByLabel('Body', { exact: true }).fill('{"issues": ');
    await isMarked('Body', /^This is not JSON yet$/);
    await page.getByLabel('Content').selectOption({ index: 0 });
    await page.getByLabel('Headers').fill('stub-state: x');
    await isMarked('Headers', /^stub-state is a header that only the stub sets$/);
    await page.getByLabel('Headers').fill('no header');
    await isMarked('Headers', /is not a header/);
    await page.getByLabel('Headers').fill('');
    await page.getByLabel('Only bodies that contain').fill('{name}');
    await isMarked('Only bodies that contain', /^This is not JSON yet$/);
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
    await page.getByRole('link', { name: 'Provoke updateUseCase 503' }).click();
    await becomes(() => page.getByLabel('Answer', { exact: true }).inputValue(), '503');
    await becomes(() => page.getByRole('radio', { name: /updateUseCase/ }).isChecked(), true);
  });

  it('says of which contract, where something else is assumed', async (context) => {
    const { page } = await openConsole(context, browser(), {
      hash: '#/coverage',
      assume: 'delete=exists',
      before: (ask) => ask('GET', '/use-cases'),
    });
    await page.getByText('The contract assumes otherwise: delete=exists chosen.').waitFor();
    await page.getByRole('heading', { name: 'deleteUseCase' }).waitFor();
  });
});
