import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../lib/version.ts';
import { builtInContract } from '../../contract/built-in.ts';
import { createRouter } from '../../contract/routes.ts';
import { useCaseFacts } from '../../contract/use-case-facts.ts';
import { providerName } from '../provider-name.ts';
import type { StateAliases } from './aliases.ts';
import { BrokerError, createBroker, type Broker, type BrokerOptions } from './broker.ts';
import { createComparison } from './compare.ts';
import { coverageOf } from './coverage.ts';
import { createNativeVerifier } from './native.ts';
import { PactProblem, readPact } from './pact-document.ts';
import { deployedProvider, freshStub, ProviderUnreachable } from './provider.ts';
import type { PactReport, SourceProblem, VerificationReport } from './report.ts';
import { findSources, withoutCredentials, type Source } from './sources.ts';
import { startStateServer } from './state-server.ts';
import { verifyPact, type Workshop } from './verify-pact.ts';

/** How far a verification has come. */
export interface Progress {
  /** The file or URL that is being verified. */
  readonly source: string;
  /** Pacts done, and all of them. */
  readonly done: number;
  readonly pacts: number;
  /** Interactions done, over all pacts. */
  readonly interactions: number;
}

export interface VerifyOptions {
  /** Files, directories, glob patterns and URLs. */
  readonly pacts: readonly string[];
  /** Name of the provider in the pacts. Default: `use-cases-api`. */
  readonly provider?: string;
  /** What to verify against. Default: a fresh stub for each pact. */
  readonly providerUrl?: string;
  /** Where Pact's state changes are sent to, if the provider is no stub. */
  readonly stateUrl?: string;
  /**
   * Headers for every request to the provider. An `authorization` takes the place of the pact's own where there is
   * one, but not where 401 is expected.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** What other names the pacts have for states. */
  readonly aliases?: StateAliases;
  /** Milliseconds that one request may take. Default: 30,000. */
  readonly timeout?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** A Pact Broker that says which other pacts to verify, and takes the results. */
  readonly broker?: BrokerOptions;
}

/**
 * Verifies pacts against a provider and against the contract.
 *
 * @returns what was found out; a broken pact or an unreadable file is no exception
 */
export async function verifyPacts(options: VerifyOptions): Promise<VerificationReport> {
  const { provider = providerName, providerUrl } = options;
  const broker = options.broker && createBroker(options.broker, version);
  const { sources, problems } = await collect(options.pacts, broker, options);
  const { operations } = builtInContract();
  const pacts: PactReport[] = [];
  const published: string[] = [];
  if (sources.length > 0) {
    using workshop = await openWorkshop(options);
    for (const [index, source] of sources.entries()) {
      workshop.progress({ source: source.name, done: index, pacts: sources.length });
      try {
        const pact = readPact(source.name, await source.read(), provider);
        const { pending = false, notices = [] } = source;
        const report = { ...(await verifyPact(pact, workshop)), pending, notices };
        pacts.push(report);
        if (broker && source.publish) published.push(await broker.publish(provider, pact.text, report));
      } catch (error) {
        problems.push(problemOf(error, source.name));
        if (error instanceof ProviderUnreachable) break;
      }
    }
  }
  const against = providerUrl === undefined ? 'a fresh stub' : withoutCredentials(providerUrl);
  return { provider, against, pacts, problems, coverage: coverageOf(operations, pacts), published };
}

/** Whatever happens over one pact, the others are verified. */
function problemOf(error: unknown, source: string): SourceProblem {
  if (error instanceof PactProblem) return error.of(source);
  if (error instanceof ProviderUnreachable || error instanceof BrokerError) {
    return { id: 'unreachable', source, message: error.message };
  }
  return { id: 'failed', source, message: (error as Error).message };
}

/** A source of a pact that may come from a broker. */
interface PactSource extends Source {
  readonly pending?: boolean;
  readonly notices?: readonly string[];
  readonly publish?: boolean;
}

async function collect(
  args: readonly string[],
  broker: Broker | undefined,
  { provider = providerName, broker: brokerOptions }: VerifyOptions,
): Promise<{ sources: PactSource[]; problems: SourceProblem[] }> {
  const sources = new Map<string, PactSource>();
  const problems: SourceProblem[] = [];
  const add = async (name: string, find: () => Promise<readonly PactSource[]>) => {
    try {
      for (const source of await find()) sources.set(source.identity ?? source.name, source);
    } catch (error) {
      problems.push(problemOf(error, withoutCredentials(name)));
    }
  };
  for (const argument of args) await add(argument, () => findSources(argument));
  if (broker && brokerOptions) {
    const publish = brokerOptions.publish ?? false;
    await add(brokerOptions.url, async () => {
      const pacts = await broker.pactsToVerify(provider);
      return pacts.map(({ url, ...pact }) => ({ name: withoutCredentials(url), publish, ...pact }));
    });
  }
  return { sources: [...sources.values()], problems };
}

/** Gets ready what all pacts share. @throws Error when there is no room for temporary files */
async function openWorkshop(options: VerifyOptions) {
  const { headers = {}, aliases = {}, timeout = 30_000, onProgress, providerUrl, stateUrl } = options;
  const directory = temporaryDirectory();
  // Early, because it loads in another process while we load what is ours.
  const native = createNativeVerifier();
  const contract = builtInContract();
  const [create] = contract.operations;
  const document = await contract.loadDocument(create as NonNullable<typeof create>);
  const basePath = basePathOf(document);
  const states = await startStateServer();
  const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  let interactions = 0;
  let latest: Omit<Progress, 'interactions'> = { source: '', done: 0, pacts: 0 };
  const workshop: Workshop = {
    router: createRouter(contract.operations),
    basePath,
    facts: useCaseFacts(contract),
    aliases,
    compare: createComparison(document, contract.operations, basePath),
    native,
    states,
    openProvider: () =>
      providerUrl === undefined
        ? freshStub()
        : deployedProvider({ url: providerUrl, basePath, stateUrl, headers: lowerCase, timeout }),
    directory: directory.path,
    headers: lowerCase,
    timeout,
    onInteraction: () => onProgress?.({ ...latest, interactions: ++interactions }),
  };
  return {
    ...workshop,
    progress(next: typeof latest) {
      latest = next;
      onProgress?.({ ...latest, interactions });
    },
    [Symbol.dispose]() {
      native.close();
      states.close();
      directory.remove();
    },
  };
}

/** It is gone with the process, at the latest. */
function temporaryDirectory() {
  let path: string;
  try {
    path = mkdtempSync(join(tmpdir(), 'use-case-stub-verify-'));
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`there is no room for temporary files; set TMPDIR to a directory that can be written: ${reason}`, {
      cause: error,
    });
  }
  const remove = () => {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.on('exit', remove);
  return { path, remove };
}

/** Path of the first server's URL, without a slash at its end. */
function basePathOf(document: object): string {
  const [server] = (document as { servers?: { url: string }[] }).servers ?? [];
  return server === undefined ? '' : new URL(server.url, 'http://localhost').pathname.replace(/\/$/, '');
}
