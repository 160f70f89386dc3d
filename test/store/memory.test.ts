import { createBudget } from '../../src/lib/budget.ts';
import { openStore } from '../../src/store/open-store.ts';
import { storeSuite } from './suite.ts';

storeSuite('memory', async (_, useCaseBytes) => {
  const store = await openStore('memory');
  if (useCaseBytes !== undefined) {
    // Of a budget, seven sixteenths are for use cases.
    const settings = { largestBody: 1, journalBytes: 1 };
    const budget = createBudget((useCaseBytes * 16) / 7, settings, () => undefined, performance.now.bind(performance));
    store.useCases.countIn?.(budget.useCases);
  }
  return store;
});
