import { withoutCredentials } from '../../lib/remote.ts';
import { providerName } from '../load-pact.ts';
import { BrokerError, type Broker, type BrokerOptions } from './broker.ts';
import { PactProblem } from './pact-document.ts';
import { ProviderUnreachable } from './provider.ts';
import { findSources, type Source } from './sources.ts';
import type { SkippedPact, SourceProblem } from './verification-report.ts';

/** The source of a pact, with what a broker says about it. */
export interface PactSource extends Source {
  readonly pending?: boolean;
  readonly notices?: readonly string[];
  readonly publish?: boolean;
}

/** Finds the sources of all pacts. A file that two arguments name is verified once. */
export async function collectPacts(
  args: readonly string[],
  broker: Broker | undefined,
  { provider = providerName, broker: brokerOptions }: { readonly provider?: string; readonly broker?: BrokerOptions },
): Promise<{ sources: PactSource[]; problems: SourceProblem[] }> {
  const sources = new Map<string, PactSource>();
  const problems: SourceProblem[] = [];
  const add = async (name: string, find: () => Promise<readonly PactSource[]>) => {
    try {
      for (const source of await find()) {
        const identity = source.identity ?? source.name;
        // A file that an argument names stays named, although a directory has it as well.
        if (!sources.get(identity)?.isNamed) sources.set(identity, source);
      }
    } catch (error) {
      problems.push(problemOf(error, withoutCredentials(name)));
    }
  };
  for (const argument of args) {
    await add(argument, async () => {
      const found = await findSources(argument);
      return broker && brokerOptions ? found.map((each) => fromBroker(each, broker, brokerOptions)) : found;
    });
  }
  if (args.length === 0 && broker && brokerOptions) {
    const publish = brokerOptions.publish ?? false;
    await add(brokerOptions.url, async () => {
      const pacts = await broker.pactsToVerify(provider);
      return pacts.map(({ url, ...pact }) => ({ name: withoutCredentials(url), publish, ...pact }));
    });
  }
  return { sources: [...sources.values()], problems };
}

/** A URL of the broker is read with the broker's credentials, as for a webhook that names the pact that changed. */
function fromBroker(source: Source, broker: Broker, { url: home, publish = false }: BrokerOptions): PactSource {
  const { url } = source;
  if (url === undefined || new URL(url).origin !== new URL(home).origin) return source;
  return { ...source, publish, read: () => broker.read(url) };
}

/** An error as a problem of its source, so that the other pacts are still verified. */
export function problemOf(error: unknown, source: string): SourceProblem {
  if (error instanceof PactProblem) return error.of(source);
  if (error instanceof BrokerError) return { id: error.problem, source, message: error.message };
  if (error instanceof ProviderUnreachable) return { id: 'unreachable', source, message: error.message };
  return { id: 'failed', source, message: (error as Error).message };
}

/**
 * Puts a source that could not be used where it belongs: what a directory, a pattern or a broker yields may be about
 * something else.
 */
export function sortProblem(
  problem: SourceProblem,
  { isNamed }: Source,
  to: { readonly problems: SourceProblem[]; readonly skipped: SkippedPact[] },
): void {
  const { id, source, message } = problem;
  if (!isNamed && ['other-provider', 'other-json'].includes(id)) to.skipped.push({ source, message });
  else to.problems.push(problem);
}
