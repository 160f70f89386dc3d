import type { UseCase } from '../../contract/types.ts';
import { OverBudget, type Pool } from '../../lib/budget.ts';
import { memorySizeOf } from '../../lib/memory-size.ts';
import type { Beginning, UseCaseStore } from '../port.ts';
import { asKey, type SqlDatabase, type Statement } from './database.ts';

/** The part of all bytes that one organization may have. */
const SHARE = 1 / 4;
/** After so much of a limit has been written, the database is asked again: replicas write as well. */
const TRUSTED = 1 / 64;
/** Milliseconds between two questions where there was no room: what others remove makes some. */
const ASK_AGAIN = 1_000;
/** For how many organizations it is remembered how much they have. */
const MOST_REMEMBERED = 10_000;

const HELD: Statement = {
  name: 'held',
  text: 'SELECT COALESCE(SUM(OCTET_LENGTH(body)), 0) AS bytes FROM stub_use_cases WHERE organization = $1',
};

/** How many bytes are stored, as far as this process knows. */
interface Held {
  /** As the database said. */
  bytes: number;
  /** What has been written since. What that replaced is not known, so this is the most that it can be. */
  written: number;
  askedAt: number;
  /** While the database is being asked. */
  asking?: Promise<void> | undefined;
}

/**
 * Bounds the bytes of use cases in a database, of one organization and of all. A create costs no statement more: the
 * database is asked now and then. Replicas together may therefore store a little more than the limit.
 *
 * @param most bytes of all organizations together; one may have a quarter
 * @param used how many there are already
 */
