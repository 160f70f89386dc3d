import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { createRouter } from '../../contract/routes.ts';
import type { Operation } from '../../contract/contract.ts';
import type { UseCaseFacts } from '../../contract/use-case-facts.ts';
import { apiKeyIn } from '../../serve/stages/authorize.ts';
import type { StateAliases } from './aliases.ts';
import { answerFindings, crashFinding } from './answer-findings.ts';
import { takesCredentials, withCredentials } from './authorization.ts';
import { exactTexts } from './exact-texts.ts';
import { withoutBase, type CompareWithContract } from './compare.ts';
import type { NativeResult, NativeVerifier } from './native.ts';
import { readPact, type Interaction, type PactDocument, type WantedState } from './pact-document.ts';
import type { Provider } from './provider.ts';
import {
  finding,
  isBroken,
  type Finding,
  type InteractionReport,
  type PactReport,
  type SeenExchange,
} from './report.ts';
import type { InteractionHooks, StateServer } from './state-server.ts';
import { resolveStates, type ResolvedState } from './states-of.ts';

/** What the verification of every pact works with. */
export interface Workshop {
  readonly router: ReturnType<typeof createRouter<Operation>>;
  /** Path of the contract's server, such as `/api/v1`. */
  readonly basePath: string;
  readonly facts: UseCaseFacts;
  readonly aliases: StateAliases;
  readonly compare: CompareWithContract;
  readonly native: NativeVerifier;
  readonly states: StateServer;
  /** Makes, or finds, the provider for one pact. */
  openProvider(): Promise<Provider>;
  /** A directory of our own for files that Pact's core reads. */
  readonly directory: string;
  /** Headers that every request gets; an `authorization` only those that have one already. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** Called after each interaction. */
  readonly onInteraction: () => void;
}

/** An interaction with what is known of it before and while Pact's core goes through it. */
interface Case {
  readonly interaction: Interaction;
  readonly resolved: readonly ResolvedState[];
  readonly findings: Finding[];
  /** States that could not be set up. */
  readonly failures: { readonly message: string; readonly pointer: string }[];
  /** The key whose organization is put into the states. */
  readonly apiKey: string | undefined;
  /** Tells what the provider saw and said. */
  look?: () => SeenExchange | undefined;
  seen?: SeenExchange;
}

/** Verifies one pact against a provider and against the contract. */
export async function verifyPact(pact: PactDocument, workshop: Workshop): Promise<PactReport> {
  const startedAt = performance.now();
  const provider = await workshop.openProvider();
  try {
    const cases = await Promise.all(pact.interactions.map((each) => prepare(pact, each, provider, workshop)));
    await letCoreVerify(pact, cases, provider, workshop);
    const interactions = cases.map((each) => reportOf(each, pact, workshop));
    return {
      source: pact.source,
      consumer: pact.consumer,
      specification: pact.specification,
      verdict: interactions.some(({ verdict }) => verdict === 'failed') ? 'failed' : 'passed',
      pending: false,
      notices: [],
      interactions,
      milliseconds: Math.round(performance.now() - startedAt),
    };
  } finally {
    await leaveNothingBehind(pact, provider, workshop);
    await provider.close();
  }
}

/** A stub that others use, too, must not be left failing. */
async function leaveNothingBehind({ interactions }: PactDocument, provider: Provider, { headers }: Workshop) {
  if (!provider.hasStates) return;
  const keys = new Set(interactions.map((each) => keyOf(each, headers)));
  for (const key of keys) if (key !== undefined) await provider.reset(key).catch(() => undefined);
}

/** The API key that an interaction comes with, if any. */
function keyOf(interaction: Interaction, headers: Workshop['headers']): string | undefined {
  const credentials = takesCredentials(interaction) ? headers['authorization'] : undefined;
  return apiKeyIn(credentials ?? interaction.authorization ?? '');
}

/** What can be said without asking the provider. */
async function prepare(
  pact: PactDocument,
  interaction: Interaction,
  provider: Provider,
  { aliases, facts, compare, headers }: Workshop,
): Promise<Case> {
  const { resolved, findings } = provider.hasStates
    ? resolveStates(pact, interaction, aliases, facts)
    : { resolved: [], findings: skipped(pact, interaction) };
  const apiKey = keyOf(interaction, headers);
  const all = [...findings, ...(await compare(pact, interaction)), ...exactTexts(pact, interaction)];
  return { interaction, resolved, findings: all, failures: [], apiKey };
}

function skipped(pact: PactDocument, { states }: Interaction): Finding[] {
  return states.map(({ name, pointer }) =>
    finding('state-skipped', {
      message: `nobody put the provider into the state "${name}"`,
      fix: 'give the address that sets up states: --state-url URL',
      pactPointer: pointer,
      line: pact.lineOf(pointer),
    }),
  );
}

