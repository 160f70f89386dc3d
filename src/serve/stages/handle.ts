import { readQuery } from '../../contract/query.ts';
import type { Reply } from '../../contract/reply.ts';
import type { Fields } from '../../contract/types.ts';
import { joinHeaders } from '../../lib/headers.ts';
import type { Context } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import type { Call } from './validate.ts';

/** Lets the operation's handler answer, or Prism where there is none. */
export function handle(
  call: Call & { readonly fields: Fields },
  outcome: Outcome,
  context: Context,
): Reply | Promise<Reply> {
  const { operation, organization, pathParameters, target, body, fields, level } = call;
  if (operation.handle === undefined) return mockWithPrism(call, outcome, context);
  const { request, plan, warnings } = outcome;
  const preferred = plan?.preferences.dynamic;
  // Only a create has something to fill.
  const isCreate = operation.operationId === 'createUseCase';
  if (isCreate && preferred !== undefined) outcome.applied.push('dynamic');
  // The organization may have had to make room for others while the body came in.
  if (organization !== undefined) context.organizations.retain(organization);
  return operation.handle({
    organization,
    pathParameters,
    query: readQuery(target.query, operation.queryParameters).values,
    body,
    fields,
    validation: level,
    dynamic: isCreate && (preferred ?? context.dynamic),
    client: request,
    warnings,
  });
}

/** Answers an operation of the contract that has no handler. */
async function mockWithPrism({ operation, target, body }: Call, outcome: Outcome, context: Context): Promise<Reply> {
  const { request, plan, warnings } = outcome;
  if (operation.mock === undefined) throw new Error(`${operation.operationId} has neither a handler nor a mock`);
  const { code, example, dynamic } = plan?.preferences ?? {};
  const mocked = await operation.mock({
    // The platform leaves the body out.
    method: request.method === 'HEAD' ? 'GET' : request.method,
    path: target.path,
    query: queryOf(target.query),
    headers: Object.fromEntries(joinHeaders(request.rawHeaders)),
    body,
    dynamic: dynamic ?? context.dynamic,
    ...(code !== undefined && { code }),
    ...(example !== undefined && { example }),
  });
  outcome.isMocked = true;
  warnings.push(...mocked.warnings);
  if (mocked.isAsPreferred) {
    for (const name of ['code', 'example', 'dynamic'] as const)
      if (plan?.preferences[name] !== undefined) outcome.applied.push(name);
  }
  return mocked.reply;
}

function queryOf(query: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] as string) : values];
    }),
  );
}
