import { fileURLToPath } from 'node:url';
import { useCasePact } from 'use-case-stub/pact';
import { useCasesAt, type UseCases } from './client.ts';

/** PACT_DIR lets a check write the pact elsewhere, to see whether the one that is committed is still what comes. */
const dir = process.env['PACT_DIR'] ?? fileURLToPath(new URL('../pacts', import.meta.url));

/** What the web console needs of the Use Cases API. */
export const pact = useCasePact({ consumer: 'web-console', dir });

/** Where the API's paths begin. */
export const base = '/api/v1';

/** The header that the client sends with its API key. */
export const authorization = 'Bearer web-console';

/** The client as the console has it, but at Pact's mock server. */
export function clientAt({ url }: { readonly url: string }): UseCases {
  return useCasesAt(url + base, 'web-console');
}
