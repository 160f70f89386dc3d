import { builtInContract } from '../contract/built-in.ts';
import type { Contract, Operation, UnknownProperty } from '../contract/contract.ts';
import { bodyIssues, pathIssues } from '../contract/issues.ts';
import { wholeDocument } from '../contract/whole-document.ts';
import { toPointer } from '../lib/json-pointer.ts';
import { isExcused } from '../pact/excuses.ts';
import { parametersIn } from '../pact/verify/compare-request.ts';
import { verifyPacts } from '../pact/verify/verify.ts';
import type { JournalEntry } from '../store/port.ts';
import { distinct } from './distinct.ts';
import { BASE, interactionOf, type Interaction } from './interaction.ts';
import { writePact } from './write-pact.ts';

/** A request that is not in the pact. */
export interface LeftOut {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** Why no pact can have it. */
  readonly why: string;
  /** How many requests of the run were so. */
  readonly times: number;
}

/** An interaction of the pact. */
export interface RecordedInteraction {
  readonly description: string;
  /** Name of the state that it needs. */
  readonly state?: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** What became of recorded requests. */
export interface Recording {
  readonly consumer: string;
  /** The pact's file; absent when there was nothing to write. */
  readonly file?: string;
  /** How many requests clients sent. */
  readonly requests: number;
  readonly interactions: readonly RecordedInteraction[];
  readonly leftOut: readonly LeftOut[];
  /** What `verify` says of the pact, first what is wrong with it; empty when it has nothing to say. */
  readonly findings: readonly string[];
  /** Whether `verify` lets the pact pass. */
  readonly passes: boolean;
}

/**
 * Makes a pact of recorded requests, and verifies it.
 *
 * @param entries requests of clients, as the journal has them
 * @param target the consumer's name, and the file to write
 * @param onProgress is told what is being done
 * @throws TypeError for a name of the consumer that no file can have
 */
export async function recordPact(
  entries: readonly JournalEntry[],
  target: { readonly consumer: string; readonly file: string },
  onProgress: (text: string) => void,
): Promise<Recording> {
  const contract = builtInContract();
  const document = await wholeDocument(contract);
  const made = entries.map((entry) => ({ entry, made: readEntry(entry, contract, document) }));
  const interactions = distinct(made.flatMap(({ made: each }) => ('why' in each ? [] : [each])));
  const recording = {
    consumer: target.consumer,
    requests: entries.length,
    interactions: interactions.map(inShort),
    leftOut: leftOutOf(made.flatMap(({ entry, made: each }) => ('why' in each ? [{ entry, why: each.why }] : []))),
  };
  if (interactions.length === 0) return { ...recording, findings: [], passes: true };
  await writePact(interactions, target, (done) =>
    onProgress(`writing the pact: ${done} of ${interactions.length} interactions`),
  );
  onProgress('verifying the pact');
  const { verdict, pacts, problems } = await verifyPacts({ pacts: [target.file] });
  const found = pacts
    .flatMap((pact) => pact.interactions)
    .flatMap(({ description, findings }) =>
      findings.map(({ severity, message }) => ({ severity, text: `${severity}: ${description}: ${message}` })),
    );
  const findings = [
    ...problems.map(({ message }) => message),
    ...found.toSorted((one, other) => (one.severity < other.severity ? -1 : 1)).map(({ text }) => text),
  ];
  return { ...recording, file: target.file, findings: [...new Set(findings)], passes: verdict === 'passed' };
}

function readEntry(entry: JournalEntry, contract: Contract, document: unknown) {
  const { operationId, status } = entry;
  const operation = contract.operations.find((each) => each.operationId === operationId);
  if (operationId !== undefined && operation === undefined)
    return { why: 'The contract of the package does not have the operation, so "verify" would not know it' };
  if (operation === undefined && status === 404) return { why: 'The contract has no such path' };
  // The stub answers HEAD as GET, and OPTIONS for browsers; only a 405 is a pact's business.
  if (status !== 405 && operation?.method !== entry.method) return { why: `The contract has no ${entry.method} there` };
  const made = interactionOf(entry, document);
  if ('why' in made || operation === undefined) return made;
  const refusal = refusalOf(made, operation);
  if (refusal !== undefined) return { why: `The API would refuse it: ${refusal}` };
  if (status === 400 && entry.cause?.status === 400)
    return { why: 'The 400 was planned by a scenario; the API itself would take the request' };
  return made;
}

/** What is wrong with a request that was answered by a scenario before the stub looked at it. */
function refusalOf({ request, status }: Interaction, operation: Operation): string | undefined {
  const { body, path } = request;
  const unknown: UnknownProperty[] = [];
  if (!isExcused(status, 'body') && operation.body !== null) operation.stripUnknown(body, unknown);
  const parameters = parametersIn(operation, path.slice(BASE.length));
  const issues = [
    ...(isExcused(status, 'path') ? [] : pathIssues(operation, parameters)),
    ...(isExcused(status, 'body') || operation.body === null ? [] : bodyIssues(operation, body)),
  ];
  const wrong = [
    ...issues.map(({ path: place, message }) => `${toPointer(place) || 'the body'} ${message}`),
    ...unknown.map(({ path: place }) => `${toPointer(place)} is not a property that it knows`),
  ];
  return wrong.length === 0 ? undefined : wrong.join('; ');
}

function inShort({ description, given, request: { method, path }, status }: Interaction): RecordedInteraction {
  return { description, ...(given && { state: given.name }), method, path, status };
}

/** Requests that are left out for the same reason, once each, in the order of their addresses. */
function leftOutOf(all: readonly { readonly entry: JournalEntry; readonly why: string }[]): LeftOut[] {
  const grouped = Map.groupBy(all, ({ entry: { method, url, status }, why }) => `${url} ${method} ${status} ${why}`);
  return [...grouped]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, same]) => {
      const [first] = same;
      if (first === undefined) return [];
      const { method, url, status } = first.entry;
      return [{ method, url, status, why: first.why, times: same.length }];
    });
}