export function boundBytes(store: UseCaseStore, database: SqlDatabase, most: number, used: number): UseCaseStore {
  const share = Math.ceil(most * SHARE);
  const organizations = new Map<string, Held>();
  const all = { ...unknown(), bytes: used };
  let pool: Pool | undefined;

  function heldBy(organizationId: string): Held {
    let held = organizations.get(organizationId);
    if (held === undefined) {
      if (organizations.size >= MOST_REMEMBERED) organizations.clear();
      organizations.set(organizationId, (held = unknown()));
    }
    return held;
  }

  /** Asks the database where what is known does not suffice. Elsewhere nothing waits, not even for a promise. */
  function learn(organizationId: string, more: number): Promise<unknown> | undefined {
    const held = heldBy(organizationId);
    const ofThis = isStale(held, share, more) ? ask(held, () => bytesOf(organizationId)) : undefined;
    const ofAll = learnOfAll(more);
    return ofThis || ofAll ? Promise.all([ofThis, ofAll]) : undefined;
  }

  function learnOfAll(more: number): Promise<void> | undefined {
    return isStale(all, most, more) ? ask(all, () => database.useCaseBytes(most)) : undefined;
  }

  async function bytesOf(organizationId: string): Promise<number> {
    const [row] = await database.read<{ bytes: number | string }>(HELD, [asKey(organizationId)]);
    return Number(row?.bytes);
  }

  /** @throws OverBudget */
  function check(organizationId: string, more: number): void {
    if (more <= 0) return;
    if (!fits(heldBy(organizationId), share, more)) throw refusal('owner', share);
    if (!fits(all, most, more)) throw refusal('all', most);
  }

  function refusal(of: OverBudget['of'], limit: number): OverBudget {
    return pool === undefined ? new OverBudget('useCases', of, limit) : pool.refusal(of, limit);
  }

  function note(organizationId: string, bytes: number): void {
    heldBy(organizationId).written += bytes;
    all.written += bytes;
  }

  /** Makes sure that there is room for a use case in the place of another one. What takes less is always taken. */
  async function makeRoom(organizationId: string, useCase: UseCase, bytes: number): Promise<void> {
    await learn(organizationId, bytes);
    try {
      check(organizationId, bytes);
    } catch (error) {
      const before = await store.find(organizationId, useCase.id);
      if (before === undefined || bytes > memorySizeOf(before.useCase)) throw error;
    }
  }

  /** How much an organization starts with is the operator's choice; how many there are is not. */
  async function takeInitial(organizationId: string, useCases: readonly UseCase[]): Promise<void> {
    const bytes = memorySizeOf(useCases);
    await learnOfAll(bytes);
    if (!fits(all, most, bytes)) throw refusal('all', most);
    note(organizationId, bytes);
  }

  function hasRoom(organizationId: string, bytes: number): boolean {
    const held = heldBy(organizationId);
    return (
      !isStale(held, share, bytes) && !isStale(all, most, bytes) && fits(held, share, bytes) && fits(all, most, bytes)
    );
  }

  return {
    ...store,
    async create(organizationId, build) {
      const learning = learn(organizationId, 0);
      if (learning) await learning;
      let noted = 0;
      // Noted before it is written, since many are created at once; again when it is built for another number.
      const renote = (bytes: number) => {
        note(organizationId, bytes - noted);
        noted = bytes;
      };
      try {
        return await store.create(organizationId, (number) => {
          renote(0);
          const useCase = build(number);
          const bytes = memorySizeOf(useCase);
          check(organizationId, bytes);
          renote(bytes);
          return useCase;
        });
      } catch (error) {
        renote(0);
        throw error;
      }
    },
    async put(organizationId, useCase) {
      const bytes = memorySizeOf(useCase);
      if (!hasRoom(organizationId, bytes)) await makeRoom(organizationId, useCase, bytes);
      await store.put(organizationId, useCase);
      note(organizationId, bytes);
    },
    async replace(organizationId, useCase, version) {
      const bytes = memorySizeOf(useCase);
      if (!hasRoom(organizationId, bytes)) await makeRoom(organizationId, useCase, bytes);
      const isReplaced = await store.replace(organizationId, useCase, version);
      if (isReplaced) note(organizationId, bytes);
      return isReplaced;
    },
    initialize(organizationId, initialUseCases) {
      return store.initialize(organizationId, async () => {
        const useCases = await initialUseCases();
        await takeInitial(organizationId, useCases);
        return useCases;
      });
    },
    ...(store.begin && {
      begin: (organizationId: string, beginning: () => Promise<Beginning>) =>
        store.begin?.(organizationId, async () => {
          const begun = await beginning();
          await takeInitial(organizationId, [...begun.useCases, ...begun.put]);
          return begun;
        }) as Promise<unknown>,
    }),
    async refill(organizationId, useCases) {
      const bytes = memorySizeOf(useCases);
      if (bytes > share) throw refusal('owner', share);
      await learnOfAll(bytes);
      if (!fits(all, most, bytes)) {
        // What it replaces makes room.
        const before = await bytesOf(organizationId);
        const after = useCases.reduce((sum, each) => sum + Buffer.byteLength(JSON.stringify(each)), 0);
        if (after > before && !fits(all, most, after - before)) throw refusal('all', most);
      }
      await store.refill(organizationId, useCases);
      organizations.delete(organizationId);
      note(organizationId, bytes);
      all.askedAt = -Infinity;
    },
    async remove(organizationId, id) {
      const existed = await store.remove(organizationId, id);
      if (existed) heldBy(organizationId).askedAt = all.askedAt = -Infinity;
      return existed;
    },
    async clear(organizationId) {
      await store.clear(organizationId);
      if (organizationId === undefined) organizations.clear();
      else organizations.delete(organizationId);
      all.askedAt = -Infinity;
    },
    countIn(of) {
      pool = of;
    },
  };
}

function unknown(): Held {
  return { bytes: 0, written: 0, askedAt: -Infinity };
}

function fits({ bytes, written }: Held, limit: number, more: number): boolean {
  return bytes + written + more <= limit;
}

function isStale({ bytes, written, askedAt }: Held, limit: number, more: number): boolean {
  if (written > limit * TRUSTED) return true;
  return bytes + written + more >= limit * (1 - TRUSTED) && now() - askedAt > ASK_AGAIN;
}

function ask(held: Held, question: () => Promise<number>): Promise<void> {
  // What is written meanwhile may be in the answer or not.
  const { written } = held;
  held.askedAt = now();
  held.asking ??= question()
    .then((bytes) => {
      held.bytes = bytes;
      held.written -= written;
    })
    .finally(() => (held.asking = undefined));
  return held.asking;
}

const now = () => performance.now();
