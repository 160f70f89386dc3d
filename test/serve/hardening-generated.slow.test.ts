/** Generated requests, valid and invalid. soak/soak.ts sends many more, different ones in each run. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendGeneratedRequests } from '../../soak/generated-requests.ts';

const REQUESTS = 3_000;

describe('three thousand generated requests', () => {
  it('are answered as the contract requires, never with 5xx', async (t) => {
    const counts = await sendGeneratedRequests(REQUESTS, 20_261_122);
    t.diagnostic(JSON.stringify(counts));
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    assert.equal(total, REQUESTS);
    for (const status of [200, 204, 400, 401, 404, 405, 415])
      assert.ok(counts[status], `some requests must get ${status}`);
    const isFrequent = (counts[200] ?? 0) > REQUESTS / 5 && (counts[400] ?? 0) > REQUESTS / 7;
    assert.ok(isFrequent, 'both verdicts must be frequent');
  });
});
