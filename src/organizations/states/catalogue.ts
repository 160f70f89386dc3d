/**
 * Every situation that an organization can be put into, defined once: for consumers' `given`, for the provider's
 * side of a verification, for `PUT /__stub/states/{name}` and for the documentation.
 */
import type { OperationData, UnknownProperty } from '../../contract/contract.ts';
import { contractData } from '../../contract/generated/use-cases/data.ts';
import type { Issue, Language, UseCase, UseCaseUpdate } from '../../contract/types.ts';
import type { UseCaseServices } from '../../use-cases/handlers.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import { OrganizationFull } from '../organization-full.ts';
import { oneOf, state, wholeNumber, type State, type StateParameter } from './state.ts';

const { responses } = operation('getUseCase');
/** The use case of the contract's own example, whose id a pact that cannot pass parameters relies on. */
const exampleUseCase = Object.values(responses['200']?.examples ?? {})[0] as unknown as UseCase;
const retryAfter = Number(responses['429']?.headers['retry-after']);
const failures = Object.keys(responses)
  .map(Number)
  .filter((status) => status >= 500);

/** Id of the use case that "a use case exists" is about when it is given no parameters. */
export const knownId: string = exampleUseCase.id;

const TIMES = wholeNumber(1, 1_000, 'so many requests, then no more; without it until the next state');

/** What "a use case exists" takes: any field of a use case, and an id. */
type ExistingUseCase = UseCaseUpdate & { readonly id?: string };

export const states = {
  'no use cases exist': state({
    description: 'The organization has no use case at all, not even those that it started with.',
    parameters: {},
    values: [],
    async setUp({ organization, services }) {
      await services.store.refill(organization.id, []);
      return {};
    },
  }),

  'a use case exists': state<ExistingUseCase, { id: string; organization_id: string }>({
    description:
      `A use case exists beside whatever else there is. Without parameters it is the example of the contract, with the id \`${knownId}\`; ` +
      'with parameters it has those fields, the defaults of create, and an id of its own unless one is given.',
    parameters: fieldsOfUseCase(),
    wrong: ({ id: _id, ...fields }, { contractIssues, unknownProperties }) => [
      ...unknownProperties(fields).map(unknownProperty),
      ...contractIssues({ name: exampleUseCase.name, ...fields }),
    ],
    values: ['id', 'organization_id'],
    async setUp({ organization, services }, parameters) {
      const isExample = Object.keys(parameters).length === 0;
      const { id, ...fields } = isExample ? exampleUseCase : parameters;
      const useCase = {
        id: id ?? organization.ids.idOfText(JSON.stringify(Object.entries(fields).sort())),
        name: exampleUseCase.name,
        ...services.defaults,
        ...fields,
        organization_id: organization.id,
      } as UseCase;
      await putWithinBounds(useCase, services);
      return { id: useCase.id, organization_id: organization.id };
    },
  }),

  'several use cases exist': state<
    { count?: number; language?: Language },
    { id: string; ids: string[]; count: number }
  >({
    description: `The organization has so many realistic use cases and no others. Without parameters the first has the id \`${knownId}\`.`,
    parameters: {
      count: wholeNumber(1, 1_000, 'how many; 3 unless given'),
      language: oneOf(contractData.enumerations.Language, 'all in this language; a mix unless given'),
    },
    values: ['id', 'ids', 'count'],
    async setUp({ organization, services }, parameters) {
      const { count = 3, language } = parameters;
      const useCases = await services.fakes.startingUseCases(organization.id, count, language);
      if (Object.keys(parameters).length === 0) useCases[0] = { ...(useCases[0] as UseCase), id: knownId };
      await services.store.refill(organization.id, useCases);
      const ids = useCases.map(({ id }) => id);
      return { id: ids[0] as string, ids, count };
    },
  }),

  'the API key is not known': state({
    description: 'Every request with this API key is refused with 401.',
    parameters: {},
    values: [],
    async setUp({ organization, services }) {
      await services.scenarios.start(organization.id, { because: 'the API key is not known', keyUnknown: true });
      return {};
    },
  }),

  'the API is rate limiting': state<{ retry_after?: number; times?: number }, { retry_after: number }>({
    description: 'Requests are answered with 429 and a `Retry-After` header.',
    parameters: {
      retry_after: wholeNumber(0, 86_400, `seconds to wait, for the header; ${retryAfter} unless given`),
      times: TIMES,
    },
    values: ['retry_after'],
    async setUp({ organization, services }, { retry_after = retryAfter, times }) {
      await services.scenarios.start(organization.id, {
        because: 'the API is rate limiting',
        status: 429,
        headers: { 'retry-after': String(retry_after) },
        ...(times !== undefined && { times }),
      });
      return { retry_after };
    },
  }),

  'the API is failing': state<{ status?: number; times?: number }, { status: number }>({
    description: 'Requests are answered with an error of the server.',
    parameters: {
      status: oneOf(failures, '500 unless given'),
      times: TIMES,
    },
    values: ['status'],
    async setUp({ organization, services }, { status = 500, times }) {
      await services.scenarios.start(organization.id, {
        because: 'the API is failing',
        status,
        ...(times !== undefined && { times }),
      });
      return { status };
    },
  }),

  'the API is slow': state<{ ms?: number }, { ms: number }>({
    description: 'Every answer comes late.',
    parameters: { ms: wholeNumber(0, 60_000, 'milliseconds that each answer waits; 1000 unless given') },
    values: ['ms'],
    async setUp({ organization, services }, { ms = 1_000 }) {
      await services.scenarios.start(organization.id, {
        because: 'the API is slow',
        delay: { distribution: 'fixed', ms },
      });
      return { ms };
    },
  }),
};

