/**
 * Runs Pact's native core, in a process of its own: the core prints to stdout whatever it is told, reads options from
 * the environment, and has been seen to die of a pact that it does not understand.
 *
 * The core is used directly, not through the `Verifier` of @pact-foundation/pact, whose proxy between core and
 * provider refuses bodies above 100 kB, answers malformed JSON itself, sends even local requests through
 * HTTP_PROXY, and takes a state that could not be set up for one that was.
 */
import { createRequire } from 'node:module';

/** What the parent asks for. */
export interface NativeJob {
  readonly file: string;
  /** The provider's name; the core wants it, though it is in the file. */
  readonly provider: string;
  readonly providerUrl: string;
  readonly statesUrl: string;
  /** Headers that every request to the provider gets, in addition or instead. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
}

/** What the child answers: the core's results as JSON, or what else it had to say. */
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

/** A verification that fails rejects with the same JSON that one that succeeds resolves to. */
async function verify(options: object): Promise<NativeAnswer> {
  try {
    return { results: await core.verifyPacts(options) };
  } catch (error) {
    const { message } = error as Error;
    return message.startsWith('{') ? { results: message } : { failure: message };
  }
}
