import { createObjectIds, type ObjectIds } from '../use-cases/object-ids.ts';

/** The tenant behind an API key: a world of its own. */
export interface Organization {
  readonly id: string;
  /** What the operator calls it, where the key was given a name. */
  readonly name?: string;
  readonly ids: ObjectIds;
}

/** In place of an organization's id: of requests whose API key is missing or unknown. */
export const NOBODY = '0'.repeat(24);

/** An API key that the stub knows. */
export interface KnownKey {
  readonly key: string;
  readonly name?: string;
}

/** An organization that has come by with its API key. */
export interface SeenOrganization {
  readonly organization: Organization;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly seenAt: number;
}

/** Finds the organization behind an API key. */
export interface Organizations {
  /** @returns undefined when the key is not known */
  ofKey(key: string): Organization | undefined;
  /**
   * Remembers one again that had to go while its request was on its way; otherwise nobody would ever free what the
   * request has left behind.
   */
  keep(organization: Organization): void;
  /**
   * The organization that has an id, seen or not. @param id 24 hexadecimal digits
   * @returns undefined for nobody's, and where the keys are known for what is none of theirs
   */
  ofId(id: string): Organization | undefined;
  /** Stands for the requests of nobody. */
  readonly nobody: Organization;
  /** Those that are remembered. */
  seen(): SeenOrganization[];
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
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called for an organization that has to go to make room: the one that has been idle for longest. */
  readonly onForgotten: (organization: Organization) => void;
}

/** No API key begins so: what stands in place of the key of an organization that was only named by its id. */
const ID_MARK = '\u0000';
const keyOfId = (id: string) => ID_MARK + id;

export function createOrganizations({
  seed,
  knownKeys,
  idOfKey,
  most,
  now,
  onForgotten,
}: OrganizationsOptions): Organizations {
  const names = new Map(knownKeys.map(({ key, name }) => [key, name]));
  const organizations = new Map<string, { organization: Organization; seenAt: number }>();
  const named = new Map<string, Organization>();
  const keys = new WeakMap<Organization, string>();
  const knownIds = new Set(knownKeys.map(({ key }) => idOfKey(key)));

  function forgetOldest(): void {
    const [oldest] = organizations;
    if (oldest === undefined) return;
    organizations.delete(oldest[0]);
    named.delete(oldest[1].organization.id);
    onForgotten(oldest[1].organization);
  }

  function remember(key: string, organization: Organization): void {
    keys.set(organization, key);
    organizations.set(key, { organization, seenAt: now() });
    named.set(organization.id, organization);
    if (organizations.size > most) forgetOldest();
  }

  function make(id: string, name?: string): Organization {
    return { id, ids: createObjectIds(seed, id), ...(name !== undefined && { name }) };
  }

  return {
    ofKey(key) {
      const present = organizations.get(key);
      if (present !== undefined) {
        present.seenAt = now();
        // The last one in the map is the one that was asked for last; only near the limit anybody looks at that.
        if (organizations.size * 2 > most && organizations.delete(key)) organizations.set(key, present);
        return present.organization;
      }
      if (names.size > 0 && !names.has(key)) return undefined;
      const organization = make(idOfKey(key), names.get(key));
      organizations.delete(keyOfId(organization.id));
      remember(key, organization);
      return organization;
    },
    keep(organization) {
      if (named.has(organization.id)) return;
      remember(keys.get(organization) ?? keyOfId(organization.id), organization);
    },
    nobody: make(NOBODY),
    ofId(id) {
      if (id === NOBODY || (names.size > 0 && !knownIds.has(id))) return undefined;
      // Of replicas, another one may have seen it; so it is not refused.
      return named.get(id) ?? make(id);
    },
    seen: () =>
      [...organizations]
        .filter(([key]) => !key.startsWith(ID_MARK))
        .map(([key, { organization, seenAt }]) => ({ organization, key, seenAt })),
    clear() {
      organizations.clear();
      named.clear();
    },
  };
}
