import type { Fields, UseCase } from '../contract/types.ts';
import { hash128 } from '../lib/random.ts';
import type { Fakes } from '../use-cases/fakes/fakes.ts';
import type { CheckedFixture, Fill, FixtureGroup, FixtureSet } from './fixtures/fixture.ts';
import type { Organization } from './organizations.ts';

/** The use cases that organizations start with. They are generated on the first read, not on create. */
export interface InitialData {
  /** @returns a function that makes an organization's initial use cases; undefined when it has none */
  of(organization: Organization): (() => Promise<readonly UseCase[]>) | undefined;
  /** @returns whether an id may be that of an initial use case, so that the store must be initialized before a read */
  mayContain(organization: Organization, id: string): boolean;
  /** @returns whether a fixture has this id, so that no created use case may get it */
  isReserved(organization: Organization, id: string): boolean;
  /** @returns whether an organization starts with fixtures instead of generated use cases */
  hasFixtures(organization: Organization): boolean;
}

export interface InitialDataOptions {
  readonly fakes: Fakes;
  /** How many use cases are generated for an organization that has no fixtures. */
  readonly seedCount: number;
  readonly fixtures: FixtureSet;
  /** @returns the ids of the organizations that an API key, or the name of one, stands for */
  readonly idsOfOwner: (owner: string) => readonly string[];
  /** Documented defaults of fields that a create leaves out. */
  readonly defaults: Fields;
}

export function createInitialData(options: InitialDataOptions): InitialData {
  const { fakes, seedCount, fixtures, idsOfOwner, defaults } = options;
  const groups = fixtures.groups.map(({ owner, ...group }) => ({
    ...group,
    owners: owner === undefined ? undefined : new Set(idsOfOwner(owner)),
    ids: new Set(group.fixtures.map(({ id }) => id)),
  }));
  const groupsOf = ({ id }: Organization) => groups.filter(({ owners }) => owners === undefined || owners.has(id));
  const hasFixtures = (organization: Organization) => groups.length > 0 && groupsOf(organization).length > 0;
  return {
    hasFixtures,
    of(organization) {
      if (hasFixtures(organization))
        return () => useCasesOfFixtures(organization, groupsOf(organization), fakes, defaults);
      return seedCount === 0 ? undefined : () => fakes.initialUseCases(organization.id, seedCount);
    },
    mayContain(organization, id) {
      if (hasFixtures(organization)) return true;
      const number = organization.ids.numberOf(id);
      return number !== undefined && number < 0;
    },
    isReserved: (organization, id) => groups.length > 0 && groupsOf(organization).some(({ ids }) => ids.has(id)),
  };
}

async function useCasesOfFixtures(
  organization: Organization,
  groups: readonly Pick<FixtureGroup, 'fill' | 'fixtures'>[],
  fakes: Fakes,
  defaults: Fields,
): Promise<UseCase[]> {
  const counts = new Map<unknown, number>();
  const useCases: UseCase[] = [];
  for (const { fill, fixtures } of groups) {
    for (const fixture of fixtures) {
      const { name } = fixture.fields;
      const sameName = counts.get(name) ?? 0;
      // Id and values derive from the name, so that moving a fixture within its file does not change them.
      const identity = fixture.id ?? `fixture/${String(name)}/${sameName}`;
      if (fixture.id === undefined) counts.set(name, sameName + 1);
      useCases.push({
        id: fixture.id ?? organization.ids.idOfText(identity),
        organization_id: organization.id,
        ...(await filledFields(fixture, identity, fill, organization, fakes, defaults)),
      });
    }
  }
  return useCases;
}

async function filledFields(
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
