import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssumptionChoices, showAssumptionChoices, type AssumptionChoices } from '../../contract/assumptions.ts';
import { behaviorBy, type Behavior } from '../../contract/behavior.ts';
import type { Fidelity } from '../../contract/fidelity.ts';
import { createRouter } from '../../contract/routes.ts';
import { useCaseFacts } from '../../contract/use-case-facts.ts';
import { withoutCredentials } from '../../lib/remote.ts';
import { version } from '../../lib/version.ts';
import { ruleBookFor } from '../../use-cases/rules/refine.ts';
import { providerName } from '../load-pact.ts';
import type { StateAliases } from './aliases.ts';
import { createBroker, type BrokerOptions } from './broker.ts';
import { collectPacts, problemOf, sortProblem } from './collect-pacts.ts';
import { createComparison } from './compare-with-contract.ts';
import { contractToVerify, type ContractToVerify } from './contract-to-verify.ts';
import { fieldsOf, type OperationFields } from '../../coverage/fields.ts';
import type { RequiredCoverage } from '../../coverage/units.ts';
import { coverageOf } from './pact-coverage.ts';
import { createExpressions } from './expressions.ts';
import { createNativeVerifier } from './native.ts';
import { readPact } from './pact-document.ts';
import { deployedProvider, freshStub, ProviderUnreachable } from './provider.ts';
import { startStateServer } from './state-server.ts';
import {
  type PactReport,
  type SkippedPact,
  type SourceProblem,
  type VerificationReport,
} from './verification-report.ts';
import { countsOf, verdictOf } from './verdict.ts';
import { verifyPact, type VerificationContext } from './verify-pact.ts';

/** The progress of a verification. */
export interface Progress {
  /** The file or URL that is being verified. */
  readonly source: string;
  /** Number of pacts that are done. */
  readonly done: number;
  /** Number of all pacts. */
  readonly pacts: number;
  /** Number of interactions that are done, over all pacts. */
  readonly interactions: number;
}

/** What to verify, and against what. */
export interface VerifyOptions {
  /** Files, directories, glob patterns and URLs. */
  readonly pacts: readonly string[];
  /** Name of the provider in the pacts. Default: `use-cases-api`. */
  readonly provider?: string;
  /** URL of a stub or API to verify against. Default: a fresh stub for each pact. */
  readonly providerUrl?: string;
  /** Address for Pact's state changes, for a provider that is not a stub. */
  readonly stateUrl?: string;
  /**
   * Headers for every request to the provider. An `authorization` replaces that of a request, unless the request has
   * none or expects 401.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** Other names that the pacts use for states. */
  readonly aliases?: StateAliases;
  /** An OpenAPI 3.1 document of the same API, such as a draft, in place of the built-in contract. */
  readonly spec?: string;
  /** What a probe found out about the real API, which a fresh stub does as well. Default: nothing. */
  readonly fidelity?: Fidelity;
  /** Ways of assumptions that the contract and a fresh stub follow, whatever was found out. Default: none. */
  readonly assume?: AssumptionChoices;
  /** Allow properties of requests that the contract does not have. Default: false. */
  readonly allowUnknown?: boolean;
  /** Percentages of the contract that pacts have to cover, by unit, such as `{ replies: 80 }`. Default: none. */
  readonly requiredCoverage?: RequiredCoverage;
  /** Milliseconds that one request may take. Default: 30,000. */
  readonly timeout?: number;
  /** Called before each pact and after each interaction. */
  readonly onProgress?: (progress: Progress) => void;
  /**
   * A Pact Broker. Without `pacts` it selects them. With `pacts`, it only gives those that are URLs of its own. It gets
   * the results of the pacts that it gave.
   */
  readonly broker?: BrokerOptions;
}

/**
 * Verifies pacts against a provider and against the contract.
 *
 * @returns the findings. A broken pact or an unreadable file does not throw
 * @throws SpecFileError when `spec` cannot be read or compiled
 * @throws Error when temporary files cannot be written
 */
