/** Compares a store with the one in memory: the same operations must give the same results. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openStore, type OpenStore } from '../../src/store/open-store.ts';

/** An operation on a store. @param started ids of the scenarios that this store has started */
type Operation = (store: OpenStore, started: string[]) => Promise<unknown>;

const organization = fc.constantFrom('org', 'other');
/** Few ids, so that operations meet; some are those of creates. */
const id = fc.constantFrom('c-0', 'c-1', 'c-2', 's-1', 's-2', 'p', '\u0000', '\ud800');
const fields = fc
  .record({ name: fc.string({ unit: 'binary', maxLength: 5 }), params: fc.jsonValue({ maxDepth: 1 }) })
  .map((fields) => JSON.parse(JSON.stringify(fields)) as object);
const useCase = fc.tuple(id, fields).map(([id, fields]) => ({ id, organization_id: 'org', ...fields }));
const several = fc.array(useCase, { maxLength: 4 });
const scenario = fc.record(
  { because: fc.constantFrom('a', 'b', '\u0000'), times: fc.integer({ min: 1, max: 2 }) },
  { requiredKeys: ['because'] },
);
/** Index of a scenario, counted from the one that was started last. */
const which = fc.nat(3);
const chosen = (started: readonly string[], index: number) => started.at(-1 - index) ?? 'none';

const create = operationWith(
  [organization, fields],
  (of, fields) =>
    ({ useCases }) =>
      useCases.create(of, (number) => ({ id: `c-${number}`, organization_id: 'org', ...fields })),
);
const initialize = operationWith([organization, several], (of, all) => async ({ useCases }) => {
  // The mark is not compared: every store has its own kind.
  await useCases.initialize(of, async () => all);
});
const refill = operationWith(
  [organization, several],
  (of, all) =>
    ({ useCases }) =>
      useCases.refill(of, all),
);
const put = operationWith(
  [organization, useCase],
  (of, each) =>
    ({ useCases }) =>
      useCases.put(of, each),
);
const find = operationWith(
  [organization, id],
  (of, id) =>
    ({ useCases }) =>
      useCases.find(of, id),
);
const replace = operationWith(
  [organization, useCase, fc.integer({ min: 1, max: 3 })],
  (of, each, version) =>
    ({ useCases }) =>
      useCases.replace(of, each, version),
);
const remove = operationWith(
  [organization, id],
  (of, id) =>
    ({ useCases }) =>
      useCases.remove(of, id),
);
/** Random operations rarely remove the use case that was created last. */
const createAndRemove = operationWith([organization], (of) => async ({ useCases }) => {
  const { id } = await useCases.create(of, (number) => ({ id: `c-${number}`, organization_id: 'org' }));
  return useCases.remove(of, id);
});
const clear = operationWith(
  [fc.option(organization, { nil: undefined })],
  (of) =>
    ({ useCases }) =>
      useCases.clear(of),
);
const start = operationWith([organization, scenario], (of, scenario) => async ({ scenarios }, started) => {
  const { id, ...rest } = await scenarios.start(of, scenario);
  started.push(id);
  return rest;
});
const use = operationWith(
  [organization, which],
  (of, index) =>
    ({ scenarios }, started) =>
      scenarios.use(of, chosen(started, index)),
);
const count = operationWith(
  [organization, which],
  (of, index) =>
    ({ scenarios }, started) =>
      scenarios.count(of, chosen(started, index)),
);
const end = operationWith(
  [organization, which],
  (of, index) =>
    ({ scenarios }, started) =>
      scenarios.end(of, chosen(started, index)),
);
const endAll = operationWith(
  [organization],
  (of) =>
    ({ scenarios }) =>
      scenarios.end(of),
);
const endEverywhere = operationWith(
  [],
  () =>
    ({ scenarios }) =>
      scenarios.clear(),
);

/** Creates are frequent, so that the other operations find something. */
const operation = fc.oneof(
  create,
  create,
  create,
  initialize,
  refill,
  put,
  put,
  find,
  find,
  replace,
  replace,
  remove,
  remove,
  createAndRemove,
  clear,
  start,
  start,
  start,
  use,
  use,
  use,
  count,
  end,
  endAll,
  endEverywhere,
);

function operationWith<Values extends unknown[]>(
  values: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  operate: (...values: Values) => Operation,
): fc.Arbitrary<Operation> {
  return (fc.tuple(...values) as fc.Arbitrary<Values>).map((drawn) => operate(...drawn));
}

/** @throws AssertionError with the shortest sequence of operations after which the store differs */
export async function assertAgreement(store: OpenStore, runs: number): Promise<void> {
  const property = fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
    const memory = await openStore('memory');
    await store.useCases.clear();
    await store.scenarios.clear();
    const [ours, theirs]: [string[], string[]] = [[], []];
    for (const operate of operations) assert.deepEqual(await operate(store, ours), await operate(memory, theirs));
    assert.deepEqual(await everything(store), await everything(memory));
  });
  await fc.assert(property, { numRuns: runs });
}

/** Everything that can be read from a store, without the ids of scenarios, which every store chooses itself. */
async function everything({ useCases, scenarios }: OpenStore): Promise<unknown> {
  const contents: unknown[] = [];
  for (const organization of ['org', 'other']) {
    const listed = await useCases.list(organization);
    contents.push(listed, await Promise.all(listed.map(({ id }) => useCases.find(organization, id))));
    contents.push((await scenarios.list(organization)).map(({ id: _id, ...scenario }) => scenario));
  }
  return contents;
}
