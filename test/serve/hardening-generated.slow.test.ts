/** Generated requests, valid and invalid. soak/soak.ts sends ten times as many, different ones in each run. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendGeneratedRequests } from '../../soak/generated-requests.ts';

describe('ten thousand generated requests', () => {
  it('are answered as the contract requires, never with 5xx', async (t) => {
    const counts = await sendGeneratedRequests(10_000, 20_261_122);
    t.diagnostic(JSON.stringify(counts));
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    assert.equal(total, 10_000);
    for (const status of [200, 204, 400, 401, 404, 405, 415])
      assert.ok(counts[status], `some requests must get ${status}`);
    assert.ok((counts[200] ?? 0) > 2_000 && (counts[400] ?? 0) > 1_500, 'both verdicts must be frequent');
  });
});
