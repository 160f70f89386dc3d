import { expect, test } from './stub.ts';

test('the page shows what it created, and nothing else', async ({ page }) => {
  await page.goto('/');
  for (const name of ['Carrier Sales', 'Check Calls']) {
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
  }
  await expect(page.getByRole('listitem')).toHaveText(['Carrier Sales', 'Check Calls']);
});

test('a create that fails can be repeated', async ({ page, stub }) => {
  await stub.scenario({ match: { operation: 'createUseCase' }, status: 503, times: 1 });
  await page.goto('/');
  await page.getByLabel('Name').fill('Night desk');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('alert')).toHaveText('Try again in a moment');

  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('listitem')).toHaveText(['Night desk']);
  const create = { operation: 'createUseCase', body: { name: 'Night desk' } };
  await stub.expect.toHaveReceivedInOrder([
    { ...create, status: 503 },
    { ...create, status: 200 },
  ]);
});

test('the page sends the name and nothing else', async ({ page, stub }) => {
  await stub.setState('several use cases exist', { count: 2 });
  await page.goto('/');
  await expect(page.getByRole('listitem')).toHaveCount(2);

  const mark = await stub.mark();
  await page.getByLabel('Name').fill('Night desk');
  await page.getByRole('button', { name: 'Create' }).click();
  const { body } = await stub.waitForRequest({ operation: 'createUseCase', since: mark });
  expect(JSON.parse(body ?? '')).toEqual({ name: 'Night desk' });
});
