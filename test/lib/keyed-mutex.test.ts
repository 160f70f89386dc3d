import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTurns } from '../../src/lib/keyed-mutex.ts';

describe('turns', () => {
  it('do work of one key in the order in which it was asked for, even after a failure', async () => {
    const turns = createTurns();
    const done: string[] = [];
    const work = (name: string) => async () => {
      done.push(`${name} begins`);
      await Promise.resolve();
      done.push(`${name} ends`);
      if (name === 'first') throw new Error('no');
      return name;
    };
    const both = await Promise.allSettled([turns.take('key', work('first')), turns.take('key', work('second'))]);
    assert.deepEqual(done, ['first begins', 'first ends', 'second begins', 'second ends']);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'fulfilled'],
    );
  });

  it('let work of different keys go on at the same time', async () => {
    const turns = createTurns();
    const never = new Promise<never>(() => undefined);
    void turns.take('one', () => never);
    assert.equal(await turns.take('other', async () => 'done'), 'done');
  });
});
