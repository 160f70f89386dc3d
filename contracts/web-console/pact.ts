import { fileURLToPath } from 'node:url';
import { useCasePact } from 'use-case-stub/pact';
import { useCasesAt, type UseCases } from './client.ts';

/** A test sets PACT_DIR to write the pact elsewhere and compare it with the committed one. */
const dir = process.env['PACT_DIR'] ?? fileURLToPath(new URL('../pacts', import.meta.url));

/** What the web console needs from the Use Cases API. */
export const pact = useCasePact({ consumer: 'web-console', dir });

/** The path before all paths of the API. */
export const base = '/api/v1';

/** The header that the client sends with its API key. */
export const authorization = 'Bearer web-console';

/** The console's client, connected to Pact's mock server. */
export function clientAt({ url }: { readonly url: string }): UseCases {
  return useCasesAt(url + base, 'web-console');
}
