import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Operation } from '../../contract/contract.ts';
import type { createRouter } from '../../contract/routes.ts';
import type { UseCaseFacts } from '../../contract/use-case-facts.ts';
import type { OperationFields } from '../../coverage/fields.ts';
import { reasonOf } from '../../lib/remote.ts';
import type { StateAliases } from './aliases.ts';
import { answerFindings, crashFinding } from './answer-findings.ts';
import { withoutBase, type CompareWithContract } from './compare-with-contract.ts';
import { apiKeyOf, withCredentials } from './credentials.ts';
import { splitAt, type Expressions } from './expressions.ts';
import type { NativeResult, NativeVerifier } from './native.ts';
import { usedFields } from './pact-coverage.ts';
import { readPact, type Interaction, type PactDocument, type WantedState } from './pact-document.ts';
import type { Provider } from './provider.ts';
import { resolveStates, type ResolvedState } from './resolve-states.ts';
import type { InteractionHooks, StateServer } from './state-server.ts';
import { withoutStubFeatures } from './stub-features.ts';
import {
  finding,
  isBroken,
  type Finding,
  type InteractionReport,
  type PactReport,
  type RecordedExchange,
} from './verification-report.ts';

/** What the verification of all pacts shares. */
export interface VerificationContext {
  readonly router: ReturnType<typeof createRouter<Operation>>;
  /** Path of the contract's server, such as `/api/v1`. */
  readonly basePath: string;
  /** Fields of the contract, by operation. */
  readonly fields: ReadonlyMap<string, OperationFields>;
  readonly facts: UseCaseFacts;
  readonly aliases: StateAliases;
  readonly compare: CompareWithContract;
  readonly expressions: Expressions;
  readonly native: NativeVerifier;
  readonly states: StateServer;
  /** Starts the provider for one pact, or connects to it. */
  openProvider(): Promise<Provider>;
  /** A temporary directory for the file that Pact's core reads. */
  readonly directory: string;
  /** Headers for every request, by name in lower case. An `authorization` only replaces the request's own. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** Called after each interaction. */
  readonly onInteraction: () => void;
}

/** The verification of one interaction. */
interface InteractionCase {
  readonly interaction: Interaction;
  readonly resolved: readonly ResolvedState[];
  readonly findings: Finding[];
  /** States that could not be set up. */
  readonly failures: { readonly message: string; readonly pointer: string }[];
  /** The API key of the organization that is put into the states. */
  readonly apiKey: string | undefined;
  /** Reads what the provider has recorded for this interaction. */
  readRecorded?: () => RecordedExchange | undefined;
  recorded?: RecordedExchange;
}

/**
 * Verifies one pact against a provider and against the contract.
 *
 * @throws ProviderUnreachable when the provider does not answer
 */
export async function verifyPact(pact: PactDocument, context: VerificationContext): Promise<PactReport> {
  const startedAt = performance.now();
  const provider = await context.openProvider();
  try {
    const prepareAll = () => pact.interactions.map((each) => prepare(pact, each, provider, context));
    let cases = prepareAll();
    while (await context.expressions.settle(context)) cases = prepareAll();
    await verifyWithCore(pact, cases, provider, context);
    const interactions = cases.map((each) => reportOf(each, pact, context));
    return {
      source: pact.source,
      consumer: pact.consumer,
      specification: pact.specification,
      verdict: interactions.some(({ verdict }) => verdict === 'failed') ? 'failed' : 'passed',
      pending: false,
      notices: pact.messages === undefined ? [] : [`not verified, as the API has no messages: ${pact.messages}`],
      interactions,
      milliseconds: Math.round(performance.now() - startedAt),
    };
  } finally {
    await resetOrganizations(pact, provider, context);
    await provider.close();
  }
}

/** Ends the states of all organizations of a pact: other clients may use the same stub. */
async function resetOrganizations({ interactions }: PactDocument, provider: Provider, context: VerificationContext) {
  if (!provider.hasStates) return;
  const keys = new Set(interactions.map((each) => apiKeyOf(each, context.headers['authorization'])));
  for (const key of keys) if (key !== undefined) await provider.reset(key).catch(() => undefined);
}

/** Finds everything that can be found without a request to the provider. */
function prepare(
  pact: PactDocument,
  interaction: Interaction,
  provider: Provider,
  context: VerificationContext,
): InteractionCase {
  const { aliases, facts, compare, headers } = context;
  const { resolved, findings: problems } = resolveStates(pact, interaction, aliases, facts);
  const findings = provider.hasStates ? problems : skippedStates(pact, interaction);
  const apiKey = apiKeyOf(interaction, headers['authorization']);
  const all = [
    ...findings,
    ...mixedBasePath(pact, interaction, context),
    ...compare(pact, interaction, { resolved, areOfStub: provider.needsKey }),
  ];
  return { interaction, resolved: provider.hasStates ? resolved : [], findings: all, failures: [], apiKey };
}

