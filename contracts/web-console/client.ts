/** The web console's client of the Use Cases API, typed by the contract. It never throws for a reply of the API. */
import createClient from 'openapi-fetch';
import type { components, Issue, paths, UseCase, UseCaseCreate, UseCaseUpdate } from 'use-case-stub';

/** What a screen shows when the API does not answer with a use case. */
export type Problem =
  /** Messages by field; `''` is the form as a whole. */
  | { readonly kind: 'invalid'; readonly fields: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'not-found' }
  /** Too many requests. `retryAfter` is in seconds, if the API names a time. */
  | { readonly kind: 'busy'; readonly retryAfter: number | undefined }
  | { readonly kind: 'unavailable' }
  /** An error that the user cannot solve. */
  | { readonly kind: 'unexpected'; readonly status: number; readonly message: string };

/** The result of a request. */
export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** The use cases of the organization that an API key belongs to. */
export interface UseCases {
  list(): Promise<Result<readonly UseCase[]>>;
  create(fields: UseCaseCreate): Promise<Result<UseCase>>;
  get(id: string): Promise<Result<UseCase>>;
  update(id: string, changes: UseCaseUpdate): Promise<Result<UseCase>>;
}

/**
 * Makes a client.
 *
 * @param baseUrl such as `http://localhost:4010/api/v1`
 */
export function useCasesAt(baseUrl: string, apiKey: string): UseCases {
  const api = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${apiKey}` } });
  const at = (id: string) => ({ path: { id } });
  return {
    list: async () => resultOf(await api.GET('/use-cases')),
    create: async (fields) => resultOf(await api.POST('/use-cases', { body: fields })),
    get: async (id) => resultOf(await api.GET('/use-cases/{id}', { params: at(id) })),
    update: async (id, changes) => resultOf(await api.PATCH('/use-cases/{id}', { params: at(id), body: changes })),
  };
}

type ErrorBody = components['schemas']['Error'] | components['schemas']['ValidationError'];

/** A reply of openapi-fetch. */
interface Answer<Value> {
  readonly data?: Value;
  readonly error?: ErrorBody;
  readonly response: Response;
}

function resultOf<Value>({ data, error, response }: Answer<Value>): Result<Value> {
  if (data !== undefined) return { ok: true, value: data };
  return { ok: false, problem: problemOf(response, error) };
}

function problemOf({ status, headers }: Response, error: ErrorBody | undefined): Problem {
  if (error !== undefined && 'issues' in error) return { kind: 'invalid', fields: byField(error.issues) };
  if (status === 401) return { kind: 'signed-out' };
  if (status === 404) return { kind: 'not-found' };
  if (status === 429) return { kind: 'busy', retryAfter: secondsOf(headers.get('retry-after')) };
  if (status >= 500) return { kind: 'unavailable' };
  return { kind: 'unexpected', status, message: error?.message ?? '' };
}

function byField(issues: readonly Issue[]): Record<string, string[]> {
  const fields = Object.groupBy(issues, ({ path }) => String(path[0] ?? ''));
  return Object.fromEntries(
    Object.entries(fields).map(([field, found = []]) => [field, found.map(({ message }) => message)]),
  );
}

/** The header may also be a date, which this API does not promise. */
function secondsOf(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}
