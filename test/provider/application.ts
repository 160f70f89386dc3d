/**
 * A Use Cases API of its own, written from the public reference with what the real one is believed to be made of:
 * ts-rest 3, zod 3 and Express 4. It knows nothing of the stub. What is in doubt is a switch.
 */
import { initContract } from '@ts-rest/core';
import { createExpressEndpoints, initServer } from '@ts-rest/express';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import { z, type ZodTypeAny } from 'zod';
import { defaultPositions, type Positions } from './assumptions.ts';
import { amdIssue, breaksAmdRule, createSchema, defaultsOf, updateSchema } from './schemas.ts';

type UseCase = Readonly<Record<string, unknown>> & { readonly id: string };
interface Answer {
  readonly status: number;
  readonly body: unknown;
}
interface Asked {
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

const BASE = '/api/v1';

/**
 * Creates a provider without use cases.
 *
 * @param changed the switches that are not as the stub has them
 */
export function createProvider(changed: Positions = {}): Express {
  const positions = { ...defaultPositions, ...changed };
  const app = express();
  app.disable('x-powered-by');
  // Otherwise Express prints each failure.
  app.set('env', 'test');
  app.set('case sensitive routing', positions['path-form'] !== 'lenient');
  app.set('strict routing', positions['path-form'] === 'exact');
  if (positions['other-method'] === '405') app.use(refuseMethod(positions));
  const operations = operationsOf(positions);
  const contract = contractOf(positions);
  // In front of the operations alone: what is none of them is an unknown path, with or without an API key.
  for (const { method, path } of Object.values(contract))
    app[method.toLowerCase() as 'get'](path, authorize(positions), ...readBody(positions));
  const server = initServer();
  const router = server.router(contract, {
    createUseCase: handler(operations.create),
    listUseCases: handler(operations.list),
    getUseCase: handler(operations.get),
    updateUseCase: handler(operations.update),
    ...(positions['delete'] === 'exists' && { deleteUseCase: handler(operations.remove) }),
  } as never);
  createExpressEndpoints(contract, router, app, { logInitialization: false });
  if (positions['unknown-path'] === 'message')
    app.use((_request, response) => message(response, 404, 'There is no such path'));
  app.use(failures(positions));
  return app;
}

function contractOf(positions: Positions) {
  const c = initContract();
  const isInContract = positions['missing-key'] === '400-zod';
  const headers = isInContract ? z.object({ authorization: z.string() }) : z.object({});
  const pathParams = z.object({ id: idSchema(positions) });
  const query = positions['list-query'] === 'refused' ? z.object({}).strict() : z.object({});
  const responses = { 200: c.type<unknown>() };
  const item = { path: `${BASE}/use-cases/:id`, headers, pathParams, responses } as const;
  const collection = { path: `${BASE}/use-cases`, headers, responses } as const;
  const patch = { ...item, method: 'PATCH', body: updateSchema(positions) } as const;
  return c.router({
    createUseCase: { ...collection, method: 'POST', body: createSchema(positions) },
    listUseCases: { ...collection, method: 'GET', query },
    getUseCase: { ...item, method: 'GET' },
    updateUseCase: patch,
    ...(positions['delete'] === 'exists' && {
      deleteUseCase: { ...item, method: 'DELETE', body: c.noBody() } as const,
    }),
  });
}

function idSchema(positions: Positions): ZodTypeAny {
  const id = z.string().length(24);
  return positions['id-not-hexadecimal'] === '400-zod' ? id.regex(/^[0-9a-f]*$/i) : id;
}

/** What the operations do, organization by organization. */
function operationsOf(positions: Positions) {
  const organizations = new Map<string, Map<string, UseCase>>();
  const defaults = defaultsOf(positions);
  let created = 0;
  const of = (key: string) => {
    const useCases = organizations.get(key) ?? new Map<string, UseCase>();
    organizations.set(key, useCases);
    return useCases;
  };
  const notFound: Answer = { status: 404, body: { [positions['not-found'] as string]: 'Use case not found' } };
  const noSuch = (id: string): Answer =>
    positions['id-not-hexadecimal'] === '500-message' && !/^[0-9a-f]+$/i.test(id)
      ? { status: 500, body: { message: 'Cast to ObjectId failed' } }
      : notFound;
  return {
    create({ key, body }: Asked): Answer {
      const id = (++created).toString(16).padStart(24, '0');
      const missing = Object.entries(defaults).filter(([name]) => body[name] === undefined);
      // Where unknown properties are kept, these two are the server's all the same.
      const own = { id, organization_id: 'f'.repeat(24) };
      const useCase = { ...own, ...body, ...Object.fromEntries(missing), ...own };
      of(key).set(id, useCase);
      return { status: 200, body: useCase };
    },
    list({ key }: Asked): Answer {
      const all = [...of(key).values()];
      if (positions['list-order'] === 'newest-first') all.reverse();
      const body = positions['list-form'] === 'array' ? all : { items: all, count: all.length, currentPage: 1 };
      return { status: 200, body };
    },
    get({ key, params: { id = '' } }: Asked): Answer {
      const useCase = of(key).get(id);
      return useCase ? { status: 200, body: useCase } : noSuch(id);
    },
    update({ key, params: { id = '' }, body }: Asked): Answer {
      const stored = of(key).get(id);
      if (stored === undefined) return noSuch(id);
      const { id: storedId, organization_id } = stored;
      const useCase = { ...stored, ...body, id: storedId, organization_id };
      if (positions['amd-on-update'] === 'merged' && breaksAmdRule(useCase, positions))
        return { status: 400, body: new z.ZodError([amdIssue(positions)]) };
      of(key).set(id, useCase);
      return { status: 200, body: useCase };
    },
    remove({ key, params: { id = '' } }: Asked): Answer {
      return of(key).delete(id) ? { status: 200, body: {} } : noSuch(id);
    },
  };
}

/** ts-rest hands over what the schemas made of a request. */
function handler(operation: (asked: Asked) => Answer) {
  return async (validated: { params: Asked['params']; body: Asked['body']; headers: { authorization: string } }) =>
    operation({ key: apiKeyIn(validated.headers.authorization) ?? '', params: validated.params, body: validated.body });
}

/** Before Express looks at the path's parameters. */
function refuseMethod(positions: Positions): RequestHandler {
  const end = positions['path-form'] === 'exact' ? '' : '/?';
  const path = new RegExp(`^${BASE}/use-cases(/[^/]+)?${end}$`, positions['path-form'] === 'lenient' ? 'i' : '');
  return (request, response, next) => {
    if (request.method === 'OPTIONS') return next();
    const match = path.exec(request.path);
    const ofItem = ['GET', 'HEAD', 'PATCH', ...(positions['delete'] === 'exists' ? ['DELETE'] : [])];
    const methods = match?.[1] === undefined ? ['GET', 'HEAD', 'POST'] : ofItem;
    if (match === null || methods.includes(request.method)) return next();
    message(response, 405, 'This method is not possible here');
  };
}

function authorize(positions: Positions): RequestHandler {
  return ({ headers: { authorization } }, response, next) => {
    if (authorization === undefined && positions['missing-key'] === '400-zod') return next();
    if (apiKeyIn(authorization) !== undefined) return next();
    message(response, authorization === undefined ? 401 : Number(positions['malformed-key']), 'Unauthorized');
  };
}

function apiKeyIn(authorization = ''): string | undefined {
  return /^bearer +([^ \t]+)$/i.exec(authorization)?.[1];
}

/** Express's parser for JSON, with what the switches put before and after it. */
function readBody(positions: Positions): RequestHandler[] {
  const withText = new WeakSet<object>();
  const takesBody = (method: string) => method === 'POST' || method === 'PATCH';
  const checkType: RequestHandler = (request, response, next) => {
    const isSent = takesBody(request.method) && Number(request.headers['content-length'] ?? 0) > 0;
    if (!isSent || positions['media-type'] === 'ignored' || request.is(['json', '+json'])) return next();
    message(response, 415, 'Send JSON');
  };
  const parse = express.json({
    type: ['json', '+json'],
    limit: '1mb',
    strict: positions['json-root'] === 'malformed',
    verify: (request, _response, { length }) => void (length > 0 && withText.add(request)),
  });
  const parseBody: RequestHandler = (request, response, next) =>
    takesBody(request.method) ? parse(request, response, next) : next();
  const afterwards: RequestHandler = (request, _response, next) => {
    if (positions['missing-body'] === 'undefined' && !withText.has(request)) request.body = undefined;
    next();
  };
  return [checkType, parseBody, afterwards];
}

function failures(positions: Positions): ErrorRequestHandler {
  return (error: { status?: number; type?: string }, _request, response, next) => {
    const form = error.type === undefined ? positions['malformed-path'] : positions['malformed-json'];
    if (error.type === undefined && !(error instanceof URIError)) return next(error);
    const isBody = error.type !== undefined;
    if (isBody && error.status !== 400) return message(response, error.status ?? 500, 'The body cannot be read');
    // As in production, where Express shows no stack.
    if (form === '400-html') return next({ status: 400, toString: () => '' });
    if (form === '400-message') return message(response, 400, 'The request is malformed');
    const path = isBody ? [] : ['id'];
    response.status(400).json(new z.ZodError([{ code: 'custom', path, message: 'The request is malformed' }]));
  };
}

function message(response: Response, status: number, text: string): void {
  response.status(status).json({ message: text });
}
