import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKeyedMutex } from '../../src/lib/keyed-mutex.ts';

describe('the keyed mutex', () => {
  it('runs tasks of one key in the order of the calls, even after a failure', async () => {
    const mutex = createKeyedMutex();
    const done: string[] = [];
    const task = (name: string) => async () => {
      done.push(`${name} starts`);
      await Promise.resolve();
      done.push(`${name} ends`);
      if (name === 'first') throw new Error('no');
      return name;
    };
    const both = await Promise.allSettled([mutex.run('key', task('first')), mutex.run('key', task('second'))]);
    assert.deepEqual(done, ['first starts', 'first ends', 'second starts', 'second ends']);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'fulfilled'],
    );
  });

  it('runs tasks of different keys at the same time', async () => {
    const mutex = createKeyedMutex();
    const never = new Promise<never>(() => undefined);
    void mutex.run('one', () => never);
    assert.equal(await mutex.run('other', async () => 'done'), 'done');
  });
});
