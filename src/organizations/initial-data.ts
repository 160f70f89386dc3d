import type { Fields, UseCase } from '../contract/types.ts';
import { hash128 } from '../lib/random.ts';
import type { Fakes } from '../use-cases/fakes/fakes.ts';
import type { InitialData, Start } from './initial-state.ts';
import type { CheckedFixture, Fill, FixtureGroup, FixtureSet, OwnedStart } from './fixtures/fixture.ts';
import type { Organization } from './organizations.ts';

export interface InitialDataOptions {
  readonly fakes: Fakes;
  /** How many use cases are generated for an organization that has no fixtures. */
  readonly seedCount: number;
  readonly fixtures: FixtureSet;
  /** States and scenarios that every organization starts with, besides those of the fixtures. */
  readonly start: Start;
  /** @returns the ids of the organizations that an API key, or the name of one, stands for */
  readonly idsOfOwner: (owner: string) => readonly string[];
  /** Documented defaults of fields that a create leaves out. */
  readonly defaults: Fields;
}

export function createInitialData(options: InitialDataOptions): InitialData {
  const { fakes, seedCount, fixtures, start, idsOfOwner, defaults } = options;
  const groups = fixtures.groups.map(({ owner, ...group }) => ({
    ...group,
    owners: owner === undefined ? undefined : new Set(idsOfOwner(owner)),
    ids: new Set(group.fixtures.map(({ id }) => id)),
  }));
  const starts = [...fixtures.starts, start].filter(({ states, scenarios }) => states.length + scenarios.length > 0);
  const startsOf = starts.map(({ owner, ...each }: OwnedStart) => ({
    ...each,
    owners: owner === undefined ? undefined : new Set(idsOfOwner(owner)),
  }));
  const groupsOf = ({ id }: Organization) => groups.filter(({ owners }) => owners === undefined || owners.has(id));
  const hasFixtures = (organization: Organization) => groups.length > 0 && groupsOf(organization).length > 0;
  return {
    hasFixtures,
    hasStarts: starts.length > 0,
    startOf({ id }) {
      const own = startsOf.filter(({ owners }) => owners === undefined || owners.has(id));
      return {
        states: own.flatMap(({ states }) => states),
        scenarios: own.flatMap(({ scenarios }) => scenarios),
      };
    },
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
