import { putIntoState, leaveStates, stateRefusal } from '../use-cases/states/put-into-state.ts';
import { refusal, type Reply } from '../use-cases/reply.ts';
import { stateNames, states } from '../use-cases/states/catalogue.ts';
import { authenticate } from './authenticate.ts';
import { badRequest, problem } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { takeBody } from './read-body.ts';
import type { Surroundings } from './respond.ts';

/** The stub's own routes stand beside the API, where no path of the API can be. */
const PREFIX = '/__stub/';

type AdminHandler = (exchange: Exchange, around: Surroundings, parameter: string) => Reply | Promise<Reply>;

/** By path, then by method. `*` stands for the rest of a path. */
const routes: Readonly<Record<string, Readonly<Record<string, AdminHandler>>>> = {
  '/__stub/health': { GET: () => ({ status: 200, body: { status: 'ok' } }) },
  '/__stub/states': { GET: listStates, DELETE: endStates },
  '/__stub/states/*': { PUT: setState },
};

/** Whether a request is about the stub and not to the API; those are neither logged nor kept in the journal. */
export function isAdministrative({ path }: Exchange): boolean {
  return path.startsWith(PREFIX);
}

/** Answers the stub's own routes. */
export async function administer(exchange: Exchange, around: Surroundings): Promise<Reply | undefined> {
  if (!isAdministrative(exchange)) return undefined;
  const { path, method } = exchange;
  const found = Object.entries(routes).find(([route]) => matches(route, path));
  if (found === undefined)
    return problem('unknown-path', `The stub has no ${path.slice(0, 100)}; it has ${Object.keys(routes).join(', ')}`);
  const [route, handlers] = found;
  const handler = handlers[method === 'HEAD' ? 'GET' : method];
  if (handler === undefined) {
    const allow = Object.keys(handlers).flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each]));
    return problem('method-not-allowed', `${method} is not possible on ${path.slice(0, 100)}`, {
      allow: allow.join(', '),
    });
  }
  return handler(exchange, around, path.slice(route.length - 1));
}

function matches(route: string, path: string): boolean {
  return route.endsWith('*') ? path.startsWith(route.slice(0, -1)) : path === route;
}

function listStates(): Reply {
  const body = stateNames.map((name) => {
    const { description, parameters, values } = states[name];
    const described = Object.entries(parameters).map(([parameter, { type, meaning }]) => [
      parameter,
      { type, ...(meaning && { meaning }) },
    ]);
    return { name, description, parameters: Object.fromEntries(described) as object, values };
  });
  return { status: 200, body };
}

/** `PUT /__stub/states/{name}`, with the parameters as its body. Answers what the state's `setUp` gives. */
async function setState(exchange: Exchange, around: Surroundings, encodedName: string): Promise<Reply> {
  const refused = authenticate(exchange, around.organizations) ?? (await takeBody(exchange, around.maxBody));
  if (refused) return refused;
  const name = decoded(encodedName);
  if (name === undefined) return badRequest('path-malformed', 'is not percent-encoded UTF-8', ['name']);
  const { organization, body } = exchange;
  if (organization === undefined) throw new Error('a request without an organization passed authentication');
  const wrong = stateRefusal(name, body, around.services);
  if (wrong?.error === 'state-unknown') return problem(wrong.error, wrong.issues[0]?.message ?? '');
  if (wrong) return refusal(wrong.issues, wrong.error);
  return { status: 200, body: await putIntoState({ organization, services: around.services }, name, body) };
}

/** `DELETE /__stub/states`: the organization is again as it was at the beginning. */
async function endStates(exchange: Exchange, around: Surroundings): Promise<Reply> {
  const refused = authenticate(exchange, around.organizations);
  if (refused) return refused;
  const { organization } = exchange;
  if (organization === undefined) throw new Error('a request without an organization passed authentication');
  await leaveStates({ organization, services: around.services });
  return { status: 204 };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
