import type { Fields, UseCase } from '../contract/types.ts';
import type { Fakes } from '../use-cases/fakes/fakes.ts';
import type { CheckedFixture, Fill, FixtureGroup, FixtureSet } from './fixtures/fixture.ts';
import type { Organization } from './organizations.ts';
import { hash128 } from '../lib/random.ts';

/** What organizations start with. */
export interface Beginnings {
  /** Makes what an organization starts with; undefined where it starts with nothing and need not begin. */
  of(organization: Organization): (() => Promise<readonly UseCase[]>) | undefined;
  /** Whether an organization may start with a use case of this id, so that it has to begin before one knows. */
  mayHave(organization: Organization, id: string): boolean;
  /** Whether a fixture has this id, which no create can have then. */
  isTaken(organization: Organization, id: string): boolean;
  /** Whether fixtures say what an organization starts with. */
  isFixed(organization: Organization): boolean;
}

export interface BeginningsOptions {
  readonly fakes: Fakes;
  /** How many use cases an organization starts with that no fixture is about. */
  readonly seedCount: number;
  readonly fixtures: FixtureSet;
  /** Ids of the organizations that an API key, or the name of one, stands for. */
  readonly idsOfOwner: (owner: string) => readonly string[];
  /** Documented defaults of fields that a create leaves out. */
  readonly defaults: Fields;
}

export function createBeginnings({ fakes, seedCount, fixtures, idsOfOwner, defaults }: BeginningsOptions): Beginnings {
  const groups = fixtures.groups.map(({ owner, ...group }) => ({
    ...group,
    owners: owner === undefined ? undefined : new Set(idsOfOwner(owner)),
    ids: new Set(group.fixtures.map(({ id }) => id)),
  }));
  const groupsOf = ({ id }: Organization) => groups.filter(({ owners }) => owners === undefined || owners.has(id));
  const isFixed = (organization: Organization) => groups.length > 0 && groupsOf(organization).length > 0;
  return {
    isFixed,
    of(organization) {
      if (isFixed(organization)) return () => made(organization, groupsOf(organization), fakes, defaults);
      return seedCount === 0 ? undefined : () => fakes.startingUseCases(organization.id, seedCount);
    },
    mayHave(organization, id) {
      if (isFixed(organization)) return true;
      const number = organization.ids.numberOf(id);
      return number !== undefined && number < 0;
    },
    isTaken: (organization, id) => groups.length > 0 && groupsOf(organization).some(({ ids }) => ids.has(id)),
  };
}

async function made(
  organization: Organization,
  groups: readonly Pick<FixtureGroup, 'fill' | 'fixtures'>[],
  fakes: Fakes,
  defaults: Fields,
): Promise<UseCase[]> {
  const named = new Map<unknown, number>();
  const useCases: UseCase[] = [];
  for (const { fill, fixtures } of groups) {
    for (const fixture of fixtures) {
      const { name } = fixture.fields;
      const earlier = named.get(name) ?? 0;
      // What follows from the name stays the same wherever in its file a fixture stands.
      const identity = fixture.id ?? `fixture/${String(name)}/${earlier}`;
      if (fixture.id === undefined) named.set(name, earlier + 1);
      useCases.push({
        id: fixture.id ?? organization.ids.idOfText(identity),
        organization_id: organization.id,
        ...(await filled(fixture, identity, fill, organization, fakes, defaults)),
      });
    }
  }
  return useCases;
}

async function filled(
  { fields }: CheckedFixture,
  identity: string,
  fill: Fill,
  organization: Organization,
  fakes: Fakes,
  defaults: Fields,
): Promise<Fields> {
  if (fill === 'defaults') return { ...defaults, ...fields };
  return (await fakes.completer(fields, organization.id))(hash128(identity)[0]);
}
