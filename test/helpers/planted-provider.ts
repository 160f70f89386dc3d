/**
 * A provider of the Use Cases API that a team might have written: node:http, Ajv and a Map. It shares no code with the
 * stub. Each mistake can be switched on; without any, it keeps the contract.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/** Every mistake that can be planted, with what is wrong then. */
export const mistakes = {
  'name-optional': 'A create without a name is accepted.',
  'language-free': 'Any text is accepted as a language.',
  'behavior-optional': 'amd without amd_behavior is accepted.',
  'boolean-as-text': 'The text "true" is accepted where a boolean belongs, and stored as true.',
  'update-unchecked': 'The body of an update is not validated.',
  unprocessable: 'An invalid body is answered with 422.',
  'no-issues': 'A refusal has only a message.',
  'wrong-path': 'A refusal names the field with a wrong path.',
  'no-organization': 'Replies lack organization_id.',
  'duration-as-text': 'max_duration_mins is answered as a text.',
  'hooks-crash': 'hooks: null is answered with 500.',
  'text-trimmed': 'White space at the ends of texts is lost.',
  'update-resets': 'An update sets the fields that it leaves out to their defaults.',
  'update-not-stored': 'An update answers the new values and does not store them.',
  'update-new-id': 'An update gives the use case a new id.',
  'unknown-ok': 'An unknown id is answered with 200 and an empty object.',
  'list-page': 'The list stops after five use cases.',
  'list-object': 'The list is an object with items.',
  'key-unchecked': 'A request without a key is answered.',
  'organizations-shared': 'Every key reads the use cases of all.',
  'params-flattened': 'Nested values of params are stored as texts.',
  'default-language': 'A create without a language is stored without one.',
} as const;

/** The name of a mistake. */
export type Mistake = keyof typeof mistakes;

type UseCase = Record<string, unknown> & { id: string };

const document = parse(readFileSync(new URL('../../openapi/use-cases.yaml', import.meta.url), 'utf8')) as {
  components: { schemas: Record<string, object>; examples: Record<string, { value: UseCase }> };
};
const examples = ['CarrierSales', 'Minimal', 'Voicemail'].map((name) => document.components.examples[name]?.value);
const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
ajv.addSchema({ ...document, $id: 'api' });
const validators = {
  create: ajv.compile({ $ref: 'api#/components/schemas/UseCaseCreate' }),
  update: ajv.compile({ $ref: 'api#/components/schemas/UseCaseUpdate' }),
};
const fields = new Set(
  ['UseCaseFields', 'UseCaseSettings'].flatMap((name) =>
    Object.keys((document.components.schemas[name] as { properties: object }).properties),
  ),
);

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/** A request as the provider sees it. */
interface Asked {
  readonly method: string;
  /** Path with query. */
  readonly target: string;
  readonly authorization: string;
  readonly contentType: string;
  readonly text: string;
}

