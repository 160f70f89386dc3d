/** Short descriptions of pact files for tests. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Finding, InteractionReport, VerificationReport } from '../../src/pact/verify/verification-report.ts';

export const fixtures = fileURLToPath(new URL('../fixtures/pacts/', import.meta.url));

/** Headers with an API key. */
const withKey = { authorization: 'Bearer consumer' };

/** The parts of an interaction that matter to a test. */
export interface InteractionSketch {
  readonly description?: string;
  readonly states?: readonly (string | { readonly name: string; readonly params: object })[];
  readonly request?: object;
  readonly response?: object;
}

/** Metadata of version 4, which types interactions and wraps bodies. */
export const version4 = { metadata: { pactSpecification: { version: '4.0' } } };

/** A pact of version 3: the first one with all features, and the last one without wrappers around bodies. */
export function pactOf(interactions: readonly InteractionSketch[], rest: object = {}): object {
  return {
    consumer: { name: 'Test Consumer' },
    provider: { name: 'use-cases-api' },
    interactions: interactions.map(({ description = 'a request', states = [], request, response }) => ({
      ...(rest === version4 && { type: 'Synchronous/HTTP' }),
      description,
      providerStates: states.map((state) => (typeof state === 'string' ? { name: state } : state)),
      request: { method: 'GET', path: '/use-cases', headers: withKey, ...request },
      response: { status: 200, ...response },
    })),
    metadata: { pactSpecification: { version: '3.0.0' } },
    ...rest,
  };
}

/** A directory that is removed after the test. */
export async function temporaryDirectory(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'use-case-stub-test-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/**
 * Writes a pact file.
 *
 * @param content a text, or a value to write as JSON
 */
export async function pactFile(t: TestContext, content: unknown, name = 'pact.json'): Promise<string> {
  const file = join(await temporaryDirectory(t), name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
}

export function interactionsOf({ pacts }: VerificationReport): InteractionReport[] {
  return pacts.flatMap(({ interactions }) => interactions);
}

export function findingsOf(report: VerificationReport): Finding[] {
  return interactionsOf(report).flatMap(({ findings }) => findings);
}