/** Reports the paths that are written in the other way than the first one of the pact. */
function mixedBasePath(
  pact: PactDocument,
  interaction: Interaction,
  { basePath, router }: VerificationContext,
): Finding[] {
  const isWhole = ({ requestPath }: Interaction) => withoutBase(requestPath, basePath) !== requestPath;
  const isKnown = ({ requestPath }: Interaction) => router(withoutBase(requestPath, basePath)) !== undefined;
  const first = pact.interactions.find(isKnown);
  if (first === undefined || !isKnown(interaction) || isWhole(interaction) === isWhole(first)) return [];
  const pactPointer = `${interaction.pointer}/request/path`;
  const [here, there] = isWhole(first) ? ['does not begin', 'begins'] : ['begins', 'does not'];
  return [
    finding('base-path-mixed', {
      message: `this path ${here} with ${basePath}, but that of "${first.description}" ${there}; no base URL serves both`,
      fix: `write all paths of the pact ${isWhole(first) ? 'with' : 'without'} ${basePath}`,
      pactPointer,
      line: pact.lineOf(pactPointer),
    }),
  ];
}

function skippedStates(pact: PactDocument, { states }: Interaction): Finding[] {
  return states.map(({ name, pointer }) =>
    finding('state-skipped', {
      message: `the provider was not put into the state "${name}"`,
      fix: 'give the address that sets up states: --state-url URL',
      pactPointer: pointer,
      line: pact.lineOf(pointer),
    }),
  );
}

async function verifyWithCore(
  original: PactDocument,
  cases: readonly InteractionCase[],
  provider: Provider,
  context: VerificationContext,
): Promise<void> {
  const { authorization } = context.headers;
  const read = (text: string) =>
    text === original.text ? original : readPact(original.source, text, original.provider);
  const plain = read(withoutStubFeatures(original));
  const pact = authorization ? read(withCredentials(plain, authorization)) : plain;
  const http = pact.messages === undefined ? pact.text : withInteractions(pact, pact.interactions);
  const sent = new Map(pact.interactions.map((each) => [each.index, each]));
  /** @param whole the text of a pact with exactly these interactions */
  const verify = async (some: readonly InteractionCase[], whole?: string): Promise<void> => {
    if (some.length === 0) return;
    for (const each of some) each.failures.length = 0;
    const text =
      whole ??
      withInteractions(
        pact,
        some.map(({ interaction }) => sent.get(interaction.index) ?? interaction),
      );
    const begun: InteractionCase[] = [];
    const results = await runCore(text, some, provider, context, (each) => begun.push(each));
    if (!('failure' in results) && results.length === some.length) {
      if (results.some(({ kind }) => kind === 'error')) await provider.check();
      for (const [index, each] of some.entries()) addResult(original, each, results[index] as NativeResult, context);
      return;
    }
    await provider.check();
    if (some.length === 1) {
      const reason = 'failure' in results ? results.failure : 'it gave no result';
      for (const { interaction, findings } of some) findings.push(crashFinding(original, interaction, reason));
      return;
    }
    // The core loses all results when it fails over one interaction. It verifies in order, so the latest one is that one.
    const latest = 'failure' in results ? begun.at(-1) : undefined;
    const [before, after] = splitAt(some, latest === undefined ? -1 : some.indexOf(latest));
    await verify(before);
    if (latest !== undefined) await verify([latest]);
    await verify(after);
  };
  await verify(cases, http);
}

/** The pact's text with only these interactions. */
function withInteractions(pact: PactDocument, interactions: readonly Interaction[]): string {
  const { interactions: _interactions, messages: _messages, ...rest } = pact.json;
  return `${JSON.stringify(rest).slice(0, -1)},"interactions":[${interactions.map(pact.textOf).join()}]}`;
}

async function runCore(
  text: string,
  cases: readonly InteractionCase[],
  provider: Provider,
  context: VerificationContext,
  onBegin: (each: InteractionCase) => void,
) {
  const { native, states, basePath, directory, headers, timeout } = context;
  const file = join(directory, 'pact.json');
  await writeFile(file, text).catch((error: unknown) => {
    throw new Error(`the temporary file for Pact's core cannot be written: ${reasonOf(error)}`, { cause: error });
  });
  states.expect(hooksFor(cases, provider, context, onBegin));
  const whole = cases.every(({ interaction: { requestPath } }) => withoutBase(requestPath, basePath) !== requestPath);
  const { authorization: _authorization, ...others } = headers;
  return native.verify({
    file,
    provider: 'the provider',
    providerUrl: provider.urlFor(whole),
    statesUrl: states.url,
    headers: others,
    timeout,
  });
}

