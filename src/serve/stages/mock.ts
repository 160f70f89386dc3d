import type { Json, Operation, ResponseData } from '../../contract/contract.ts';
import { badRequest, type Reply } from '../../contract/reply.ts';
import type { Fields } from '../../contract/types.ts';
import { isObject } from '../../lib/guards.ts';
import { listReply } from '../../use-cases/handlers.ts';
import type { Context, ServedOperation } from '../context.ts';
import type { Outcome, Plan } from '../outcome.ts';
import type { Call } from './validate.ts';

/**
 * Answers `Prefer: code=` and `Prefer: example=` from the contract, as Prism does: only a request that is valid gets
 * what it asked for, and nothing is stored.
 *
 * - `code` alone: that response's first example. With `dynamic`, a success is generated instead.
 * - `example` alone: that example of the success.
 */
export async function mock(
  call: Call & { readonly fields: Fields },
  outcome: Outcome,
  { fakes, behavior, dynamic: alwaysDynamic }: Context,
): Promise<Reply> {
  const { operation } = call;
  const { code, example, dynamic = alwaysDynamic } = outcome.plan?.preferences ?? {};
  const statuses = Object.keys(operation.responses);
  const status = code === undefined ? (statuses.find((each) => each.startsWith('2')) ?? '200') : String(code);
  const response = operation.responses[status];
  if (response === undefined)
    return unavailable(`${operation.operationId} has no response ${status}; it has ${statuses.join(', ')}`);
  if (code !== undefined) outcome.applied.push('code');
  if (example === undefined && dynamic && status.startsWith('2')) {
    outcome.applied.push('dynamic');
    return generated(call, Number(status), response, { fakes, behavior });
  }
  return exemplary(example, Number(status), response, outcome);
}

/** Whether a request prefers an answer from the contract. Operations without a handler are Prism's. */
export function isExampleWanted({ handle }: ServedOperation, plan: Plan | undefined): boolean {
  if (plan === undefined || handle === undefined) return false;
  return plan.preferences.code !== undefined || plan.preferences.example !== undefined;
}

/** The reply of a scenario: the example of that name, or the first one of the response. */
export function exampleOf(operation: Operation, status: number, name: string | undefined): Reply {
  const response: Pick<ResponseData, 'headers' | 'examples'> = operation.responses[String(status)] ?? {
    headers: {},
    examples: {},
  };
  const { headers, examples } = response;
  const [first = { message: `Status ${status}` }] = Object.values(examples);
  // A scenario about all operations may name an example that this one does not have.
  const body = name !== undefined && Object.hasOwn(examples, name) ? examples[name] : first;
  return { status, headers, body };
}

function exemplary(
  preferred: string | undefined,
  status: number,
  { headers, examples }: ResponseData,
  { applied }: Outcome,
): Reply {
  const names = Object.keys(examples);
  const name = preferred ?? names[0];
  if (name === undefined) return { status, headers };
  if (!Object.hasOwn(examples, name))
    return unavailable(`the response ${status} has no example "${name.slice(0, 50)}"; it has ${names.join(', ')}`);
  if (preferred !== undefined) applied.push('example');
  return { status, headers, body: examples[name] };
}

/** The first example tells whether one or several are wanted, or none, as after a delete. */
async function generated(
  { organization, pathParameters, fields }: Call & { readonly fields: Fields },
  status: number,
  { examples }: ResponseData,
  { fakes, behavior }: Pick<Context, 'fakes' | 'behavior'>,
): Promise<Reply> {
  const organizationId = organization?.id ?? '';
  const [first]: Json[] = Object.values(examples);
  if (Array.isArray(first) || (behavior.isListPage && isObject(first) && 'items' in first))
    return { ...listReply(await fakes.initialUseCases(organizationId, 3), behavior), status };
  if (isObject(first) && Object.keys(first).length === 0) return { status, body: first };
  const { id } = pathParameters;
  const useCase = await fakes.useCase({ organizationId, number: organization?.ids.numberOf(id ?? '') ?? 0 });
  return { status, body: { ...useCase, ...fields, ...(id && { id }) } };
}

function unavailable(message: string): Reply {
  return badRequest('preference-unavailable', message);
}