/** @returns a provider with these mistakes, as a function; see `startPlantedProvider` */
export function createPlantedProvider(
  planted: readonly Mistake[] = [],
  withExamples = false,
): (asked: Asked) => Answer {
  const has = (mistake: Mistake) => planted.includes(mistake);
  const organizations = new Map<string, Map<string, UseCase>>();

  function answer({ method, target, authorization, contentType, text }: Asked): Answer {
    const key = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (key === undefined && !has('key-unchecked'))
      return { status: 401, body: { message: 'send a key' }, headers: { 'www-authenticate': 'Bearer' } };
    const organization = has('organizations-shared') ? 'all' : (key ?? 'none');
    const useCases = organizations.get(organization) ?? firstUseCases(organization);
    organizations.set(organization, useCases);
    const [, id] = /^\/use-cases(?:\/([^/?]+))?(?:\?.*)?$/.exec(target) ?? [];
    if (id === undefined) {
      if (method === 'GET') return list([...useCases.values()]);
      if (method !== 'POST') return { status: 405, body: { message: 'no' }, headers: { allow: 'GET, POST' } };
      const body = read(contentType, text, 'create');
      if (isAnswer(body)) return body;
      const created = { id: newId(), organization_id: idOf(organization), ...withDefaults(body) } as UseCase;
      useCases.set(created.id, created);
      return ok(created);
    }
    if (method !== 'GET' && method !== 'PATCH')
      return { status: 405, body: { message: 'no' }, headers: { allow: 'GET, PATCH' } };
    if (decodeURIComponent(id).length !== 24) return refused([{ path: ['id'], message: 'wrong length' }]);
    const known = useCases.get(id);
    const body = method === 'PATCH' ? read(contentType, text, 'update') : {};
    if (isAnswer(body)) return body;
    if (known === undefined)
      return has('unknown-ok') ? { status: 200, body: {} } : { status: 404, body: { message: 'not found' } };
    if (method === 'GET') return ok(known);
    const merged: UseCase = {
      ...known,
      ...(has('update-resets') ? { language: 'en-US', max_duration_mins: 10 } : {}),
      ...body,
    };
    if (has('update-new-id')) merged.id = newId();
    if (merged['amd'] === true && merged['amd_behavior'] === undefined && !has('behavior-optional'))
      return refused([{ path: ['amd_behavior'], message: 'required' }]);
    if (!has('update-not-stored')) useCases.set(merged.id, merged);
    return ok(merged);
  }

  function firstUseCases(organization: string): Map<string, UseCase> {
    const first = withExamples ? examples.filter((each) => each !== undefined) : [];
    return new Map(first.map((each) => [each.id, { ...each, organization_id: idOf(organization) }]));
  }

  function list(all: readonly UseCase[]): Answer {
    const items = all.map((each) => ok(each).body);
    if (has('list-object')) return { status: 200, body: { items, count: items.length } };
    return { status: 200, body: has('list-page') ? items.slice(0, 5) : items };
  }

  /** The body of a request without unknown properties, or the refusal of it. */
  function read(contentType: string, text: string, kind: 'create' | 'update'): Record<string, unknown> | Answer {
    if (text !== '' && !/^application\/json/.test(contentType)) return { status: 415, body: { message: 'send JSON' } };
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return refused([{ path: [], message: 'malformed' }]);
    }
    const isUnchecked = kind === 'update' && has('update-unchecked') && typeof body === 'object' && body !== null;
    const sent = has('boolean-as-text') ? withBooleans(body) : body;
    const validate = validators[kind];
    if (!validate(sent) && !isUnchecked) {
      const issues = (validate.errors ?? [])
        .map(({ keyword, instancePath, params }) => {
          const path = instancePath.split('/').slice(1);
          const missing = (params as { missingProperty?: string }).missingProperty;
          return { keyword, path: missing === undefined ? path : [...path, missing], message: keyword };
        })
        .filter(({ keyword }) => keyword !== 'if')
        .filter(({ path: [field], keyword }) => {
          if (has('name-optional') && field === 'name' && keyword === 'required') return false;
          if (has('language-free') && field === 'language' && keyword === 'enum') return false;
          return !(has('behavior-optional') && field === 'amd_behavior' && keyword === 'required');
        });
      if (issues.length > 0) return refused(issues);
    }
    const known = Object.entries(sent as object).filter(([name]) => fields.has(name));
    return Object.fromEntries(known.map(([name, value]) => [name, stored(name, value)]));
  }

  function stored(name: string, value: unknown): unknown {
    if (has('hooks-crash') && name === 'hooks' && value === null) throw new TypeError('hooks is null');
    if (has('text-trimmed') && typeof value === 'string') return value.trim();
    if (has('params-flattened') && name === 'params')
      return Object.fromEntries(
        Object.entries(value ?? {}).map(([key, each]: [string, unknown]) => [
          key,
          typeof each === 'object' ? JSON.stringify(each) : each,
        ]),
      );
    return value;
  }

  function withDefaults(body: Record<string, unknown>): Record<string, unknown> {
    return { ...(has('default-language') ? {} : { language: 'en-US' }), max_duration_mins: 10, ...body };
  }

  function refused(issues: readonly { readonly path: readonly string[]; readonly message: string }[]): Answer {
    const status = has('unprocessable') ? 422 : 400;
    if (has('no-issues')) return { status, body: { message: 'invalid' } };
    const shown = issues.map(({ path, message }) => ({
      code: 'custom',
      path: has('wrong-path') ? ['body', ...path] : path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
      message,
    }));
    return { status, body: { issues: shown, name: 'ZodError' } };
  }

  function ok({ organization_id, max_duration_mins, ...useCase }: UseCase): Answer {
    const duration = has('duration-as-text') ? String(max_duration_mins) : max_duration_mins;
    const body = {
      ...useCase,
      ...(max_duration_mins !== undefined && { max_duration_mins: duration }),
      ...(!has('no-organization') && { organization_id }),
    };
    return { status: 200, body };
  }

  return (asked) => {
    try {
      return answer(asked);
    } catch {
      return { status: 500, body: { message: 'a bug' } };
    }
  };
}

/**
 * Starts a provider with these mistakes on a free port.
 *
 * @param withExamples whether each key has the use cases of the contract's examples, as Specmatic needs them
 * @returns its base URL, and what closes it
 */
export async function startPlantedProvider(planted: readonly Mistake[] = [], withExamples = false) {
  const provider = createPlantedProvider(planted, withExamples);
  const server = createServer((request, response) => void respond(request, response));

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { method = '', url: target = '' } = request;
    const { authorization = '', 'content-type': contentType = '' } = request.headers;
    const { status, body, headers } = provider({ method, target, authorization, contentType, text });
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => closed(server),
  };
}

/** Asks a provider as fetch would, without a port. */
export function fetchFrom(provider: ReturnType<typeof createPlantedProvider>) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname: target } = new URL(url);
    const headers = new Headers(init.headers);
    const {
      status,
      body,
      headers: more,
    } = provider({
      method: init.method ?? 'GET',
      target,
      authorization: headers.get('authorization') ?? '',
      contentType: headers.get('content-type') ?? '',
      text: typeof init.body === 'string' ? init.body : '',
    });
    return Response.json(body, { status, headers: more ?? {} });
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function isAnswer(body: object): body is Answer {
  return 'status' in body && typeof body.status === 'number' && 'body' in body;
}

function newId(): string {
  return randomBytes(12).toString('hex');
}

function idOf(organization: string): string {
  return Buffer.from(organization.padEnd(12, '.')).toString('hex').slice(0, 24);
}

function withBooleans(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]: [string, unknown]) => [
      name,
      value === 'true' || value === 'yes' ? true : value,
    ]),
  );
}
