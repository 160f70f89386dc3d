import type { UseCase } from '../contract/types.ts';

/** A stored use case with the version that an update must name. */
export interface StoredUseCase {
  readonly useCase: UseCase;
  /** Counts the changes, from 1. */
  readonly version: number;
}

/**
 * Where use cases are kept, organization by organization. Stored use cases are immutable: a change replaces them.
 * Everything is asynchronous because not every store will be in memory.
 */
export interface UseCaseStore {
  /**
   * Adds a use case under the organization's next number: 0, 1, 2 and so on. One that has its id already, since it
   * was put there, gives way.
   * @param build makes the use case, id included, from that number; a store that others share may call it again with
   *   another number
   */
  create(organizationId: string, build: (number: number) => UseCase): Promise<UseCase>;
  /**
   * Lets an organization begin with its generated use cases, before all others. Does nothing when it has begun. One
   * whose id has been put there already is left out.
   * @param startingUseCases is called only if they are needed
   * @returns something that is the same (`===`) for as long as the organization is neither cleared nor refilled
   */
  begin(organizationId: string, startingUseCases: () => Promise<readonly UseCase[]>): Promise<unknown>;
  /** Puts these in the place of all that an organization has. It has begun, then. */
  refill(organizationId: string, useCases: readonly UseCase[]): Promise<void>;
  /** Adds a use case that brings its id, or puts it in the place of the one that has it. */
  put(organizationId: string, useCase: UseCase): Promise<void>;
  find(organizationId: string, id: string): Promise<StoredUseCase | undefined>;
  /** How many use cases an organization has beside those that it began with. */
  count(organizationId: string): Promise<number>;
  /** All use cases of an organization in the order of their creation. */
  list(organizationId: string): Promise<readonly UseCase[]>;
  /**
   * Replaces a use case if nobody else has changed it since.
   * @param version the version that the change was made from
   * @returns whether it was replaced
   */
  replace(organizationId: string, useCase: UseCase, version: number): Promise<boolean>;
  /**
   * Removes a use case. The number that it was created under is not given to another one.
   * @returns whether there was such a one
   */
  remove(organizationId: string, id: string): Promise<boolean>;
  /** Forgets an organization, or all of them, so that it begins anew. Numbers start over. */
  clear(organizationId?: string): Promise<void>;
  /** Frees the memory that an organization takes; a store that keeps things elsewhere has no need of this. */
  forget?(organizationId: string): void;
}

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
