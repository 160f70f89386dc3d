import { createObjectIds, type ObjectIds } from './object-ids.ts';

/** The tenant behind an API key: a world of its own. */
export interface Organization {
  readonly id: string;
  /** What the operator calls it, where the key was given a name. */
  readonly name?: string;
  readonly ids: ObjectIds;
}

/** An API key that the stub knows. */
export interface KnownKey {
  readonly key: string;
  readonly name?: string;
}

/** Finds the organization behind an API key. */
export interface Organizations {
  /** @returns undefined when the key is not known */
  ofKey(key: string): Organization | undefined;
  /** Forgets all organizations, so that each starts anew. */
  clear(): void;
}

export interface OrganizationsOptions {
  readonly seed: number;
  /** Empty: every key is known. */
  readonly knownKeys: readonly KnownKey[];
  /** Derives an organization's id, 24 hexadecimal digits, from its key; must not be reversible. */
  readonly idOfKey: (key: string) => string;
  /** Most organizations that are remembered. */
  readonly most: number;
  /** Called for an organization that has to go to make room: the one that has been idle for longest. */
  readonly onForgotten: (organization: Organization) => void;
}

export function createOrganizations({
  seed,
  knownKeys,
  idOfKey,
  most,
  onForgotten,
}: OrganizationsOptions): Organizations {
  const names = new Map(knownKeys.map(({ key, name }) => [key, name]));
  const organizations = new Map<string, Organization>();
  function forgetOldest(): void {
    const [oldest] = organizations;
    if (oldest === undefined) return;
    organizations.delete(oldest[0]);
    onForgotten(oldest[1]);
  }

  return {
    ofKey(key) {
      const present = organizations.get(key);
      if (present !== undefined) {
        // The last one in the map is the one that was asked for last; only near the limit anybody looks at that.
        if (organizations.size * 2 > most && organizations.delete(key)) organizations.set(key, present);
        return present;
      }
      if (names.size > 0 && !names.has(key)) return undefined;
      const id = idOfKey(key);
      const name = names.get(key);
      const organization: Organization = {
        id,
        ids: createObjectIds(seed, id),
        ...(name !== undefined && { name }),
      };
      organizations.set(key, organization);
      if (organizations.size > most) forgetOldest();
      return organization;
    },
    clear: () => organizations.clear(),
  };
}