async function letCoreVerify(
  original: PactDocument,
  cases: readonly Case[],
  provider: Provider,
  workshop: Workshop,
): Promise<void> {
  const { authorization } = workshop.headers;
  const pact = authorization
    ? readPact(original.source, withCredentials(original, authorization), original.provider)
    : original;
  const whole = await runCore(pact.text, cases, provider, workshop);
  if (!('failure' in whole) && whole.length === cases.length) {
    if (whole.some(({ kind }) => kind === 'error')) await provider.check();
    for (const [index, each] of cases.entries()) take(original, each, whole[index] as NativeResult, workshop);
    return;
  }
  await provider.check();
  // One interaction that the core cannot bear costs it the results of all. Each by itself, then.
  const { interactions: _interactions, ...rest } = pact.json;
  for (const each of cases) {
    each.failures.length = 0;
    const alone = `${JSON.stringify(rest).slice(0, -1)},"interactions":[${pact.textOf(each.interaction)}]}`;
    const result = await runCore(alone, [each], provider, workshop);
    if ('failure' in result) each.findings.push(crashFinding(original, each.interaction, result.failure));
    else if (result[0]) take(original, each, result[0], workshop);
  }
}

async function runCore(text: string, cases: readonly Case[], provider: Provider, workshop: Workshop) {
  const { native, states, basePath, directory, headers, timeout } = workshop;
  const file = join(directory, 'pact.json');
  await writeFile(file, text);
  states.expect(hooksFor(cases, provider, workshop));
  const whole = cases.every(({ interaction: { path } }) => withoutBase(path, basePath) !== path);
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

/** Puts the provider into each interaction's states before the core asks it, and looks at what came of it. */
function hooksFor(cases: readonly Case[], provider: Provider, { native, onInteraction }: Workshop): InteractionHooks {
  return {
    async begin(index) {
      native.alive();
      const each = cases[index] as Case;
      const { apiKey } = each;
      each.look = provider.watch(apiKey);
      // A key that the provider does not know has left nothing behind; where a state is wanted, setting it up will tell.
      if (apiKey !== undefined && provider.hasStates) await provider.reset(apiKey).catch(() => undefined);
    },
    async setUp(index, position) {
      const { resolved, apiKey, interaction, failures } = cases[index] as Case;
      const wanted = interaction.states[position];
      const targets = resolved.find((each) => each.wanted === wanted)?.targets ?? [];
      const values = {};
      if (apiKey === undefined && provider.needsKey) {
        // Without a key 401 is what comes, whatever the state.
        const message = 'the request has no API key, which tells whose state is meant';
        if (interaction.status !== 401 && wanted) failures.push({ message, pointer: wanted.pointer });
        return values;
      }
      for (const { state, parameters } of targets) {
        Object.assign(
          values,
          await attempt(cases[index] as Case, () => provider.setUp(apiKey, state, parameters), wanted),
        );
      }
      return values;
    },
    async end(index) {
      const each = cases[index] as Case;
      const seen = each.look?.();
      if (seen) each.seen = seen;
      onInteraction();
    },
  };
}

/** What goes wrong is kept; Pact's core would ask again and again if it were told. */
async function attempt<Value>(
  { failures, interaction }: Case,
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

/** Adds what the core found out. Of an interaction whose states are wrong the answer says nothing. */
function take(pact: PactDocument, each: Case, result: NativeResult, { timeout }: Workshop): void {
  const { findings, failures, interaction, seen } = each;
  for (const { message, pointer } of failures) {
    findings.push(finding('state-failed', { message, pactPointer: pointer, line: pact.lineOf(pointer) }));
  }
  const stateIsWrong = findings.some(({ id }) => id.startsWith('state-') && id !== 'state-skipped');
  if (!stateIsWrong) findings.push(...answerFindings(pact, interaction, result, seen, timeout));
}

function reportOf({ interaction, findings, seen }: Case, pact: PactDocument, workshop: Workshop): InteractionReport {
  const { description, states, method, path, status, pointer, json } = interaction;
  const operation = operationAt(workshop, path, method);
  const broken = isBroken(findings);
  return {
    description,
    states: states.map(({ name }) => name),
    method,
    path,
    status,
    ...(operation !== undefined && { operationId: operation }),
    pactPointer: pointer,
    line: pact.lineOf(pointer),
    // Version 4 lets a consumer say that nobody need keep an expectation yet.
    verdict: !broken ? 'passed' : json['pending'] === true ? 'pending' : 'failed',
    findings,
    ...(broken && seen && { seen }),
  };
}

function operationAt({ router, basePath }: Workshop, path: string, method: string): string | undefined {
  const route = router(withoutBase(path.split('?', 1)[0] ?? path, basePath));
  return route?.byMethod.get(method)?.operationId;
}
