/** Requests of the journal as tests that write a pact, with the states and matchers of `use-case-stub/pact`. */
import type { Json } from '../../lib/json.ts';
import { distinct } from '../../record/distinct.ts';
import { BASE, interactionOf, type Interaction } from '../../record/interaction.ts';
import type { JournalEntry } from '../api.ts';
import { literal } from './literal.ts';

/**
 * Requests as tests, each kind of request once. Comments name those that no pact can have.
 *
 * @param contract the OpenAPI document that the stub serves
 */
export function pactTests(entries: readonly JournalEntry[], contract: unknown): string {
  const leftOut = new Set<string>();
  const interactions = entries.flatMap((entry) => {
    const made = interactionOf(entry, contract);
    if (!('why' in made)) return [made];
    leftOut.add(`// Left out: ${entry.method} ${entry.url}, answered with ${entry.status}. ${made.why}.\n`);
    return [];
  });
  return [...leftOut].join('') + testsOf(distinct(interactions));
}

function testsOf(interactions: readonly Interaction[]): string {
  const code = interactions.map(testOf).join('\n');
  const names = ['fromProviderState', 'like', 'useCasePact'].filter((name) => `${code}useCasePact(`.includes(name));
  return [
    `import { equal } from 'node:assert/strict';`,
    `import { test } from 'node:test';`,
    `import { ${names.join(', ')} } from 'use-case-stub/pact';`,
    '',
    `const pact = useCasePact({ consumer: 'my-app', dir: 'pacts' });`,
    '',
    code,
  ].join('\n');
}

function testOf({ description, given, request, status, reply, retryAfter }: Interaction): string {
  const { method, path, isOfState, query, isAnonymous, body } = request;
  const headers: Readonly<Record<string, string>> = isAnonymous ? {} : { authorization: 'Bearer YOUR_API_KEY' };
  const search = new URLSearchParams(query).toString();
  const target = search === '' ? '' : `?${search}`;
  const steps = [
    ...(search === '' ? [] : [`.query(${literal(query, 6)})`]),
    ...(isAnonymous ? [] : [`.headers(${literal(headers, 6)})`]),
    ...(body === undefined ? [] : ['.jsonBody(body)']),
  ].join('');
  const replySteps = [
    ...(retryAfter === undefined ? [] : [`.headers({ 'retry-after': like.header('retry-after', ${retryAfter}) })`]),
    ...(reply === undefined ? [] : [`.jsonBody(${replyCode(reply)})`]),
  ].join('');
  // Pact adds the content type of a JSON body by itself.
  const sent = { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) };
  const parameters = given?.parameters === undefined ? '' : `, ${literal(given.parameters, 4)}`;
  return [
    `test(${literal(`${description} is answered with ${status}`)}, () => {`,
    // A request that is wrong on purpose has not the type that the contract gives it.
    ...(body === undefined ? [] : [`  const body = ${literal(body, 2)} ${status === 400 ? 'as never' : 'as const'};`]),
    '  return pact',
    '    .addInteraction()',
    ...(given === undefined ? [] : [`    .given(${literal(given.name)}${parameters})`]),
    `    .uponReceiving(${literal(description)})`,
    `    .withRequest(${literal(method)}, ${isOfState ? `fromProviderState(${literal(`${BASE}/use-cases/\${id}`)}, ${literal(path)})` : literal(path)}${steps === '' ? '' : `, (request) => request${steps}`})`,
    `    .willRespondWith(${status}${replySteps === '' ? '' : `, (reply) => reply${replySteps}`})`,
    '    .executeTest(async (mock) => {',
    '      // Call your own client here.',
    `      const response = await fetch(mock.url + ${literal(path + target)}, {`,
    `        method: ${literal(method)},`,
    `        headers: ${literal(sent, 8)},`,
    ...(body === undefined ? [] : ['        body: JSON.stringify(body),']),
    '      });',
    `      equal(response.status, ${status});`,
    '    });',
    '});',
    '',
  ].join('\n');
}

function replyCode(reply: NonNullable<Interaction['reply']>): string {
  if ('exactly' in reply) return literal(reply.exactly, 4);
  return `like.${reply.like}(${reply.args.map((each: Json) => literal(each, 4)).join(', ')})`;
}
