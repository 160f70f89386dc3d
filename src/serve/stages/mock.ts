import type { Json, Operation, ResponseData } from '../../contract/contract.ts';
import { handlerOf } from '../../use-cases/handlers.ts';
import type { Fakes } from '../../use-cases/fakes/fakes.ts';
import { badRequest, type Reply } from '../../contract/reply.ts';
import type { Exchange } from '../exchange.ts';

/**
 * Eighth stage, when the client asks for it: answers `Prefer: code=` and `Prefer: example=` from the contract, as
 * Prism does: only a request that is valid gets what it asked for, and nothing is stored.
 *
 * - `code` alone: that response's first example. With `dynamic`, a success is generated instead.
 * - `example` alone: that example of the success.
 */
export async function mockIfAsked(
  exchange: Exchange,
  fakes: Fakes,
  alwaysDynamic: boolean,
): Promise<Reply | undefined> {
  const { operation, preferences } = exchange;
  const { code, example } = preferences;
  if (operation === undefined || handlerOf(operation) === undefined || (code === undefined && example === undefined))
    return undefined;
  const statuses = Object.keys(operation.responses);
  const status = code === undefined ? (statuses.find((each) => each.startsWith('2')) ?? '200') : String(code);
  const response = operation.responses[status];
  if (response === undefined) {
    return unavailable(`${operation.operationId} has no response ${status}; it has ${statuses.join(', ')}`);
  }
  if (code !== undefined) exchange.applied.push(`code=${code}`);
  const dynamic = preferences.dynamic ?? alwaysDynamic;
  if (example === undefined && dynamic && status.startsWith('2'))
    return generated(exchange, Number(status), response, fakes);
  return exemplary(exchange, Number(status), response);
}

/** The first example of a response, for an API that fails without looking at the request. */
export function firstExample(operation: Operation, status: number): Reply {
  const { headers, examples } = operation.responses[String(status)] ?? { headers: {}, examples: {} };
  const [body = { message: `Status ${status}` }] = Object.values(examples);
  return { status, headers, body };
}

function exemplary(exchange: Exchange, status: number, { headers, examples }: ResponseData): Reply {
  const names = Object.keys(examples);
  const name = exchange.preferences.example ?? names[0];
  if (name === undefined) return { status, headers };
  if (!Object.hasOwn(examples, name)) {
    return unavailable(`the response ${status} has no example "${name.slice(0, 50)}"; it has ${names.join(', ')}`);
  }
  if (exchange.preferences.example !== undefined) exchange.applied.push(`example=${name}`);
  return { status, headers, body: examples[name] };
}

/** The shape of the first example tells whether one or several are wanted. */
async function generated(exchange: Exchange, status: number, { examples }: ResponseData, fakes: Fakes): Promise<Reply> {
  exchange.applied.push('dynamic=true');
  const organizationId = exchange.organization?.id ?? '';
  const [first]: Json[] = Object.values(examples);
  if (Array.isArray(first)) return { status, body: await fakes.startingUseCases(organizationId, 3) };
  const number = exchange.organization?.ids.numberOf(exchange.pathParameters['id'] ?? '') ?? 0;
  const useCase = await fakes.useCase({ organizationId, number });
  return {
    status,
    body: {
      ...useCase,
      ...exchange.fields,
      ...(exchange.pathParameters['id'] && { id: exchange.pathParameters['id'] }),
    },
  };
}

function unavailable(message: string): Reply {
  return badRequest('preference-unavailable', message);
}
