/** How choices between assumptions and their alternatives are read. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  assumptionIds,
  joinAssumptionChoices,
  loadAssumptions,
  readAssumptionChoices,
  showAssumptionChoices,
  valuesOf,
} from '../../src/contract/assumptions.ts';

it('every row of the table has its names at hand, the default first', async () => {
  const rows = await loadAssumptions();
  assert.deepEqual(
    rows.map(({ id }) => id),
    assumptionIds,
  );
  for (const row of rows) assert.deepEqual(valuesOf(row.id), [row.default, ...Object.keys(row.alternatives)]);
});

it('choices are read from a text, an object, or a list of either', () => {
  const wanted = { 'missing-key': '400-zod', 'amd-set': 'present' };
  assert.deepEqual(readAssumptionChoices('missing-key=400-zod, amd-set = present'), wanted);
  assert.deepEqual(readAssumptionChoices(wanted), wanted);
  assert.deepEqual(readAssumptionChoices(['missing-key=400-zod', { 'amd-set': 'present' }]), wanted);
  assert.equal(showAssumptionChoices(wanted), 'missing-key=400-zod,amd-set=present');
  // As YAML reads them.
  assert.deepEqual(readAssumptionChoices({ 'missing-key': 401, 'amd-set': true }), {
    'missing-key': '401',
    'amd-set': 'true',
  });
});

it('a choice that cannot be meant is refused, with the name that was probably meant', () => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    ['missing-kye=400-zod', /"missing-kye" is none; did you mean "missing-key"\?$/],
    ['missing-key=400-zot', /not be "400-zot" for "missing-key"; did you mean "400-zod"\?$/],
    ['missing-key=never', /not be "never" for "missing-key"; "missing-key" is 401 or 400-zod$/],
    ['missing-key', /must be choices such as missing-key=400-zod/],
    ['', /must be choices such as/],
    [7, /must be choices such as/],
    [{ 'missing-key': null }, /not be "null"/],
    [{ __proto__: null, constructor: 'a' }, /"constructor" is none/],
    ['missing-key=400-zod,missing-key=401', /must say one thing of "missing-key", not both 400-zod and 401/],
  ];
  for (const [given, message] of wrong)
    assert.throws(() => readAssumptionChoices(given), { name: 'AssumptionError', message });
  assert.throws(() => joinAssumptionChoices([{ 'amd-set': 'present' }, { 'amd-set': 'true' }]), {
    message: /one thing/,
  });
});

// A request may send it, and would keep all others waiting. With an expression that goes back it takes minutes.
it('a text of nothing but spaces is refused as fast as another', () => {
  const spaces = ' '.repeat(300_000);
  for (const given of [spaces, `${spaces}=`, `${spaces}a`, `a${spaces}b`, `missing-key=${spaces}`])
    assert.throws(() => readAssumptionChoices(given), { message: /must be choices such as/ });
});
