/** What organizations start with, as handlers, states and fixtures see it. */
import type { UseCase } from '../contract/types.ts';
import type { Scenario } from '../store/port.ts';
import type { Organization } from './organizations.ts';

/** A state with its parameters, in the words of pacts. */
export interface NamedState {
  readonly name: string;
  readonly params?: object;
}

/** Valid states and scenarios that organizations start with. */
export interface Start {
  readonly states: readonly NamedState[];
  readonly scenarios: readonly Scenario[];
}

/** What organizations start with. Use cases are generated on the first read, not on create. */
export interface InitialData {
  /** @returns a function that makes an organization's initial use cases; undefined when it has none */
  of(organization: Organization): (() => Promise<readonly UseCase[]>) | undefined;
  /** @returns whether an id may be that of an initial use case, so that the store must be initialized before a read */
  mayContain(organization: Organization, id: string): boolean;
  /** @returns whether a fixture has this id, so that no created use case may get it */
  isReserved(organization: Organization, id: string): boolean;
  /** @returns whether an organization starts with fixtures instead of generated use cases */
  hasFixtures(organization: Organization): boolean;
  /** @returns the states and scenarios that an organization starts with */
  startOf(organization: Organization): Start;
  /** Whether any organization starts with states or scenarios. */
  readonly hasStarts: boolean;
}

/**
 * Makes something of the initial data, again where that has been replaced meanwhile: several requests may wait for it, of
 * which some came after the replacement.
 *
 * @param services their `initialData` is the latest
 */
export async function ofLatest<Made>(
  services: { readonly initialData: InitialData },
  make: (initialData: InitialData) => Promise<Made>,
): Promise<Made> {
  for (;;) {
    const { initialData } = services;
    const made = await make(initialData);
    if (services.initialData === initialData) return made;
  }
}

/** @returns the initial use cases of an organization @param services their `initialData` is the latest */
export function initialUseCasesOf(
  organization: Organization,
  services: { readonly initialData: InitialData },
): Promise<readonly UseCase[]> {
  return ofLatest(services, async (initialData) => (await initialData.of(organization)?.()) ?? []);
}
