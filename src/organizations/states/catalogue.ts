/**
 * The catalogue of provider states: for consumers' `given`, for the provider's side of a verification, for
 * `PUT /__stub/states/{name}` and for the documentation.
 */
import { withSeconds } from '../../contract/amend-contract.ts';
import type { OperationData, UnknownProperty } from '../../contract/contract.ts';
import { contractData } from '../../contract/generated/use-cases/data.ts';
import type { Issue, Language, UseCase, UseCaseUpdate } from '../../contract/types.ts';
import type { UseCaseServices } from '../../use-cases/handlers.ts';
import { didYouMean } from '../../lib/nearest-name.ts';
import { OrganizationFull } from '../organizations.ts';
import { LONGEST_DELAY } from '../scenarios.ts';
import { oneOf, state, wholeNumber, type State, type StateParameter } from './state.ts';

const { responses } = operation('getUseCase');
/** The use cases that the contract's examples of requests with an id are about. */
const exampleUseCases = Object.values(responses['200']?.examples ?? {}) as unknown as readonly UseCase[];
/** The use case of the state "a use case exists" when it has no parameters. Pacts without parameters rely on its id. */
export const exampleUseCase = exampleUseCases[0] as UseCase;
const retryAfter = Number(responses['429']?.headers['retry-after']);
const failures = Object.keys(responses)
  .map(Number)
  .filter((status) => status >= 500);

/** Id of the use case of the state "a use case exists" when it has no parameters. */
export const knownId: string = exampleUseCase.id;

const TIMES = wholeNumber(1, 1_000, 'how many requests it applies to; without it, all until the state is left');

/** Parameters of "a use case exists": any field of a use case, and an id. */
type ExistingUseCase = UseCaseUpdate & { readonly id?: string };

