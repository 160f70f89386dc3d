import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTurns } from '../../src/lib/turns.ts';

describe('long work', () => {
  it('has one piece done in each turn of the event loop, and its owners come in turn', async () => {
    const turns = createTurns(() => 0);
    const done: string[] = [];
    let turn = 0;
    const count = () => {
      turn++;
      if (done.length < 5) setImmediate(count);
    };
    const work = async (owner: string, pieces: number) => {
      for (let piece = 1; piece <= pieces; piece++) {
        await turns.next(owner);
        done.push(`${owner}${piece} in ${turn}`);
      }
    };
    const all = [work('a', 3), work('b', 1), work('c', 1)];
    setImmediate(count);
    await Promise.all(all);
    assert.deepEqual(
      done.map((each) => each.split(' ')[0]),
      ['a1', 'b1', 'c1', 'a2', 'a3'],
    );
    assert.equal(new Set(done.map((each) => each.split(' ').at(-1))).size, 5, 'no two pieces in one turn');
  });

  it('of one owner that waits already comes after that of others', async () => {
    const turns = createTurns(() => 0);
    const done: string[] = [];
    const wait = (owner: string, name: string) => turns.next(owner).then(() => done.push(name));
    await Promise.all([wait('a', 'a1'), wait('a', 'a2'), wait('a', 'a3'), wait('b', 'b1')]);
    assert.deepEqual(done, ['a1', 'b1', 'a2', 'a3']);
  });

  it('is remembered of its owner for some seconds', () => {
    let now = 0;
    const turns = createTurns(() => now);
    turns.markLong('a');
    assert.deepEqual([turns.isLong('a'), turns.isLong('b')], [true, false]);
    now = 4_000;
    turns.markLong('a');
    now = 8_000;
    assert.ok(turns.isLong('a'));
    now = 20_000;
    assert.ok(!turns.isLong('a'));
  });
});