/** Sets up the states of each interaction before the core sends its request, and reads the recorded exchange after it. */
function hooksFor(
  cases: readonly InteractionCase[],
  provider: Provider,
  { native, onInteraction }: VerificationContext,
  onBegin: (each: InteractionCase) => void,
): InteractionHooks {
  return {
    async begin(index) {
      native.keepAlive();
      const each = cases[index] as InteractionCase;
      onBegin(each);
      const { apiKey } = each;
      each.readRecorded = provider.record(apiKey);
      // This fails for an unknown API key, which has no states. If a state is wanted, its set-up fails too.
      if (apiKey !== undefined && provider.hasStates) await provider.reset(apiKey).catch(() => undefined);
    },
    async setUp(index, position) {
      const { resolved, apiKey, interaction, failures } = cases[index] as InteractionCase;
      const wanted = interaction.states[position];
      const targets = resolved.find((each) => each.wanted === wanted)?.targets ?? [];
      const values = {};
      if (targets.length === 0) return values;
      if (apiKey === undefined && provider.needsKey) {
        // Without a key the reply is 401, whatever the state.
        const message = 'the request has no API key, which would name the organization of the state';
        if (interaction.status !== 401 && wanted) failures.push({ message, pointer: wanted.pointer });
        return values;
      }
      for (const { state, parameters } of targets) {
        Object.assign(
          values,
          await attempt(cases[index] as InteractionCase, () => provider.setUp(apiKey, state, parameters), wanted),
        );
      }
      return values;
    },
    async end(index) {
      const each = cases[index] as InteractionCase;
      const recorded = each.readRecorded?.();
      if (recorded) each.recorded = recorded;
      onInteraction();
    },
  };
}

/** Records a failure instead of throwing it: Pact's core would repeat its request for two minutes. */
async function attempt<Value>(
  { failures, interaction }: InteractionCase,
  action: () => Promise<Value>,
  wanted?: WantedState,
): Promise<Value | undefined> {
  try {
    return await action();
  } catch (error) {
    failures.push({ message: (error as Error).message, pointer: wanted?.pointer ?? interaction.pointer });
    return undefined;
  }
}

/**
 * Adds the core's findings, unless the states are wrong: then the reply tells nothing. That a value was copied from a
 * stub is only known when the reply has it.
 */
function addResult(
  pact: PactDocument,
  each: InteractionCase,
  result: NativeResult,
  { timeout }: VerificationContext,
): void {
  const { findings, failures, interaction, recorded } = each;
  for (const { message, pointer } of failures) {
    findings.push(finding('state-failed', { message, pactPointer: pointer, line: pact.lineOf(pointer) }));
  }
  if (result.kind !== 'verified' || failures.length > 0) {
    const kept = findings.filter(({ id }) => id !== 'copied-value');
    findings.splice(0, findings.length, ...kept);
  }
  const stateIsWrong = findings.some(({ id }) => id.startsWith('state-') && id !== 'state-skipped');
  if (!stateIsWrong) findings.push(...answerFindings(pact, interaction, result, recorded, timeout));
}

function reportOf(
  { interaction, findings, recorded }: InteractionCase,
  pact: PactDocument,
  context: VerificationContext,
): InteractionReport {
  const { description, states, method, path, requestPath, status, pointer, json } = interaction;
  const named = namedOperation(context, interaction);
  const broken = isBroken(findings);
  return {
    description,
    states: states.map(({ name }) => name),
    method,
    path,
    status,
    ...(named
      ? { operationId: named.operationId }
      : status === 405 && { pathOperationIds: idsAt(context, requestPath) }),
    pactPointer: pointer,
    line: pact.lineOf(pointer),
    // Since version 4, a consumer can mark an interaction as pending.
    verdict: !broken ? 'passed' : json['pending'] === true && pact.specification >= 4 ? 'pending' : 'failed',
    findings,
    ...usedFields(interaction, context.fields.get(named?.operationId ?? '')),
    ...(broken && recorded && { seen: recorded }),
  };
}

function namedOperation(
  { router, basePath }: VerificationContext,
  { requestPath, method }: Interaction,
): Operation | undefined {
  return router(withoutBase(requestPath, basePath))?.byMethod.get(method);
}

/** The operations of a path, for a status that is about the path's methods. */
function idsAt({ router, basePath }: VerificationContext, path: string): string[] {
  const route = router(withoutBase(path, basePath));
  return [...(route?.byMethod.values() ?? [])].map(({ operationId }) => operationId);
}
