import type { Pool } from '../lib/budget.ts';
import type { Beginning, UseCaseStore } from './port.ts';

/** A store that counts the changes that come from no request to the API. */
export interface CountedStore {
  /** The same store. */
  readonly store: UseCaseStore;
  /** @returns how often an organization's use cases were put, removed, replaced as a whole or cleared by this process */
  changesOf(organizationId: string): number;
}

type Pages = ReturnType<NonNullable<UseCaseStore['pages']>>;

/**
 * Counts what states, fixtures, the stub's own routes and programs change. The journal tells of creates and updates, so
 * these are not counted and cost nothing.
 *
 * @param onChange gets the organization of each change that is about one
 */
export function countChanges(
  store: UseCaseStore,
  onChange: (organizationId: string) => void = () => undefined,
): CountedStore {
  const counts = new Map<string, number>();
  let ofAll = 0;
  const counted = (organizationId: string) => {
    counts.set(organizationId, (counts.get(organizationId) ?? 0) + 1);
    onChange(organizationId);
  };
  return {
    changesOf: (organizationId) => ofAll + (counts.get(organizationId) ?? 0),
    store: {
      create: (organizationId, build) => store.create(organizationId, build),
      initialize: (organizationId, initialUseCases) => store.initialize(organizationId, initialUseCases),
      find: (organizationId, id) => store.find(organizationId, id),
      count: (organizationId) => store.count(organizationId),
      list: (organizationId) => store.list(organizationId),
      replace: (organizationId, useCase, version) => store.replace(organizationId, useCase, version),
      refill: (organizationId, useCases) => store.refill(organizationId, useCases).then(() => counted(organizationId)),
      put: (organizationId, useCase) => store.put(organizationId, useCase).then(() => counted(organizationId)),
      async remove(organizationId, id) {
        const existed = await store.remove(organizationId, id);
        if (existed) counted(organizationId);
        return existed;
      },
      async clear(organizationId) {
        await store.clear(organizationId);
        if (organizationId === undefined) ofAll++;
        else counted(organizationId);
      },
      ...(store.begin && {
        begin: (organizationId: string, beginning: () => Promise<Beginning>) =>
          store.begin?.(organizationId, beginning) as Promise<unknown>,
      }),
      ...(store.pages && { pages: (organizationId: string) => store.pages?.(organizationId) as Pages }),
      ...(store.countIn && { countIn: (pool: Pool) => store.countIn?.(pool) }),
      ...(store.forget && {
        forget(organizationId: string) {
          store.forget?.(organizationId);
          counts.delete(organizationId);
        },
      }),
    },
  };
}
