import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { excessOf } from '../../src/lib/json-extent.ts';

const MOST = { depth: 3, values: 12 };

describe('the extent of a JSON text', () => {
  it('is found without parsing it, and what stands in its texts does not count', () => {
    const cases: readonly [text: string, excess: ReturnType<typeof excessOf>][] = [
      ['{"a":[[1]]}', undefined],
      ['{"a":[[[1]]]}', 'depth'],
      ['[[[]]]', undefined],
      ['[[[[', 'depth'],
      ['[[[],[]],[[],[]]]', undefined],
      [`["${'['.repeat(10)}"]`, undefined],
      [`["a\\"${'['.repeat(10)}"]`, undefined],
      [`["a\\\\",[[${'['.repeat(10)}`, 'depth'],
      [`["a\\\\\\"${'['.repeat(10)}"]`, undefined],
      ['[1,2,3,4,5,6,7]', undefined],
      [`[${'1,'.repeat(12)}1]`, 'values'],
      [`[${'[],'.repeat(6)}[]]`, 'values'],
      [`["${','.repeat(20)}"]`, undefined],
      [`{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10,"k":11,"l":12,"m":13}`, 'values'],
      [`["${','.repeat(20)}`, undefined],
    ];
    for (const [text, excess] of cases) assert.equal(excessOf(text, MOST), excess, text);
  });

  it('is what the parsed value has', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const excess = excessOf(text, { depth: 4, values: 1_000_000 });
        assert.equal(excess === 'depth', depthOf(JSON.parse(text)) > 4, text);
      }),
    );
  });
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
