import { problem, type Reply } from '../contract/reply.ts';
import { sha256Hex } from '../lib/hash.ts';
import { ANONYMOUS } from '../store/port.ts';
import { createObjectIds, type ObjectIds } from '../use-cases/object-ids.ts';

/** The tenant behind an API key. It shares nothing with other organizations. */
export interface Organization {
  readonly id: string;
  /** The name of its API key, when the operator gave it one. */
  readonly name?: string;
  readonly ids: ObjectIds;
}

/** An API key that the stub accepts. */
export interface KnownKey {
  readonly key: string;
  /** Stands for the key in fixtures and in the console. */
  readonly name?: string;
}

/** An organization that has sent a request with its API key. */
export interface RecentOrganization {
  readonly organization: Organization;
  readonly key: string;
  /** When it sent its latest request, in milliseconds since 1970. */
  readonly seenAt: number;
}

/** Finds organizations by API key or by id, and remembers the recent ones. */
export interface Organizations {
  /** @returns the organization of an API key; undefined when the key is not known */
  ofKey(key: string): Organization | undefined;
  /**
   * Remembers an organization again that was forgotten while its request was being read. Without this, what the
   * request stores would never be freed.
   */
  retain(organization: Organization): void;
  /**
   * Finds an organization by its id, also one that has not sent a request to this process.
   * @param id 24 hexadecimal digits
   * @returns undefined for `ANONYMOUS`; when only some keys are known, also for an id that belongs to none of them
   */
  ofId(id: string): Organization | undefined;
  /** Stands for requests without a known API key. */
  readonly anonymous: Organization;
  /** @returns the API key of an organization that has sent a request with it, or that the operator gave a key */
  keyOf(id: string): string | undefined;
  /** The organizations that are remembered with their API key. */
  recent(): RecentOrganization[];
  /**
   * Forgets idle organizations to make room, those first whose weight times idle time is greatest: many small ones of
   * others are not to give way to few large ones.
   *
   * @param missing how much weight is to be forgotten at least
   * @param asking the id of one that is kept
   */
  forgetIdle(missing: number, asking: string, weightOf: (id: string) => number): void;
  /** Forgets all organizations. */
  clear(): void;
}

export interface OrganizationsOptions {
  /** Seed of the ids of use cases. */
  readonly seed: number;
  /** The only keys that are accepted. Empty: every key is. */
  readonly knownKeys: readonly KnownKey[];
  /** How many organizations are remembered. */
  readonly most: number;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Called when an organization is forgotten to make room: the one that has been idle for longest. */
  readonly onForgotten: (organization: Organization) => void;
}

/**
 * The id of an API key's organization: 24 hexadecimal digits. A hash, so that an id in a log or a reply does not
 * reveal the key.
 */
export function organizationIdOf(apiKey: string): string {
  return sha256Hex(`use-case-stub/${apiKey}`).slice(0, 24);
}

/** Marks the map key of an organization that was found by id. No API key starts with this character. */
const ID_MARK = '\u0000';
const keyOfId = (id: string) => ID_MARK + id;

export function createOrganizations({ seed, knownKeys, most, now, onForgotten }: OrganizationsOptions): Organizations {
  const names = new Map(knownKeys.map(({ key, name }) => [key, name]));
  const organizations = new Map<string, { organization: Organization; seenAt: number }>();
  const byId = new Map<string, Organization>();
  const keys = new WeakMap<Organization, string>();
  const namesById = new Map(knownKeys.map(({ key, name }) => [organizationIdOf(key), name]));

  function forgetOldest(): void {
    const [oldest] = organizations;
    if (oldest !== undefined) forget(oldest[0], oldest[1].organization);
  }

  function forget(key: string, organization: Organization): void {
    organizations.delete(key);
    byId.delete(organization.id);
    onForgotten(organization);
  }

  function remember(key: string, organization: Organization): void {
    keys.set(organization, key);
    organizations.set(key, { organization, seenAt: now() });
    byId.set(organization.id, organization);
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
        // The map is kept in the order of use. The order only matters near the limit, so it is only kept there.
        if (organizations.size * 2 > most && organizations.delete(key)) organizations.set(key, present);
        return present.organization;
      }
      if (names.size > 0 && !names.has(key)) return undefined;
      const organization = make(organizationIdOf(key), names.get(key));
      organizations.delete(keyOfId(organization.id));
      remember(key, organization);
      return organization;
    },
    retain(organization) {
      if (byId.has(organization.id)) return;
      remember(keys.get(organization) ?? keyOfId(organization.id), organization);
    },
    anonymous: make(ANONYMOUS),
    ofId(id) {
      if (id === ANONYMOUS || (names.size > 0 && !namesById.has(id))) return undefined;
      // Another replica may know this organization, so an unknown id is accepted.
      return byId.get(id) ?? make(id, namesById.get(id));
    },
    keyOf(id) {
      const organization = byId.get(id);
      return (
        (organization && keys.get(organization)) ?? knownKeys.find((known) => organizationIdOf(known.key) === id)?.key
      );
    },
    recent: () =>
      [...organizations]
        .filter(([key]) => !key.startsWith(ID_MARK))
        .map(([key, { organization, seenAt }]) => ({ organization, key, seenAt })),
    forgetIdle(missing, asking, weightOf) {
      const time = now();
      const idle = [...organizations].flatMap(([key, { organization, seenAt }]) => {
        const weight = organization.id === asking ? 0 : weightOf(organization.id);
        return weight === 0 ? [] : [{ key, organization, weight, score: weight * (time - seenAt + 1) }];
      });
      let left = missing;
      for (const { key, organization, weight } of idle.sort((one, other) => other.score - one.score)) {
        if (left <= 0) return;
        left -= weight;
        forget(key, organization);
      }
    },
    clear() {
      organizations.clear();
      byId.clear();
    },
  };
}

/** The organization has created as many use cases as it may. The message is meant for clients. */
export class OrganizationFull extends Error {
  override readonly name = 'OrganizationFull';

  /** @param maxUseCases how many use cases an organization may create */
  constructor(maxUseCases: number) {
    super(`This organization has created ${maxUseCases} use cases; there is no room for more until it is reset`);
  }
}

/**
 * The reply to a request that failed because the organization is full.
 * @throws the error itself when it is a different one
 */
export function replyToFull(error: unknown): Reply {
  if (!(error instanceof OrganizationFull)) throw error;
  return problem('organization-full', error.message);
}
