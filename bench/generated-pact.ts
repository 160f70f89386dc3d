/**
 * A pact to verify: ten kinds of requests, each with different texts and numbers. Together they call the four
 * operations, need states with and without parameters, take ids from states, and match by type, by regular expression
 * and by list.
 */
import { KNOWN_ID } from './inputs.ts';

const PATH = '/api/v1/use-cases';
const UNKNOWN_ID = 'ffffffffffffffffffffffff';
const ORGANIZATION_ID = '64b8f0c2a9d37e51c0aa4f18';
const EXAMPLE = { id: KNOWN_ID, organization_id: ORGANIZATION_ID };
const LANGUAGES = ['en-US', 'en-GB', 'es-MX', 'es-ES', 'pt-PT', 'de-DE', 'fr-FR', 'pl-PL', 'ro-RO', 'it-IT'];

interface Interaction {
  readonly description: string;
  readonly providerStates?: readonly { readonly name: string; readonly params?: object }[];
  readonly request: object;
  readonly response: object;
}

type Matchers = Readonly<Record<string, object>>;

/** @param count how many interactions it has */
export function generatedPact(count: number): object {
  return {
    consumer: { name: 'bench' },
    provider: { name: 'use-cases-api' },
    interactions: Array.from({ length: count }, (_, index) => interaction(index)),
    metadata: { pactSpecification: { version: '3.0.0' } },
  };
}

function interaction(index: number): Interaction {
  const kind = kinds[index % kinds.length] as (number: number) => Omit<Interaction, 'description'>;
  return { description: `request ${String(index + 1)}: ${kind.name}`, ...kind(index) };
}

const kinds = [
  function listOfSeveral(number: number) {
    return {
      providerStates: [{ name: 'several use cases exist', params: { count: 2 + (number % 9) } }],
      request: request('GET', PATH),
      response: reply(200, [EXAMPLE], { $: { match: 'type', min: 1 }, ...idsByType('$[*]') }),
    };
  },
  function listOfNone() {
    return {
      providerStates: [{ name: 'no use cases exist' }],
      request: request('GET', PATH),
      response: reply(200, []),
    };
  },
  function create(number: number) {
    const body = { ...fields(number), transfer_number: `+141555501${String(number).padStart(2, '0')}` };
    return {
      request: request('POST', PATH, body, { '$.name': { match: 'type' } }),
      response: reply(200, { ...EXAMPLE, ...body }, { ...idsByType('$'), '$.name': { match: 'type' } }),
    };
  },
  function createWithMore(number: number) {
    const body = {
      ...fields(number),
      keywords: ['reefer', 'detention', `lane ${String(number)}`],
      classification_tags: [{ name: 'Booked', description: 'The load was booked' }],
      extract_with_ai: [{ name: 'rate', description: 'Agreed rate', type: 'string', example: '1200', required: true }],
      amd: true,
      amd_behavior: 'Hangup',
    };
    const kept = { ...EXAMPLE, ...body };
    return {
      request: request('POST', PATH, body),
      response: reply(200, kept, { ...idsByType('$'), '$.keywords': { match: 'type', min: 1 } }),
    };
  },
  function createRefused(number: number) {
    return {
      request: request('POST', PATH, { language: LANGUAGES[number % LANGUAGES.length] }),
      response: reply(400, { issues: [{ path: ['name'], message: 'Required' }] }, { '$.issues': { match: 'type' } }),
    };
  },
  function getByIdOfState(number: number) {
    const kept = fields(number);
    return {
      providerStates: [{ name: 'a use case exists', params: kept }],
      request: byIdOfState(request('GET', `${PATH}/${KNOWN_ID}`)),
      response: reply(200, { ...EXAMPLE, ...kept }, idsByExpression),
    };
  },
  function getByKnownId() {
    return {
      providerStates: [{ name: 'a use case exists' }],
      request: request('GET', `${PATH}/${KNOWN_ID}`),
      response: reply(200, EXAMPLE, idsByExpression),
    };
  },
  function getMissing() {
    return {
      providerStates: [{ name: 'no use cases exist' }],
      request: request('GET', `${PATH}/${UNKNOWN_ID}`),
      response: reply(404, { message: 'Use case not found' }, { '$.message': { match: 'type' } }),
    };
  },
  function update(number: number) {
    const change = { max_duration_mins: 1 + number, hidden: number % 4 === 0 };
    return {
      providerStates: [{ name: 'a use case exists', params: fields(number) }],
      request: byIdOfState(request('PATCH', `${PATH}/${KNOWN_ID}`, change)),
      response: reply(200, { ...EXAMPLE, ...change }, idsByExpression),
    };
  },
  function withoutKey() {
    return {
      request: { method: 'GET', path: PATH },
      response: reply(401, { message: 'Send your API key' }, { '$.message': { match: 'type' } }),
    };
  },
];

function fields(number: number): { readonly name: string; readonly language: string | undefined } {
  return { name: `Carrier Sales ${String(number)}`, language: LANGUAGES[number % LANGUAGES.length] };
}

function request(method: string, path: string, body?: object, rules: Matchers = {}): object {
  const headers = { Authorization: 'Bearer bench-key', ...(body && { 'Content-Type': 'application/json' }) };
  return { method, path, headers, ...(body && { body }), matchingRules: { body: matchers(rules) } };
}

/** Takes the id of the request from the state. */
function byIdOfState(made: object): object {
  const expression = `${PATH}/$` + '{id}';
  return { ...made, generators: { path: { type: 'ProviderState', expression } } };
}

function reply(status: number, body: object, rules: Matchers = {}): object {
  return {
    status,
    headers: { 'Content-Type': 'application/json' },
    body,
    matchingRules: {
      body: matchers(rules),
      header: matchers({ 'Content-Type': { match: 'regex', regex: 'application/json(;.*)?' } }),
    },
  };
}

function idsByType(place: string): Matchers {
  return { [`${place}.id`]: { match: 'type' }, [`${place}.organization_id`]: { match: 'type' } };
}

const idsByExpression: Matchers = {
  '$.id': { match: 'regex', regex: '[0-9a-f]{24}' },
  '$.organization_id': { match: 'regex', regex: '[0-9a-f]{24}' },
};

function matchers(rules: Matchers): object {
  const each = Object.entries(rules).map(([path, rule]) => [path, { combine: 'AND', matchers: [rule] }]);
  return Object.fromEntries(each) as object;
}
