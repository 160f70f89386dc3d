/** What every store has to do, whichever engine it works with. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { UseCase } from '../../src/index.ts';
import type { OpenStore } from '../../src/store/open-store.ts';

/** Opens a store with nothing in it, and closes it after the test. */
export type Open = (t: TestContext) => Promise<OpenStore>;

export const useCase = (id: string, more: object = {}) => ({ id, organization_id: 'org', ...more }) as UseCase;
export const numbered = (number: number) => useCase(`id-${number}`);
const idsOf = (useCases: readonly UseCase[]) => useCases.map(({ id }) => id);

export function storeSuite(engine: string, open: Open): void {
  describe(`use cases in ${engine}`, () => {
    it('are created under the numbers 0, 1, 2, each organization with its own', async (t) => {
      const { useCases } = await open(t);
      for (const number of [0, 1, 2]) assert.equal((await useCases.create('org', numbered)).id, `id-${number}`);
      assert.equal((await useCases.create('other', numbered)).id, 'id-0');
      assert.deepEqual(idsOf(await useCases.list('org')), ['id-0', 'id-1', 'id-2']);
    });

    it('get consecutive numbers when many are created at once', async (t) => {
      const { useCases } = await open(t);
      const made = await Promise.all(Array.from({ length: 250 }, () => useCases.create('org', numbered)));
      const expected = Array.from({ length: 250 }, (_, number) => `id-${number}`);
      assert.deepEqual(idsOf(made).sort(), [...expected].sort());
      assert.deepEqual(idsOf(await useCases.list('org')), expected);
    });

    it('answer the error of one that cannot be built, and create the others', async (t) => {
      const { useCases } = await open(t);
      const bad = () => {
        throw new Error('no');
      };
      const results = await Promise.allSettled([
        useCases.create('org', numbered),
        useCases.create('org', bad),
        useCases.create('org', numbered),
      ]);
      assert.deepEqual(
        results.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      assert.equal((await useCases.list('org')).length, 2);
    });

    it('are found by id with the number of their changes', async (t) => {
      const { useCases } = await open(t);
      const made = await useCases.create('org', numbered);
      assert.deepEqual(await useCases.find('org', made.id), { useCase: made, version: 1 });
      assert.equal(await useCases.find('org', 'id-1'), undefined);
      assert.equal(await useCases.find('other', made.id), undefined);
    });

    it('come back as they were stored, whatever characters and values they have', async (t) => {
      const { useCases } = await open(t);
      const params = { ['__proto__']: 1, nul: '\u0000', lone: '\ud800', quote: `"'\\`, big: 1e308, deep: [[null]] };
      const odd = useCase('odd', { name: '\u0000 \udfff 🙂 é', params: JSON.parse(JSON.stringify(params)) as object });
      await useCases.put('org', odd);
      assert.deepEqual((await useCases.find('org', 'odd'))?.useCase, odd);
    });

    it('have ids of any characters, which are told apart', async (t) => {
      const { useCases } = await open(t);
      const ids = ['\u0000', '\ud800', '\udfff', '\ufffd', '\\u0000', 'é', 'e\u0301', 'A', 'a', "'", '"', ''];
      for (const id of ids) await useCases.put('org', useCase(id, { name: `name of ${id}` }));
      assert.deepEqual(idsOf(await useCases.list('org')), ids);
      for (const id of ids) assert.equal((await useCases.find('org', id))?.useCase.name, `name of ${id}`);
      assert.equal(await useCases.find('org', '\u0001'), undefined);
    });

    it('are replaced only from the version that they were read in', async (t) => {
      const { useCases } = await open(t);
      const made = await useCases.create('org', numbered);
      assert.equal(await useCases.replace('org', { ...made, name: 'first' }, 1), true);
      assert.equal(await useCases.replace('org', { ...made, name: 'late' }, 1), false);
      assert.deepEqual(await useCases.find('org', made.id), { useCase: { ...made, name: 'first' }, version: 2 });
      assert.equal(await useCases.replace('other', made, 1), false);
    });

    it('are replaced by one of many who try at once', async (t) => {
      const { useCases } = await open(t);
      const made = await useCases.create('org', numbered);
      const tries = Array.from({ length: 20 }, (_, index) => useCases.replace('org', { ...made, name: `${index}` }, 1));
      assert.equal((await Promise.all(tries)).filter(Boolean).length, 1);
      assert.equal((await useCases.find('org', made.id))?.version, 2);
    });

    it('stand behind everything so far when they are put there, and keep their place when they are put again', async (t) => {
      const { useCases } = await open(t);
      await useCases.put('org', useCase('before'));
      await useCases.create('org', numbered);
      await useCases.put('org', useCase('x'));
      await useCases.put('org', useCase('y'));
      await useCases.create('org', numbered);
      await useCases.put('org', useCase('x', { name: 'again' }));
      assert.deepEqual(idsOf(await useCases.list('org')), ['before', 'id-0', 'x', 'y', 'id-1']);
      assert.equal((await useCases.find('org', 'x'))?.version, 2);
    });

    it('begin with those that were generated, before all others, and only once', async (t) => {
      const { useCases } = await open(t);
      await useCases.put('org', useCase('put'));
      await useCases.create('org', numbered);
      let generated = 0;
      const generate = async () => (generated++, ['s-1', 's-2'].map((id) => useCase(id)));
      await Promise.all([useCases.initialize('org', generate), useCases.initialize('org', generate)]);
      const once = generated;
      await useCases.initialize('org', generate);
      assert.equal(generated, once, 'nothing is generated that is not needed');
      assert.deepEqual(idsOf(await useCases.list('org')), ['s-1', 's-2', 'put', 'id-0']);
      assert.equal((await useCases.create('org', numbered)).id, 'id-1');
    });

    it('leave out of the beginning what has been put there already', async (t) => {
      const { useCases } = await open(t);
      await useCases.put('org', useCase('s-2', { name: 'mine' }));
      await useCases.initialize('org', async () => ['s-1', 's-2', 's-3'].map((id) => useCase(id)));
      assert.deepEqual(idsOf(await useCases.list('org')), ['s-1', 's-3', 's-2']);
      assert.equal((await useCases.find('org', 's-2'))?.useCase.name, 'mine');
    });

    it('tell one beginning from the next', async (t) => {
      const { useCases } = await open(t);
      const begin = () => useCases.initialize('org', async () => [useCase('s-1')]);
      const first = await begin();
      await useCases.create('org', numbered);
      assert.equal(await begin(), first);
      await useCases.clear('org');
      const second = await begin();
      assert.notEqual(second, first);
      await useCases.clear();
      assert.notEqual(await begin(), second);
      const third = await begin();
      await useCases.refill('org', []);
      assert.notEqual(await begin(), third);
    });

    it('try again to begin when generating failed', async (t) => {
      const { useCases } = await open(t);
      await assert.rejects(
        useCases.initialize('org', () => Promise.reject(new Error('not yet'))),
        /not yet/,
      );
      await useCases.initialize('org', async () => [useCase('s-1')]);
      assert.deepEqual(idsOf(await useCases.list('org')), ['s-1']);
    });

    it('give way all together when an organization is refilled, which has begun then', async (t) => {
      const { useCases } = await open(t);
      await useCases.create('org', numbered);
      await useCases.refill(
        'org',
        ['r-1', 'r-2', 'r-1'].map((id, index) => useCase(id, { name: `${index}` })),
      );
      await useCases.initialize('org', async () => [useCase('s-1')]);
      assert.deepEqual(idsOf(await useCases.list('org')), ['r-1', 'r-2']);
      assert.equal((await useCases.find('org', 'r-1'))?.useCase.name, '2');
      assert.equal((await useCases.create('org', numbered)).id, 'id-0');
      await useCases.refill('org', []);
      assert.deepEqual(await useCases.list('org'), []);
    });

    it('can be several thousand to begin with', async (t) => {
      const { useCases } = await open(t);
      const many = Array.from({ length: 2_500 }, (_, index) => useCase(`s-${index}`));
      await useCases.initialize('org', async () => many);
      assert.deepEqual(idsOf(await useCases.list('org')), idsOf(many));
    });

    it('are forgotten of one organization or of all, and numbers start over', async (t) => {
      const { useCases } = await open(t);
      for (const organization of ['org', 'other']) {
        await useCases.initialize(organization, async () => [useCase('s-1')]);
        await useCases.create(organization, numbered);
      }
      await useCases.clear('org');
      assert.deepEqual(await useCases.list('org'), []);
      assert.equal((await useCases.list('other')).length, 2);
      await useCases.initialize('org', async () => [useCase('s-1')]);
      assert.equal((await useCases.create('org', numbered)).id, 'id-0');
      await useCases.clear();
      assert.deepEqual([await useCases.list('org'), await useCases.list('other')], [[], []]);
      assert.equal((await useCases.create('other', numbered)).id, 'id-0');
    });

    it('are removed one by one, and nobody gets their number', async (t) => {
      const { useCases } = await open(t);
      await useCases.initialize('org', async () => ['s-1', 's-2'].map((id) => useCase(id)));
      for (const _ of [0, 1, 2]) await useCases.create('org', numbered);
      await useCases.put('org', useCase('put'));
      for (const id of ['s-2', 'id-0', 'id-2', 'put']) assert.equal(await useCases.remove('org', id), true, id);
      assert.deepEqual(idsOf(await useCases.list('org')), ['s-1', 'id-1']);
      for (const id of ['s-2', 'id-2', 'none', '"2']) assert.equal(await useCases.remove('org', id), false, id);
      assert.equal(await useCases.remove('other', 'id-1'), false);
      assert.equal(await useCases.find('org', 'id-2'), undefined);
      assert.equal(await useCases.replace('org', useCase('id-2'), 1), false);
      assert.equal((await useCases.create('org', numbered)).id, 'id-3');
      await useCases.put('org', useCase('id-2', { name: 'back' }));
      assert.deepEqual(idsOf(await useCases.list('org')), ['s-1', 'id-1', 'id-3', 'id-2']);
      assert.equal((await useCases.find('org', 'id-2'))?.version, 1);
    });

    it('keep their numbers apart however often the last one goes', async (t) => {
      const { useCases } = await open(t);
      for (let number = 0; number < 5; number++) {
        assert.equal((await useCases.create('org', numbered)).id, `id-${number}`);
        assert.equal(await useCases.remove('org', `id-${number}`), true);
      }
      assert.deepEqual(await useCases.list('org'), []);
    });

    it('are counted, but for those that an organization began with', async (t) => {
      const { useCases } = await open(t);
      assert.equal(await useCases.count('org'), 0);
      await useCases.put('org', useCase('put'));
      await useCases.initialize('org', async () => ['s-1', 's-2'].map((id) => useCase(id)));
      await useCases.put('org', useCase('s-1', { name: 'changed' }));
      for (const _ of [0, 1]) await useCases.create('org', numbered);
      await useCases.put('org', useCase('another'));
      await useCases.remove('org', 'id-0');
      assert.deepEqual([await useCases.count('org'), await useCases.count('other')], [3, 0]);
    });

    it('are removed by one of many who try at once', async (t) => {
      const { useCases } = await open(t);
      const { id } = await useCases.create('org', numbered);
      const tries = await Promise.all(Array.from({ length: 20 }, () => useCases.remove('org', id)));
      assert.equal(tries.filter(Boolean).length, 1);
    });

    it('give way to one that is created under their id', async (t) => {
      const { useCases } = await open(t);
      await useCases.put('org', useCase('id-1', { name: 'put' }));
      await useCases.create('org', numbered);
      await useCases.create('org', numbered);
      await useCases.create('org', numbered);
      assert.deepEqual(idsOf(await useCases.list('org')), ['id-0', 'id-1', 'id-2']);
      assert.deepEqual(await useCases.find('org', 'id-1'), { useCase: numbered(1), version: 1 });
    });
  });

  describe(`scenarios in ${engine}`, () => {
    it('are listed in the order of their start, with what is left of them', async (t) => {
      const { scenarios } = await open(t);
      const first = await scenarios.start('org', { because: 'first', status: 500 });
      const second = await scenarios.start('org', {
        because: 'second',
        times: 2,
        status: 500,
        match: { body: { a: null } },
      });
      assert.equal(first.left, null);
      assert.equal(second.left, 2);
      assert.deepEqual(await scenarios.list('org'), [first, second]);
      assert.deepEqual(await scenarios.list('other'), []);
    });

    it('give way to one of the same reason, which counts anew', async (t) => {
      const { scenarios } = await open(t);
      const first = await scenarios.start('org', { because: 'same', times: 1 });
      await scenarios.count('org', first.id);
      const between = await scenarios.start('org', { because: 'between' });
      const again = await scenarios.start('org', { because: 'same', times: 5 });
      assert.deepEqual(await scenarios.list('org'), [between, again]);
      assert.notEqual(again.id, first.id);
      assert.equal(await scenarios.count('org', again.id), 1);
      assert.equal(await scenarios.use('org', first.id), false);
    });

    it('have reasons of any length and characters', async (t) => {
      const { scenarios } = await open(t);
      const reasons = ['\u0000', '\ud800', '\udfff', '', 'x'.repeat(50_000)];
      for (const because of reasons) await scenarios.start('org', { because });
      assert.deepEqual(
        (await scenarios.list('org')).map(({ because }) => because),
        reasons,
      );
    });

    it('are used up exactly as often as they may be, and are gone then', async (t) => {
      const { scenarios } = await open(t);
      const { id } = await scenarios.start('org', { because: 'some', times: 3 });
      const uses = await Promise.all(Array.from({ length: 10 }, () => scenarios.use('org', id)));
      assert.equal(uses.filter(Boolean).length, 3);
      assert.deepEqual(await scenarios.list('org'), []);
      assert.equal(await scenarios.count('org', id), undefined);
      assert.equal(await scenarios.end('org', id), 0);
    });

    it('without an end have nothing that could be taken off', async (t) => {
      const { scenarios } = await open(t);
      const { id } = await scenarios.start('org', { because: 'always' });
      assert.equal(await scenarios.use('org', id), false);
      assert.equal((await scenarios.list('org')).length, 1);
    });

    it('count every request once', async (t) => {
      const { scenarios } = await open(t);
      const { id } = await scenarios.start('org', { because: 'some' });
      const counts = await Promise.all(Array.from({ length: 20 }, () => scenarios.count('org', id)));
      assert.deepEqual(
        counts.sort((one, other) => (one ?? 0) - (other ?? 0)),
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
      assert.equal(await scenarios.count('other', id), undefined);
    });

    it('are ended one by one, all of an organization, or all there are', async (t) => {
      const { scenarios } = await open(t);
      const [a] = [await scenarios.start('org', { because: 'a' }), await scenarios.start('org', { because: 'b' })];
      await scenarios.start('org', { because: 'c' });
      await scenarios.start('other', { because: 'a' });
      assert.equal(await scenarios.end('other', a.id), 0);
      assert.equal(await scenarios.end('org', a.id), 1);
      assert.equal(await scenarios.end('org', a.id), 0);
      assert.equal(await scenarios.end('org'), 2);
      assert.equal(await scenarios.end('org'), 0);
      assert.equal((await scenarios.list('other')).length, 1);
      await scenarios.clear();
      assert.deepEqual(await scenarios.list('other'), []);
    });
  });

  describe(`the store in ${engine}`, () => {
    it('is ready', async (t) => {
      await (await open(t)).ready();
    });
  });
}
