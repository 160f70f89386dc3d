import type { UseCase } from '../../contract/types.ts';
import type { Pool } from '../../lib/budget.ts';
import { memorySizeOf } from '../../lib/memory-size.ts';
import type { StoredUseCase, UseCaseStore } from '../port.ts';

/** A use case with the bytes that were taken for it. Those of an initial one are counted with all of them. */
interface Entry extends StoredUseCase {
  readonly bytes: number;
}

/** The use cases of one organization. Initial ones are often added after the first create, hence two maps. */
interface Records {
  readonly initial: Map<string, Entry>;
  readonly created: Map<string, Entry>;
  /** Number of the next use case that is created. */
  next: number;
  /** Set once the initial use cases are there or on their way. Its result is the mark of `initialize`. */
  initialized?: Promise<object>;
  /** Whether the initial use cases are as they were made, so that they can be made again. */
  isPristine: boolean;
}

/** Bytes of an entry without its use case. */
const ENTRY_BYTES = 160;

/** The part of the pool that initial use cases may have that can be made again: ever new API keys that list once. */
const PRISTINE_PART = 1 / 4;

/** Stores use cases until the process ends. */
export function createMemoryStore(): UseCaseStore {
  const byOrganization = new Map<string, Records>();
  /** Organizations whose initial use cases can be dropped to make room; near the limit in the order of their use. */
  const pristine = new Map<string, Records>();
  let pristineBytes = 0;
  /** Organizations whose initial use cases were dropped: they have begun, and only have to be made again. */
  const dropped = new Set<string>();
  let pool: Pool | undefined;

  function recordsOf(organizationId: string): Records {
    let records = byOrganization.get(organizationId);
    if (records === undefined) byOrganization.set(organizationId, (records = emptyRecords()));
    return records;
  }

  /** Takes the bytes of a use case, less those of the entry that it replaces. @throws OverBudget */
  function taken(organizationId: string, useCase: UseCase, before = 0): number {
    if (pool === undefined) return 0;
    const bytes = ENTRY_BYTES + memorySizeOf(useCase);
    if (bytes > before) pool.take(organizationId, bytes - before);
    else pool.give(organizationId, before - bytes);
    return bytes;
  }

  /** Initial use cases are what the operator wants, so they are counted, but never refused. */
  function setInitial(organizationId: string, records: Records, useCases: readonly UseCase[]): void {
    for (const useCase of useCases) records.initial.set(useCase.id, { useCase, version: 1, bytes: 0 });
    pool?.force(initialOf(organizationId), useCases.length * ENTRY_BYTES + memorySizeOf(useCases));
  }

  function addPristine(organizationId: string, records: Records): void {
    if (pool === undefined) return;
    pristine.set(organizationId, records);
    pristineBytes += pool.heldBy(initialOf(organizationId));
    const over = pristineBytes - pool.limit * PRISTINE_PART;
    if (over > 0) dropPristine(over, organizationId);
  }

  function deletePristine(organizationId: string): void {
    if (pristine.delete(organizationId)) pristineBytes -= pool?.heldBy(initialOf(organizationId)) ?? 0;
  }

  function touchInitial(organizationId: string, records: Records): void {
    records.isPristine = false;
    deletePristine(organizationId);
  }

  function remove(organizationId: string): void {
    byOrganization.delete(organizationId);
    deletePristine(organizationId);
    dropped.delete(organizationId);
    pool?.give(organizationId);
    pool?.give(initialOf(organizationId));
  }

  /** Drops initial use cases that the next read can make again, of those first that have been idle for longest. */
  function dropPristine(missing: number, asking: string): number {
    let freed = 0;
    for (const [organizationId, records] of pristine) {
      if (freed >= missing) break;
      if (organizationId === asking || initialOf(organizationId) === asking) continue;
      freed += pool?.heldBy(initialOf(organizationId)) ?? 0;
      deletePristine(organizationId);
      pool?.give(initialOf(organizationId));
      records.initial.clear();
      delete records.initialized;
      dropped.add(organizationId);
      if (records.created.size === 0 && records.next === 0) byOrganization.delete(organizationId);
    }
    return freed;
  }

  function isNearLimit({ used, limit }: Pool): boolean {
    return used * 2 > limit || pristineBytes * 2 > limit * PRISTINE_PART;
  }

  async function makeInitial(
    organizationId: string,
    records: Records,
    initialUseCases: (isAgain: boolean) => Promise<readonly UseCase[]>,
  ): Promise<object> {
    try {
      const useCases = await initialUseCases(dropped.has(organizationId));
      // A reset, or a lack of memory, may have come in between.
      if (byOrganization.get(organizationId) !== records) return {};
      const free = useCases.filter(({ id }) => !records.created.has(id));
      setInitial(organizationId, records, free);
      if (records.isPristine) addPristine(organizationId, records);
      return {};
    } catch (error) {
      // The next call tries again.
      delete records.initialized;
      throw error;
    }
  }

  return {
    async create(organizationId, build) {
      const records = recordsOf(organizationId);
      const useCase = build(records.next);
      const { id } = useCase;
      const bytes = taken(organizationId, useCase, records.created.get(id)?.bytes);
      records.next++;
      if (records.initial.delete(id)) touchInitial(organizationId, records);
      records.created.delete(id);
      records.created.set(id, { useCase, version: 1, bytes });
      return useCase;
    },
    initialize(organizationId, initialUseCases) {
      const records = recordsOf(organizationId);
      // The map is kept in the order of use. The order only matters near the limit, so it is only kept there.
      if (records.initialized !== undefined && pool !== undefined && isNearLimit(pool)) {
        if (pristine.delete(organizationId)) pristine.set(organizationId, records);
      }
      records.initialized ??= makeInitial(organizationId, records, initialUseCases);
      return records.initialized;
    },
    async refill(organizationId, useCases) {
      const entries = useCases.map((useCase) => ({ useCase, version: 1, bytes: ENTRY_BYTES + memorySizeOf(useCase) }));
      const bytes = entries.reduce((sum, each) => sum + each.bytes, 0);
      const before = pool?.heldBy(organizationId) ?? 0;
      // Nothing has changed yet when this is too much.
      if (bytes > before) pool?.take(organizationId, bytes - before);
      remove(organizationId);
      pool?.force(organizationId, bytes);
      const initial = new Map(entries.map((entry) => [entry.useCase.id, entry]));
      const records = { ...emptyRecords(), initial, isPristine: false, initialized: Promise.resolve({}) };
      byOrganization.set(organizationId, records);
    },
    async put(organizationId, useCase) {
      const records = recordsOf(organizationId);
      const isInitial = records.initial.has(useCase.id);
      const map = isInitial ? records.initial : records.created;
      const before = map.get(useCase.id);
      const bytes = taken(organizationId, useCase, before?.bytes);
      if (isInitial) touchInitial(organizationId, records);
      map.set(useCase.id, { useCase, version: (before?.version ?? 0) + 1, bytes });
    },
    async find(organizationId, id) {
      const records = byOrganization.get(organizationId);
      const entry = records && (records.created.get(id) ?? records.initial.get(id));
      return entry && { useCase: entry.useCase, version: entry.version };
    },
    async count(organizationId) {
      return byOrganization.get(organizationId)?.created.size ?? 0;
    },
    async list(organizationId) {
      const records = byOrganization.get(organizationId);
      if (records === undefined) return [];
      const useCases: UseCase[] = [];
      for (const stored of records.initial.values()) useCases.push(stored.useCase);
      for (const stored of records.created.values()) useCases.push(stored.useCase);
      return useCases;
    },
    async replace(organizationId, useCase, version) {
      const records = byOrganization.get(organizationId);
      if (records === undefined) return false;
      const isCreated = records.created.has(useCase.id);
      const map = isCreated ? records.created : records.initial;
      const before = map.get(useCase.id);
      if (before?.version !== version) return false;
      const bytes = taken(organizationId, useCase, before.bytes);
      if (!isCreated) touchInitial(organizationId, records);
      map.set(useCase.id, { useCase, version: version + 1, bytes });
      return true;
    },
    async remove(organizationId, id) {
      const records = byOrganization.get(organizationId);
      if (records === undefined) return false;
      const entry = records.created.get(id) ?? records.initial.get(id);
      if (entry === undefined) return false;
      pool?.give(organizationId, entry.bytes);
      if (!records.created.delete(id) && records.initial.delete(id)) touchInitial(organizationId, records);
      return true;
    },
    async clear(organizationId) {
      if (organizationId !== undefined) return remove(organizationId);
      for (const id of [...byOrganization.keys()]) remove(id);
    },
    forget: remove,
    countIn(of) {
      pool = of;
      const { makeRoom } = of;
      of.makeRoom = (missing, asking) => {
        const freed = dropPristine(missing, asking);
        if (freed < missing) makeRoom?.(missing - freed, asking);
      };
    },
  };
}

/** The owner of initial use cases: they do not count for what the API key may store. */
function initialOf(organizationId: string): string {
  return `${organizationId}/initial`;
}

function emptyRecords(): Records {
  return { initial: new Map(), created: new Map(), next: 0, isPristine: true };
}
