/** How choices between assumptions and their alternatives are read. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { builtInContract } from '../../src/contract/built-in.ts';
import { errorCatalogue, type ErrorId } from '../../src/contract/errors.ts';
import { plainErrors, refusalForms, replyForms } from '../../src/contract/generated/assumptions.ts';
import {
  assumptionIds,
  joinAssumptionChoices,
  loadAssumptions,
  readAssumptionChoices,
  showAssumptionChoices,
  valuesOf,
  type AssumptionId,
  type RefusalForm,
  type ReplyForm,
} from '../../src/contract/assumptions.ts';

it('every row of the table has its names at hand, the default first', async () => {
  const rows = await loadAssumptions();
  assert.deepEqual(
    rows.map(({ id }) => id),
    assumptionIds,
  );
  for (const row of rows) assert.deepEqual(valuesOf(row.id), [row.default, ...Object.keys(row.alternatives)]);
});

/** Errors that are about the stub, about HTTP itself, or documented: no assumption decides them. */
const beyondAssumptions: readonly ErrorId[] = [
  ...(['host-repeated', 'request-malformed', 'head-too-large', 'request-too-slow', 'expectation-unsupported'] as const),
  ...(['organization-full', 'key-over-share', 'stub-full', 'body-too-deep', 'body-too-many-values'] as const),
  ...(['preference-invalid', 'preference-unavailable', 'validation-failed', 'expectation-unmet'] as const),
  ...(['admin-off', 'admin-key-wrong', 'origin-foreign', 'host-foreign', 'console-missing'] as const),
  ...(['organizations-hidden', 'keys-hidden', 'organization-unknown', 'organization-malformed'] as const),
  ...(['state-unknown', 'state-parameters-invalid', 'scenario-unknown', 'clock-not-advanced', 'mock-failed'] as const),
  ...(['service-unreachable', 'service-slow', 'proxy-shows-only', 'store-unavailable', 'internal-error'] as const),
];

it('each error that imitates the API is decided by one row, and no other error by any', () => {
  const general = refusalForms.filter((form) => 'error' in form && !('status' in form) && !('method' in form));
  const decided = [...general.map((form: RefusalForm) => form.error ?? ''), ...plainErrors];
  assert.deepEqual(decided.sort(), [...new Set(decided)].sort(), 'one row for each');
  assert.deepEqual([...decided, ...beyondAssumptions].sort(), Object.keys(errorCatalogue).sort());
});

it('each refusal and reply that a row decides is of a way, a code, an operation and a status that there is', () => {
  const operations = builtInContract().operations;
  const codes = new Set([
    'invalid_type',
    'invalid_string',
    'invalid_enum_value',
    'unrecognized_keys',
    'too_small',
    'custom',
  ]);
  for (const form of refusalForms as readonly (RefusalForm & { assumption: AssumptionId })[]) {
    const { assumption, way, error, at, code, operation } = form;
    const shown = JSON.stringify(form);
    assert.ok(way === undefined || valuesOf(assumption).includes(way), shown);
    assert.ok((error === undefined) !== (at === undefined), shown);
    assert.ok(error === undefined || error in errorCatalogue, shown);
    assert.ok(code === undefined || codes.has(code), shown);
    assert.ok(operation === undefined || operations.some(({ operationId }) => operationId === operation), shown);
  }
  const documented = operations.flatMap(({ operationId, responses }) =>
    Object.keys(responses).flatMap((status) => [status, `${operationId} ${status}`]),
  );
  const decided = replyForms.map((form: ReplyForm) => [form.operation, form.status].filter(Boolean).join(' '));
  assert.deepEqual(decided, [...new Set(decided)], 'one row for each');
  // The contract has 403 only where it is chosen.
  for (const reply of decided) assert.ok(reply === '403' || documented.includes(reply), reply);
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
