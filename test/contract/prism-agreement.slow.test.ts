import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anyBody } from '../helpers/arbitraries.ts';
import { loadJudge } from '../helpers/judge.ts';
import { placesOf, startStub } from '../helpers/stub.ts';

interface Case {
  readonly method: 'POST' | 'PATCH';
  readonly id: string;
  readonly body: unknown;
  readonly status: number;
  /** Where the stub found something wrong. */
  readonly places: readonly string[];
}

/** Where Prism and the stub are known to judge differently, and why the stub is right to. */
const knownDifferences: Record<string, (request: Case) => boolean> = {
  // The rules hold on the merged result: `amd` alone passes the update's schema, but not on a use case that says
  // nothing of what to do. Prism sees only the request.
  'an update whose merged result breaks a rule': ({ method, places }) =>
    method === 'PATCH' && places.join() === '/amd_behavior',
  // Prism takes a body that is JSON null for no body at all, and an update's body for optional then.
  'a body that is null': ({ body }) => body === null,
  // zod, and so the stub, counts UTF-16 units; Prism counts characters.
  'an id with characters beyond the first plane': ({ id }) => [...id].length !== id.length,
};

describe('Prism and the stub', () => {
  it('reach the same verdict on a thousand generated requests', async (t) => {
    const { send, create } = await startStub(t);
    const judge = await loadJudge();
    const verdicts = { accepted: 0, refused: 0 };
    const differences = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('POST' as const, 'PATCH' as const), anyBody, async (method, body) => {
        const id = method === 'PATCH' ? (await create({ name: 'x' })).id : '';
        const path = method === 'POST' ? '/use-cases' : `/use-cases/${id}`;
        // supertest leaves scalars alone only when they are text already.
        const response = await send(method, path, { body: JSON.stringify(body) });
        const { status } = response;
        const places = status === 400 ? placesOf(response) : [];
        assert.ok(status === 200 || status === 400, `status ${status}`);
        const objections = judge.request(method, path, body);
        verdicts[status === 200 ? 'accepted' : 'refused']++;
        if ((status === 400) === objections.length > 0) return;
        const known = Object.keys(knownDifferences).find((name) =>
          knownDifferences[name]?.({ method, id, body, status, places }),
        );
        assert.ok(
          known,
          `${method} ${JSON.stringify(body)}: the stub answers ${status}, Prism says ${objections.join('; ') || 'fine'}`,
        );
        differences.set(known, (differences.get(known) ?? 0) + 1);
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
    t.diagnostic(
      `${verdicts.accepted} accepted, ${verdicts.refused} refused; differences: ${JSON.stringify([...differences])}`,
    );
    assert.ok(verdicts.accepted > 200 && verdicts.refused > 200, 'both verdicts must be frequent, or nothing is tried');
  });

  it('reach the same verdict on generated ids', async (t) => {
    const { send } = await startStub(t);
    const judge = await loadJudge();
    const hex = fc.string({ minLength: 22, maxLength: 26, unit: fc.constantFrom(...'0123456789abcdef') });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(hex, fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(...'abc019-_~é') })),
        async (id) => {
          const path = `/use-cases/${encodeURIComponent(id)}`;
          const { status } = await send('GET', path);
          assert.equal(status === 400, judge.request('GET', path, undefined).length > 0, id);
        },
      ),
      { numRuns: 300 },
    );
  });
});
