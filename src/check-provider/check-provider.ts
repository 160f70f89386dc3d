/** Tests a provider: sends it requests that are generated from the contract, and judges its replies by the contract. */
import { builtInContract } from '../contract/built-in.ts';
import { resolve, type Node } from '../contract/compile.ts';
import type { Fields } from '../contract/types.ts';
import { secretMask, takeCredentials } from '../lib/remote.ts';
import { version } from '../lib/version.ts';
import { createFakes } from '../use-cases/fakes/fakes.ts';
import { createStandardRuleBook } from '../use-cases/rules/table.ts';
import { checkReading, checkWriting } from './checks.ts';
import { createClient, TestStopped, type Exchange, type Send } from './client.ts';
import { createJudge } from './judge.ts';
import type { CreatedUseCase, ProviderFinding, ProviderReport, ProviderVerdict } from './report.ts';
import { readSources } from './sources.ts';
import type { CheckContext } from './steps.ts';

export interface CheckOptions {
  /** Base URL; the paths of the contract are put behind it. */
  readonly providerUrl: string;
  /** Headers for every request, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sends only what changes nothing. */
  readonly readOnly: boolean;
  /** Sends nothing: a stub inside the process answers. */
  readonly dryRun: boolean;
  readonly seed: number;
  /** Most requests. */
  readonly requests: number;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** Lets warnings break the test as well. */
  readonly strict: boolean;
  /** Sends a request. Default: `fetch`. */
  readonly send?: Send;
  /** Ends the test. */
  readonly signal?: AbortSignal;
  readonly onRequest?: (sent: number) => void;
}

/**
 * Tests a provider.
 *
 * @returns what was found; it throws for nothing that a provider does
 */
export async function checkProvider(options: CheckOptions): Promise<ProviderReport> {
  const began = performance.now();
  const { seed, readOnly, dryRun, signal, onRequest } = options;
  const { url, headers: credentials } = takeCredentials(options.providerUrl);
  const base = url.replace(/\/+$/, '');
  const headers = { ...credentials, ...options.headers };
  const contract = builtInContract();
  const [anOperation] = contract.operations;
  const document = (await contract.loadDocument(anOperation as never)) as Node;
  const sources = readSources(document);
  const rehearsal = dryRun ? await rehearsalOf() : undefined;
  const client = createClient({
    url: base,
    ...(rehearsal && { sentTo: 'http://localhost' }),
    headers: rehearsal ? { authorization: 'Bearer dry-run', ...headers } : headers,
    timeout: options.timeout,
    most: options.requests,
    send: rehearsal ?? options.send ?? fetch,
    signal,
    onRequest,
  });
  const judge = createJudge(contract.operations, sources);
  const created: CreatedUseCase[] = [];
  const fakes = createFakes(seed);
  const context: CheckContext = {
    client,
    judge,
    sources,
    operations: contract.operations,
    ruleBook: createStandardRuleBook(),
    seed,
    mark: `check-provider ${seed}`,
    realistic: async (given, number) => (await fakes.completer(given, 'check-provider'))(number),
    examples: requestExamples(document),
    foreign: new Set(),
    created,
  };
  const { stopped, reason } = await runChecks(context, readOnly);
  const findings = judge.findings;
  const count = (severity: ProviderFinding['severity']) => findings.filter((each) => each.severity === severity).length;
  const counts = { errors: count('error'), warnings: count('warning') };
  const isBroken = counts.errors > 0 || (options.strict && counts.warnings > 0);
  const report: ProviderReport = {
    schemaVersion: 1,
    versions: { tool: version, contract: String((document['info'] as Node)['version']) },
    verdict: reason ?? (isBroken ? 'broken' : 'passed'),
    provider: base,
    readOnly,
    dryRun,
    seed,
    counts: { requests: client.exchanges.length, retries: client.retries, findings: counts },
    ...(stopped !== undefined && { stopped }),
    mark: context.mark,
    created: dryRun ? [] : created,
    findings,
    requests: client.exchanges.map(checkedRequest),
    milliseconds: Math.round(performance.now() - began),
  };
  return withoutSecrets(report, headers);
}

/** Why a test ended early, and what that makes of it. */
interface Ending {
  readonly stopped?: string;
  readonly reason?: ProviderVerdict;
}

async function runChecks(context: CheckContext, readOnly: boolean): Promise<Ending> {
  try {
    const listed = await checkReading(context);
    if (!readOnly) await checkWriting(context, listed);
    return {};
  } catch (error) {
    if (!(error instanceof TestStopped)) throw error;
    const { message: stopped, reason } = error;
    return { stopped, ...(reason !== 'bound' && { reason }) };
  }
}

/** A stub without a port, to answer in place of the provider. */
async function rehearsalOf(): Promise<Send> {
  const { createStub } = await import('../fetch.ts');
  const stub = createStub({ seedCount: 2 });
  return (url, init) => stub.fetch(new Request(url, init));
}

/** The contract's examples of the body of a create, by name. */
function requestExamples(document: Node): Record<string, Fields> {
  const paths = document['paths'] as Record<string, Record<string, Node>>;
  const body = paths['/use-cases']?.['post']?.['requestBody'] as { content: Record<string, Node> } | undefined;
  const examples = (body?.content['application/json']?.['examples'] ?? {}) as Record<string, Node>;
  return Object.fromEntries(
    Object.entries(examples).map(([name, node]) => [name, resolve(document, node)['value'] as Fields]),
  );
}

function checkedRequest({ operationId, check, curl, reply, milliseconds }: Exchange) {
  return { operationId, check, curl, ...(reply && { status: reply.status }), milliseconds: Math.round(milliseconds) };
}

/** A report without the keys of the user, also where the provider repeats one. */
function withoutSecrets(report: ProviderReport, headers: Readonly<Record<string, string>>): ProviderReport {
  const { provider } = report;
  const masked = secretMask(headers);
  // The user gave the address, and a shell needs it.
  const maskedCurl = (text: string) => text.split(provider).map(masked).join(provider);
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return masked(value);
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [masked(key), visit(each)]));
  };
  return {
    ...report,
    ...(report.stopped !== undefined && { stopped: masked(report.stopped) }),
    created: report.created.map(({ id, name }) => ({ id: masked(id), name: masked(name) })),
    findings: report.findings.map((each) => ({
      ...each,
      message: masked(each.message),
      curl: maskedCurl(each.curl),
      ...(each.pointer !== undefined && { pointer: masked(each.pointer) }),
      ...('expected' in each && { expected: visit(each.expected) }),
      ...('actual' in each && { actual: visit(each.actual) }),
    })),
    requests: report.requests.map((each) => ({ ...each, curl: maskedCurl(each.curl) })),
  };
}