export const states = {
  'no use cases exist': state({
    description: 'The organization has no use cases, not even its initial ones.',
    parameters: {},
    values: [],
    replacesUseCases: true,
    async setUp({ organization, services }) {
      await services.store.refill(organization.id, []);
      return {};
    },
  }),

  'a use case exists': state<ExistingUseCase, { id: string; organization_id: string }>({
    description:
      `A use case exists, in addition to all others. Without parameters it is the contract's example, with the id \`${knownId}\`. ` +
      'With parameters it has these fields, the defaults of create, and an id that derives from them unless one is given.',
    parameters: fieldsOfUseCase(),
    check: ({ id: _id, ...fields }, { contractIssues, unknownProperties }) => [
      ...unknownProperties(fields).map(unknownPropertyIssue),
      ...contractIssues({ name: exampleUseCase.name, ...fields }),
    ],
    values: ['id', 'organization_id'],
    async setUp({ organization, services }, parameters) {
      const isExample = Object.keys(parameters).length === 0;
      const { id, ...fields } = isExample ? inForm(exampleUseCase, services) : parameters;
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
    description: `The organization has exactly \`count\` generated use cases. Without parameters the first one has the id \`${knownId}\`.`,
    parameters: {
      count: wholeNumber(1, 1_000, 'how many; default 3'),
      language: oneOf(contractData.enumerations.Language, 'language of all of them; default: a mix'),
    },
    values: ['id', 'ids', 'count'],
    replacesUseCases: true,
    async setUp({ organization, services }, parameters) {
      const { count = 3, language } = parameters;
      const useCases = await services.fakes.initialUseCases(organization.id, count, language);
      if (Object.keys(parameters).length === 0) useCases[0] = { ...(useCases[0] as UseCase), id: knownId };
      await services.store.refill(organization.id, useCases);
      const ids = useCases.map(({ id }) => id);
      return { id: ids[0] as string, ids, count };
    },
  }),

  "the contract's examples exist": state<object, { ids: string[] }>({
    description:
      "The use cases of the contract's examples exist, in addition to all others, with the ids that requests of the same " +
      'names have. `--with-examples` lets every organization start in it.',
    parameters: {},
    values: ['ids'],
    async setUp({ organization, services }) {
      for (const example of exampleUseCases)
        await putWithinBounds({ ...inForm(example, services), organization_id: organization.id }, services);
      return { ids: exampleUseCases.map(({ id }) => id) };
    },
  }),

  'the API key is not known': state({
    description: 'Every request with this API key is refused with 401.',
    parameters: {},
    values: [],
    plan: () => ({ keyUnknown: true }),
    setUp: async () => ({}),
  }),

  'the API is rate limiting': state<{ retry_after?: number; times?: number }, { retry_after: number }>({
    description: 'Requests are answered with 429 and a `Retry-After` header.',
    parameters: {
      retry_after: wholeNumber(0, 86_400, `seconds to wait, for the header; default ${retryAfter}`),
      times: TIMES,
    },
    values: ['retry_after'],
    plan: ({ retry_after = retryAfter, times }) => ({
      status: 429,
      headers: { 'retry-after': String(retry_after) },
      ...(times !== undefined && { times }),
    }),
    setUp: async (_, { retry_after = retryAfter }) => ({ retry_after }),
  }),

  'the API is failing': state<{ status?: number; times?: number }, { status: number }>({
    description: 'Requests are answered with a server error.',
    parameters: {
      status: oneOf(failures, 'default 500'),
      times: TIMES,
    },
    values: ['status'],
    plan: ({ status = 500, times }) => ({ status, ...(times !== undefined && { times }) }),
    setUp: async (_, { status = 500 }) => ({ status }),
  }),

  'the API is slow': state<{ ms?: number }, { ms: number }>({
    description: 'Every reply is delayed.',
    parameters: { ms: wholeNumber(0, LONGEST_DELAY, 'delay of each reply in milliseconds; default 1000') },
    values: ['ms'],
    plan: ({ ms = 1_000 }) => ({ delay: { distribution: 'fixed', ms } }),
    setUp: async (_, { ms = 1_000 }) => ({ ms }),
  }),
};

/** The name of a provider state. */
export type StateName = keyof typeof states;

/** The parameters of a state. */
export type StateParameters<Name extends StateName> =
  (typeof states)[Name] extends State<infer Parameters, infer _Values> ? Parameters : never;

/** The values that a state returns. */
export type StateValues<Name extends StateName> =
  (typeof states)[Name] extends State<infer _Parameters, infer Values> ? Values : never;

/** A state with its parameters, as files and settings name it. */
export type StateWithParameters = {
  readonly [Name in StateName]: { readonly name: Name; readonly params?: StateParameters<Name> };
}[StateName];

/** A state that organizations start in. */
export type StartState = StateName | StateWithParameters;

export const stateNames = Object.keys(states) as readonly StateName[];

/** @returns undefined when the catalogue has no such state */
export function stateOf(name: string): State | undefined {
  return Object.hasOwn(states, name) ? (states[name as StateName] as State) : undefined;
}

/** An example of the contract as the API in force would have it. */
function inForm(example: UseCase, { behavior }: UseCaseServices): UseCase {
  return behavior.hasSeconds ? withSeconds(example) : example;
}

/** Adds a use case, or changes it when it exists. One call at a time, so that the count is still right for the put. */
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

function unknownPropertyIssue({ path, known }: UnknownProperty): Issue {
  const hint = didYouMean(String(path.at(-1)), known);
  return { code: 'custom', path, message: `is not a property that the contract knows; ${hint}` };
}

/** Parameters for the fields of a use case. The contract checks their values, all fields together. */
function fieldsOfUseCase(): Record<string, StateParameter> {
  const anything = (name: string): [string, StateParameter] => [
    name,
    { type: 'as in the contract', meaning: '', check: () => undefined },
  ];
  return {
    id: {
      type: 'text of 24 characters',
      meaning: 'the id of the use case',
      check: (value) =>
        typeof value === 'string' && value.length === 24 ? undefined : 'must be a text of 24 characters',
    },
    ...Object.fromEntries(Object.keys(operation('updateUseCase').body?.shape?.properties ?? {}).map(anything)),
  };
}
