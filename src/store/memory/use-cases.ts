import type { UseCase } from '../../contract/types.ts';
import type { StoredUseCase, UseCaseStore } from '../port.ts';

/** The use cases of one organization. Initial ones are often added after the first create, hence two maps. */
interface Records {
  readonly initial: Map<string, StoredUseCase>;
  readonly created: Map<string, StoredUseCase>;
  /** Number of the next use case that is created. */
  next: number;
  /** Set once the initial use cases are there or on their way. Its result is the mark of `initialize`. */
  initialized?: Promise<Records>;
}

/** Stores use cases until the process ends. */
export function createMemoryStore(): UseCaseStore {
  const byOrganization = new Map<string, Records>();
  const recordsOf = (organizationId: string): Records => {
    let records = byOrganization.get(organizationId);
    if (records === undefined) byOrganization.set(organizationId, (records = emptyRecords()));
    return records;
  };
  return {
    async create(organizationId, build) {
      const records = recordsOf(organizationId);
      const useCase = build(records.next++);
      records.initial.delete(useCase.id);
      records.created.delete(useCase.id);
      records.created.set(useCase.id, { useCase, version: 1 });
      return useCase;
    },
    initialize(organizationId, initialUseCases) {
      const records = recordsOf(organizationId);
      records.initialized ??= initialUseCases().then(
        (useCases) => {
          addAll(
            records.initial,
            useCases.filter(({ id }) => !records.created.has(id)),
          );
          return records;
        },
        (error: unknown) => {
          // The next call tries again.
          delete records.initialized;
          throw error;
        },
      );
      return records.initialized;
    },
    async refill(organizationId, useCases) {
      const records = emptyRecords();
      addAll(records.initial, useCases);
      records.initialized = Promise.resolve(records);
      byOrganization.set(organizationId, records);
    },
    async put(organizationId, useCase) {
      const { initial, created } = recordsOf(organizationId);
      const map = initial.has(useCase.id) ? initial : created;
      map.set(useCase.id, { useCase, version: (map.get(useCase.id)?.version ?? 0) + 1 });
    },
    async find(organizationId, id) {
      const records = byOrganization.get(organizationId);
      return records && (records.created.get(id) ?? records.initial.get(id));
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
      const map = records?.created.has(useCase.id) ? records.created : records?.initial;
      if (map?.get(useCase.id)?.version !== version) return false;
      map.set(useCase.id, { useCase, version: version + 1 });
      return true;
    },
    async remove(organizationId, id) {
      const records = byOrganization.get(organizationId);
      return records !== undefined && (records.created.delete(id) || records.initial.delete(id));
    },
    async clear(organizationId) {
      if (organizationId === undefined) byOrganization.clear();
      else byOrganization.delete(organizationId);
    },
    forget: (organizationId) => void byOrganization.delete(organizationId),
  };
}

function emptyRecords(): Records {
  return { initial: new Map(), created: new Map(), next: 0 };
}

function addAll(map: Records['initial'], useCases: readonly UseCase[]): void {
  for (const useCase of useCases) map.set(useCase.id, { useCase, version: 1 });
}
