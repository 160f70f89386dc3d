/** The tests that every store must pass. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import type { UseCase } from '../../src/index.ts';
import type { OverBudget } from '../../src/lib/budget.ts';
import type { OpenStore } from '../../src/store/open-store.ts';

/** Opens an empty store, and closes it after the test. @param useCaseBytes how many bytes of use cases it may hold */
export type Open = (t: TestContext, useCaseBytes?: number) => Promise<OpenStore>;

export const useCase = (id: string, more: object = {}) => ({ id, organization_id: 'org', ...more }) as UseCase;
export const numbered = (number: number) => useCase(`id-${number}`);
const idsOf = (useCases: readonly UseCase[]) => useCases.map(({ id }) => id);

export function storeSuite(engine: string, open: Open): void {
  describe(`use cases in ${engine}`, () => {
    it('are numbered 0, 1, 2 as they are created, separately for each organization', async (t) => {
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

    it('are stored once each, with their own bodies, however many are created at once', async (t) => {
      const { useCases } = await open(t);
      const created = new Map([
        ['org', [] as UseCase[]],
        ['other', [] as UseCase[]],
      ]);
      // Some of these numbers fill the statement that they go into, and others leave places of it empty.
      for (const count of [1, 2, 3, 5, 8, 33, 63, 64, 65, 200, 1]) {
        for (const [organization, all] of created) {
          const build = (number: number) => useCase(`${organization}-${number}`, { name: `${number} of ${count}` });
          all.push(...(await Promise.all(Array.from({ length: count }, () => useCases.create(organization, build)))));
        }
      }
      for (const [organization, all] of created) {
        assert.equal(await useCases.count(organization), 445);
        const listed = await useCases.list(organization);
        assert.deepEqual(
          listed.map(({ id }) => id),
          all.map((_, number) => `${organization}-${number}`),
        );
        const byNumber = ({ id }: UseCase) => Number(id.split('-')[1]);
        assert.deepEqual(
          listed,
          all.toSorted((one, another) => byNumber(one) - byNumber(another)),
        );
      }
    });

    it('are created under consecutive numbers while some of many at once cannot be built', async (t) => {
      const { useCases } = await open(t);
      let isRefused = false;
      const build = (number: number) => {
        isRefused = !isRefused;
        if (isRefused) throw new Error('no');
        return numbered(number);
      };
      const results = await Promise.allSettled(Array.from({ length: 130 }, () => useCases.create('org', build)));
      assert.ok(results.some(({ status }) => status === 'rejected'));
      const made = results.filter(({ status }) => status === 'fulfilled').length;
      assert.deepEqual(
        idsOf(await useCases.list('org')),
        Array.from({ length: made }, (_, number) => `id-${number}`),
      );
    });

    it('reject a create whose use case cannot be built, and accept the others', async (t) => {
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

    it('are found by id, with a version that counts changes', async (t) => {
      const { useCases } = await open(t);
      const made = await useCases.create('org', numbered);
      assert.deepEqual(await useCases.find('org', made.id), { useCase: made, version: 1 });
      assert.equal(await useCases.find('org', 'id-1'), undefined);
      assert.equal(await useCases.find('other', made.id), undefined);
    });

    it('are returned as they were stored, with any characters and values', async (t) => {
      const { useCases } = await open(t);
      const params = { ['__proto__']: 1, nul: '\u0000', lone: '\ud800', quote: `"'\\`, big: 1e308, deep: [[null]] };
      const odd = useCase('odd', { name: '\u0000 \udfff 🙂 é', params: JSON.parse(JSON.stringify(params)) as object });
      await useCases.put('org', odd);
      assert.deepEqual((await useCases.find('org', 'odd'))?.useCase, odd);
    });

    it('have distinct ids of any characters', async (t) => {
      const { useCases } = await open(t);
      const ids = ['\u0000', '\ud800', '\udfff', '\ufffd', '\\u0000', 'é', 'e\u0301', 'A', 'a', "'", '"', ''];
      for (const id of ids) await useCases.put('org', useCase(id, { name: `name of ${id}` }));
      assert.deepEqual(idsOf(await useCases.list('org')), ids);
      for (const id of ids) assert.equal((await useCases.find('org', id))?.useCase.name, `name of ${id}`);
      assert.equal(await useCases.find('org', '\u0001'), undefined);
    });

    it('are replaced only when the version is still the same', async (t) => {
      const { useCases } = await open(t);
      const made = await useCases.create('org', numbered);
      assert.equal(await useCases.replace('org', { ...made, name: 'first' }, 1), true);
      assert.equal(await useCases.replace('org', { ...made, name: 'late' }, 1), false);
      assert.deepEqual(await useCases.find('org', made.id), { useCase: { ...made, name: 'first' }, version: 2 });
      assert.equal(await useCases.replace('other', made, 1), false);
    });

    it('are replaced by only one of many concurrent calls', async (t) => {
      const { useCases } = await open(t);
      const made = await useCases.create('org', numbered);
      const tries = Array.from({ length: 20 }, (_, index) => useCases.replace('org', { ...made, name: `${index}` }, 1));
      assert.equal((await Promise.all(tries)).filter(Boolean).length, 1);
      assert.equal((await useCases.find('org', made.id))?.version, 2);
    });

    it('are listed last when they are put, and keep their place when they are put again', async (t) => {
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

    it('start with the initial ones, which are added only once', async (t) => {
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

    it('do not include an initial one whose id was put earlier', async (t) => {
      const { useCases } = await open(t);
      await useCases.put('org', useCase('s-2', { name: 'mine' }));
      await useCases.initialize('org', async () => ['s-1', 's-2', 's-3'].map((id) => useCase(id)));
      assert.deepEqual(idsOf(await useCases.list('org')), ['s-1', 's-3', 's-2']);
      assert.equal((await useCases.find('org', 's-2'))?.useCase.name, 'mine');
    });

    it('have a mark for each initialization', async (t) => {
      const { useCases } = await open(t);
      const mark = () => useCases.initialize('org', async () => [useCase('s-1')]);
      const first = await mark();
      await useCases.create('org', numbered);
      assert.equal(await mark(), first);
      await useCases.clear('org');
      const second = await mark();
      assert.notEqual(second, first);
      await useCases.clear();
      assert.notEqual(await mark(), second);
      const third = await mark();
      await useCases.refill('org', []);
      assert.notEqual(await mark(), third);
    });

    it('are initialized again after a failure', async (t) => {
      const { useCases } = await open(t);
      await assert.rejects(
        useCases.initialize('org', () => Promise.reject(new Error('not yet'))),
        /not yet/,
      );
      await useCases.initialize('org', async () => [useCase('s-1')]);
      assert.deepEqual(idsOf(await useCases.list('org')), ['s-1']);
    });

    it('are all replaced by a refill, after which they count as initialized', async (t) => {
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

    it('can have several thousand initial ones', async (t) => {
      const { useCases } = await open(t);
      const many = Array.from({ length: 2_500 }, (_, index) => useCase(`s-${index}`));
      await useCases.initialize('org', async () => many);
      assert.deepEqual(idsOf(await useCases.list('org')), idsOf(many));
    });

    it('are cleared for one organization or for all, and numbers start again', async (t) => {
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

    it('are removed one by one, and their numbers are not used again', async (t) => {
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

    it('have distinct numbers even when the last one is removed each time', async (t) => {
      const { useCases } = await open(t);
      for (let number = 0; number < 5; number++) {
        assert.equal((await useCases.create('org', numbered)).id, `id-${number}`);
        assert.equal(await useCases.remove('org', `id-${number}`), true);
      }
      assert.deepEqual(await useCases.list('org'), []);
    });

    it('are read in pages where the store has them, which together are the list', async (t) => {
      const { useCases } = await open(t);
      if (useCases.pages === undefined) return;
      const pagesOf = async (organization: string) => {
        const pages: (readonly string[])[] = [];
        for await (const page of useCases.pages?.(organization) ?? []) pages.push(page);
        return pages;
      };
      assert.deepEqual(await pagesOf('org'), []);
      await useCases.initialize('org', async () => [useCase('s-1'), useCase('s-2')]);
      await Promise.all(Array.from({ length: 450 }, () => useCases.create('org', numbered)));
      for (let index = 0; index < 4; index++)
        await useCases.put('org', useCase(`long-${index}`, { name: 'é'.repeat(100_000) }));
      await useCases.put('org', useCase('last'));
      const pages = await pagesOf('org');
      assert.deepEqual(
        pages.flat().map((each) => JSON.parse(each) as UseCase),
        await useCases.list('org'),
      );
      assert.equal(pages.flat().length, 457);
      assert.ok(pages.length > 4, `${pages.length} pages`);
      assert.ok(
        pages.every((page) => page.join('').length < 300_000),
        'no page is much longer than one use case',
      );
      await useCases.put('other', useCase('long', { name: 'y'.repeat(10_000) }));
      assert.equal((await pagesOf('other')).flat().length, 1, 'a list that begins with a long one');
      const reading = useCases.pages('org');
      await reading.next();
      await useCases.refill(
        'org',
        Array.from({ length: 60 }, (_, index) => useCase(`r-${index}`)),
      );
      await useCases.create('org', () => useCase('after'));
      await useCases.put('org', useCase('new'));
      await assert.rejects(async () => {
        for await (const _ of reading);
      }, /replaced while it was read/);
    });

    it('are bounded in bytes, for each organization and for all, with the same words', async (t) => {
      const { useCases } = await open(t, 4_194_304);
      // Random, since PostgreSQL compresses what repeats itself.
      const long = (id: string, length = 100_000) =>
        useCase(id, { name: randomBytes(length).toString('base64').slice(0, length) });
      const fill = async (organization: string) => {
        for (let number = 0; number < 40; number++) {
          const failed = await useCases
            .create(organization, (place) => long(`${organization}-${place}`))
            .then(
              () => undefined,
              (error: Error) => error,
            );
          if (failed !== undefined) return failed;
        }
        return assert.fail('there is no bound');
      };
      const words = /^One API key may hold 1,048,576 bytes of use cases at a time, and this one does$/;
      const refused = { name: 'OverBudget', of: 'owner', message: words };
      assert.match((await fill('a')).message, words);
      await assert.rejects(useCases.put('a', long('another')), refused);
      await assert.rejects(
        useCases.refill(
          'a',
          Array.from({ length: 20 }, (_, index) => long(`r-${index}`)),
        ),
        refused,
      );
      const { version = 0 } = (await useCases.find('a', 'a-0')) ?? {};
      await assert.rejects(useCases.replace('a', long('a-0', 900_000), version), refused);
      assert.ok(await useCases.replace('a', long('a-0', 10), version), 'less is no harm');
      assert.equal((await useCases.create('b', numbered)).id, 'id-0', 'others have room');
      let of = 'owner';
      for (const each of ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'])
        if (of === 'owner') ({ of } = (await fill(each)) as OverBudget);
      assert.equal(of, 'all');
      const several = (length: number) => Array.from({ length: 4 }, (_, index) => long(`s-${index}`, length));
      await assert.rejects(useCases.refill('new', several(100_000)), { name: 'OverBudget', of: 'all' });
      await useCases.refill('b', several(10));
      assert.equal((await useCases.list('b')).length, 4, 'less is no harm');
      await useCases.clear('a');
      await useCases.create('a', numbered);
    });

    it('are counted without the initial ones', async (t) => {
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

    it('are removed by only one of many concurrent calls', async (t) => {
      const { useCases } = await open(t);
      const { id } = await useCases.create('org', numbered);
      const tries = await Promise.all(Array.from({ length: 20 }, () => useCases.remove('org', id)));
      assert.equal(tries.filter(Boolean).length, 1);
    });

    it('are replaced by one that is created with the same id', async (t) => {
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
    it('are listed in the order of their start, with the requests that are left', async (t) => {
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

    it('are replaced by one with the same reason, which counts from the start', async (t) => {
      const { scenarios } = await open(t);
      const first = await scenarios.start('org', { because: 'same', times: 1 });
      await scenarios.count('org', first.id);
      const between = await scenarios.start('org', { because: 'between' });
      const again = await scenarios.start('org', { because: 'same', times: 5 });
      assert.deepEqual(await scenarios.list('org'), [between, again]);
      assert.notEqual(again.id, first.id);
      assert.equal(await scenarios.count('org', again.id), 1);
      assert.equal(await scenarios.use('org', first.id), undefined);
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

    it('apply to exactly as many requests as they may, and end then', async (t) => {
      const { scenarios } = await open(t);
      const { id } = await scenarios.start('org', { because: 'some', times: 3 });
      const uses = await Promise.all(Array.from({ length: 10 }, () => scenarios.use('org', id)));
      assert.deepEqual(uses.filter((left) => left !== undefined).sort(), [0, 1, 2]);
      assert.deepEqual(await scenarios.list('org'), []);
      assert.equal(await scenarios.count('org', id), undefined);
      assert.equal(await scenarios.end('org', id), 0);
    });

    it('with steps apply to the requests of all steps, as often as the sequence runs', async (t) => {
      const { scenarios } = await open(t);
      const started = await scenarios.start('org', {
        because: 'a sequence',
        steps: [{ status: 503, times: 2 }, { status: 429 }],
        times: 2,
      });
      assert.equal(started.left, 6);
      assert.equal(await scenarios.use('org', started.id), 5);
      assert.deepEqual(await scenarios.list('org'), [{ ...started, left: 5 }]);
    });

    it('without a limit are never used up', async (t) => {
      const { scenarios } = await open(t);
      const { id } = await scenarios.start('org', { because: 'always' });
      assert.equal(await scenarios.use('org', id), undefined);
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

    it('are ended one by one, for an organization, or all together', async (t) => {
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