export type StateName = keyof typeof states;

/** What a state takes. */
export type StateParameters<Name extends StateName> =
  (typeof states)[Name] extends State<infer Parameters, infer _Values> ? Parameters : never;

/** What a state answers. */
export type StateValues<Name extends StateName> =
  (typeof states)[Name] extends State<infer _Parameters, infer Values> ? Values : never;

export const stateNames = Object.keys(states) as readonly StateName[];

/** @returns undefined when the catalogue has no such state */
export function stateOf(name: string): State | undefined {
  return Object.hasOwn(states, name) ? (states[name as StateName] as State) : undefined;
}

/** One after the other, so that none slips in between the look and the put. One that is there already may change. */
function putWithinBounds(useCase: UseCase, { store, mutex, maxUseCases }: UseCaseServices): Promise<void> {
  const { id, organization_id: organizationId } = useCase;
  return mutex.run(`${organizationId}/`, async () => {
    const isFull = (await store.count(organizationId)) >= maxUseCases;
    if (isFull && (await store.find(organizationId, id)) === undefined) throw new OrganizationFull(maxUseCases);
    await store.put(organizationId, useCase);
  });
}

function operation(id: string): OperationData {
  const operations: readonly OperationData[] = contractData.operations;
  return operations.find(({ operationId }) => operationId === id) as OperationData;
}

function unknownProperty({ path, known }: UnknownProperty): Issue {
  const meant = nearestName(String(path.at(-1)), known);
  const guess = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return { code: 'custom', path, message: `is not a property that the contract knows${guess}` };
}

/** The contract itself says what is wrong with a field, all fields together; here only their names are known. */
function fieldsOfUseCase(): Record<string, StateParameter> {
  const anything = (name: string): [string, StateParameter] => [
    name,
    { type: 'as in the contract', meaning: '', wrong: () => undefined },
  ];
  return {
    id: {
      type: 'text of 24 characters',
      meaning: 'the id of the use case',
      wrong: (value) =>
        typeof value === 'string' && value.length === 24 ? undefined : 'must be a text of 24 characters',
    },
    ...Object.fromEntries(Object.keys(operation('updateUseCase').body?.shape?.properties ?? {}).map(anything)),
  };
}
