/**
 * Runs Pact's native core in a process of its own: the core prints to stdout, reads options from the environment, and
 * can crash over a pact that it does not understand.
 *
 * The core is used directly, not through the `Verifier` of @pact-foundation/pact. The proxy of that class refuses bodies
 * above 100 kB, answers malformed JSON itself, sends even local requests through HTTP_PROXY, and ignores that a state
 * could not be set up.
 */
import { createRequire } from 'node:module';

/** One pact to verify; the message from the parent process. */
export interface NativeJob {
  readonly file: string;
  /** The provider's name, which the core requires although it is in the file. */
  readonly provider: string;
  readonly providerUrl: string;
  readonly statesUrl: string;
  /** Headers for every request to the provider; they replace the pact's of the same name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
}

/** The reply to the parent process: the core's results as JSON, or an error message. */
export type NativeAnswer = { readonly results: string } | { readonly failure: string };

interface Core {
  verifyPacts(options: object): Promise<string>;
}

const require = createRequire(import.meta.url);
const { default: core } = require('@pact-foundation/pact-core') as { default: Core };

process.on('message', ({ file, provider, providerUrl, statesUrl, headers, timeout }: NativeJob) => {
  const options = {
    provider,
    pactUrls: [file],
    providerBaseUrl: providerUrl,
    providerStatesSetupUrl: statesUrl,
    logLevel: 'error',
    timeout,
    ...(Object.keys(headers).length > 0 && { customProviderHeaders: headers }),
  };
  void verify(options).then((answer) => process.send?.(answer));
});

/** The core rejects with its results as JSON when a verification fails. */
async function verify(options: object): Promise<NativeAnswer> {
  try {
    return { results: await core.verifyPacts(options) };
  } catch (error) {
    const { message } = error as Error;
    return message.startsWith('{') ? { results: message } : { failure: message };
  }
}
