/** Walks through every operation with openapi-fetch. That its types fit what is used here, `npm run types` checks. */
import assert from 'node:assert/strict';
import createClient from 'openapi-fetch';
import type { paths } from '../src/contract/types.ts';

/**
 * @param baseUrl of a stub that has the contract's examples
 * @throws AssertionError where a reply is not what its type says
 */
export async function walkWithTypes(baseUrl: string): Promise<number> {
  const api = createClient<paths>({ baseUrl, headers: { authorization: 'Bearer openapi-fetch' } });
  const created = await api.POST('/use-cases', { body: { name: 'Typed', language: 'de-DE' } });
  const { id, language, max_duration_mins: minutes, hooks } = created.data ?? {};
  assert.deepEqual([id?.length, language, minutes, hooks], [24, 'de-DE', 10, undefined]);
  const at = { path: { id: id ?? '' } };
  const updated = await api.PATCH('/use-cases/{id}', {
    params: at,
    body: { hooks: null, disable_end_call_after_n_reminders: true },
  });
  assert.deepEqual([updated.data?.hooks, updated.data?.disable_end_call_after_n_reminders], [null, true]);
  assert.deepEqual((await api.GET('/use-cases/{id}', { params: at })).data, updated.data);
  const list = await api.GET('/use-cases');
  assert.ok(list.data?.some((each) => each.id === id));
  const missing = await api.GET('/use-cases/{id}', { params: { path: { id: 'f'.repeat(24) } } });
  assert.equal(typeof (missing.error as { message?: unknown } | undefined)?.message, 'string');
  const refused = await api.POST('/use-cases', { body: { name: 'Typed', amd: true } });
  const { issues } = (refused.error ?? {}) as { issues?: readonly { readonly path: readonly unknown[] }[] };
  assert.deepEqual(issues?.[0]?.path, ['amd_behavior']);
  return 6;
}