export async function verifyPacts(options: VerifyOptions): Promise<VerificationReport> {
  const { provider = providerName, providerUrl } = options;
  const broker = options.broker && createBroker(options.broker, version);
  const contract = await contractToVerify(options.spec, behaviorOfApi(options).choices);
  const { sources, problems } = await collectPacts(options.pacts, broker, options);
  const fields = fieldsOf(contract.document, contract.operations);
  const pacts: PactReport[] = [];
  const published: string[] = [];
  const skipped: SkippedPact[] = [];
  if (sources.length > 0) {
    using context = await openContext(options, contract, fields);
    for (const [index, source] of sources.entries()) {
      context.progress({ source: source.name, done: index, pacts: sources.length });
      try {
        const pact = readPact(source.name, await source.read(), provider);
        const { pending = false, notices = [] } = source;
        const verified = await verifyPact(pact, context);
        const report = { ...verified, pending, notices: [...verified.notices, ...notices] };
        pacts.push(report);
        if (broker && source.publish) published.push(await broker.publish(pact.text, report));
      } catch (error) {
        sortProblem(problemOf(error, source.name), source, { problems, skipped });
        if (error instanceof ProviderUnreachable) break;
      }
    }
  }
  if (pacts.length === 0 && problems.length === 0) problems.push(nothingLeft(options, skipped));
  const results = { pacts, problems, skipped };
  const covered = coverageOf(contract.operations, fields, pacts, options.requiredCoverage ?? {});
  return {
    schemaVersion: 1,
    versions: { tool: version, contract: contract.version },
    verdict: verdictOf(results, covered.units),
    counts: countsOf(results),
    provider,
    against: providerUrl === undefined ? aFreshStub(options) : withoutCredentials(providerUrl),
    ...(options.spec !== undefined && { spec: options.spec }),
    ...(contract.remarks.length > 0 && { remarks: contract.remarks }),
    ...results,
    ...covered,
    published,
  };
}

/** What the API is like that pacts are held against. */
function behaviorOfApi({ fidelity, assume = {} }: VerifyOptions): Behavior {
  return behaviorBy({ fidelity, assume: readAssumptionChoices(assume) });
}

function aFreshStub({ fidelity, assume = {} }: VerifyOptions): string {
  const chosen = Object.keys(assume).length === 0 ? '' : ` with ${showAssumptionChoices(assume)}`;
  if (fidelity === undefined) return `a fresh stub${chosen}`;
  const { service, startedAt } = fidelity;
  return `a fresh stub that does as ${service} did on ${startedAt.slice(0, 10)}${chosen}`;
}

/** All sources are there and readable, but none is about the provider: a mistake, such as a wrong directory. */
function nothingLeft(
  { pacts, broker, provider = providerName }: VerifyOptions,
  skipped: readonly SkippedPact[],
): SourceProblem {
  const source = pacts.map(withoutCredentials).join(', ') || withoutCredentials(broker?.url ?? '');
  const message =
    skipped.length > 0
      ? `no pact with "${provider}"; skipped ${skipped.length} files of other kinds or with other providers (another name: --provider NAME)`
      : broker
        ? `the broker selects no pact with "${provider}"`
        : 'no pact was named';
  return { id: 'not-found', source, message };
}

/**
 * Prepares what the verification of all pacts shares. Dispose of it to end its processes and remove its files.
 *
 * @throws Error when temporary files cannot be written
 */
async function openContext(options: VerifyOptions, contract: ContractToVerify, fields: readonly OperationFields[]) {
  const { headers = {}, aliases = {}, timeout = 30_000, onProgress, providerUrl, stateUrl } = options;
  const directory = temporaryDirectory();
  // First, because its process loads while this one prepares the rest.
  const native = createNativeVerifier(directory.path, providerUrl === undefined);
  const { operations, document, basePath } = contract;
  const states = await startStateServer();
  const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const policy = {
    ruleBook: ruleBookFor(behaviorOfApi(options).choices),
    inForce: behaviorOfApi(options).inForce,
    allowsUnknown: options.allowUnknown ?? false,
  };
  const expressions = createExpressions();
  let interactions = 0;
  let latest: Omit<Progress, 'interactions'> = { source: '', done: 0, pacts: 0 };
  const context: VerificationContext = {
    router: createRouter(operations),
    basePath,
    fields: new Map(fields.map((each) => [each.operationId, each])),
    facts: useCaseFacts(contract.served),
    aliases,
    compare: createComparison({ document, operations, basePath, policy, expressions }),
    expressions,
    native,
    states,
    openProvider: () =>
      providerUrl === undefined
        ? freshStub(contract.served, options)
        : deployedProvider({ url: providerUrl, basePath, stateUrl, headers: lowerCase, timeout }),
    directory: directory.path,
    headers: lowerCase,
    timeout,
    onInteraction: () => onProgress?.({ ...latest, interactions: ++interactions }),
  };
  return {
    ...context,
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

/** A directory that is removed with the process, at the latest. */
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
