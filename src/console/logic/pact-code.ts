/** Requests of the journal as tests that write a pact, with the states and matchers of `use-case-stub/pact`. */
import type { Json } from '../../lib/json.ts';
import { distinct } from '../../record/distinct.ts';
import { BASE, interactionOf, type Interaction, type NoInteraction } from '../../record/interaction.ts';
import type { JournalEntry } from '../api.ts';
import { literal } from './literal.ts';

/**
 * A request as a test, or why there is none.
 *
 * @param contract the OpenAPI document that the stub serves
 */
export function pactCode(entry: JournalEntry, contract: unknown): { readonly code: string } | NoInteraction {
  const made = interactionOf(entry, contract);
  return 'why' in made ? made : { code: testsOf([made]) };
}

/** Requests as tests, each kind of request once. Comments name those that no pact can have. */
export function pactTests(entries: readonly JournalEntry[], contract: unknown): string {
  const all = entries.map((entry) => ({ entry, made: interactionOf(entry, contract) }));
  const leftOut = all.flatMap(({ entry: { method, url, status }, made }) =>
    'why' in made ? [`// Left out: ${method} ${url.replace(/\s/g, ' ')}, answered with ${status}. ${made.why}.\n`] : [],
  );
  return [...new Set(leftOut)].join('') + testsOf(distinct(all.flatMap(({ made }) => ('why' in made ? [] : [made]))));
}

function testsOf(interactions: readonly Interaction[]): string {
  const tests = interactions.map(testOf);
  const code = tests.join('\n');
  const names = ['fromProviderState', 'knownId', 'like', 'useCasePact'].filter(
    (name) => name === 'useCasePact' || (name === 'like' ? /like\./ : /knownId/).test(code),
  );
  return [
    `import { equal } from 'node:assert/strict';`,
    `import { test } from 'node:test';`,
    `import { ${names.join(', ')} } from 'use-case-stub/pact';`,
    '',
    `const pact = useCasePact({ consumer: 'my-app', dir: 'pacts' });`,
    ...(names.includes('knownId')
      ? [`const path = fromProviderState(${literal(`${BASE}/use-cases/\${id}`)}, \`${BASE}/use-cases/\${knownId}\`);`]
      : []),
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
  const url = isOfState ? `\`${BASE}/use-cases/\${knownId}${inTemplate(target)}\`` : literal(path + target);
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
    `    .withRequest(${literal(method)}, ${isOfState ? 'path' : literal(path)}${steps === '' ? '' : `, (request) => request${steps}`})`,
    `    .willRespondWith(${status}${replySteps === '' ? '' : `, (reply) => reply${replySteps}`})`,
    '    .executeTest(async (mock) => {',
    '      // Call your own client here.',
    `      const response = await fetch(mock.url + ${url}, {`,
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

/** Inside a template literal. */
function inTemplate(text: string): string {
  return text.replace(/[\\`$]/g, '\\$&');
}
