import type { UseCase } from '../../contract/types.ts';
import type { StoredUseCase, UseCaseStore } from '../port.ts';

/** Keeps use cases for as long as the process lives. */
export function createMemoryStore(): UseCaseStore {
  const shelves = new Map<string, Shelf>();
  const shelfOf = (organizationId: string): Shelf => {
    let shelf = shelves.get(organizationId);
    if (shelf === undefined) shelves.set(organizationId, (shelf = emptyShelf()));
    return shelf;
  };
  return {
    async create(organizationId, build) {
      const shelf = shelfOf(organizationId);
      const useCase = build(shelf.next++);
      shelf.starting.delete(useCase.id);
      shelf.created.delete(useCase.id);
      shelf.created.set(useCase.id, { useCase, version: 1 });
      return useCase;
    },
    begin(organizationId, startingUseCases) {
      const shelf = shelfOf(organizationId);
      shelf.begun ??= startingUseCases().then(
        (useCases) => {
          fill(
            shelf.starting,
            useCases.filter(({ id }) => !shelf.created.has(id)),
          );
          return shelf;
        },
        (error: unknown) => {
          // The next one who asks tries again.
          delete shelf.begun;
          throw error;
        },
      );
      return shelf.begun;
    },
    async refill(organizationId, useCases) {
      const shelf = emptyShelf();
      fill(shelf.starting, useCases);
      shelf.begun = Promise.resolve(shelf);
      shelves.set(organizationId, shelf);
    },
    async put(organizationId, useCase) {
      const shelf = shelfOf(organizationId);
      const home = shelf.starting.has(useCase.id) ? shelf.starting : shelf.created;
      home.set(useCase.id, { useCase, version: (home.get(useCase.id)?.version ?? 0) + 1 });
    },
    async find(organizationId, id) {
      const shelf = shelves.get(organizationId);
      return shelf && (shelf.created.get(id) ?? shelf.starting.get(id));
    },
    async count(organizationId) {
      return shelves.get(organizationId)?.created.size ?? 0;
    },
    async list(organizationId) {
      const shelf = shelves.get(organizationId);
      if (shelf === undefined) return [];
      const useCases: UseCase[] = [];
      for (const stored of shelf.starting.values()) useCases.push(stored.useCase);
      for (const stored of shelf.created.values()) useCases.push(stored.useCase);
      return useCases;
    },
    async replace(organizationId, useCase, version) {
      const shelf = shelves.get(organizationId);
      const home = shelf?.created.has(useCase.id) ? shelf.created : shelf?.starting;
      if (home?.get(useCase.id)?.version !== version) return false;
      home.set(useCase.id, { useCase, version: version + 1 });
      return true;
    },
    async remove(organizationId, id) {
      const shelf = shelves.get(organizationId);
      return shelf !== undefined && (shelf.created.delete(id) || shelf.starting.delete(id));
    },
    async clear(organizationId) {
      if (organizationId === undefined) shelves.clear();
      else shelves.delete(organizationId);
    },
    forget: (organizationId) => void shelves.delete(organizationId),
  };
}

/** Generated use cases are made when they are first looked at, often after the first create; hence two maps. */
interface Shelf {
  readonly starting: Map<string, StoredUseCase>;
  readonly created: Map<string, StoredUseCase>;
  /** Number of the next use case that is created. */
  next: number;
  begun?: Promise<Shelf>;
}

function emptyShelf(): Shelf {
  return { starting: new Map(), created: new Map(), next: 0 };
}

function fill(shelf: Shelf['starting'], useCases: readonly UseCase[]): void {
  for (const useCase of useCases) shelf.set(useCase.id, { useCase, version: 1 });
}
