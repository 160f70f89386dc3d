import { asObject } from '../lib/guards.ts';
import { fromPointer, toPointer } from '../lib/json-pointer.ts';
import { isExcused } from '../pact/excuses.ts';
import { bodyOf, headersOf, stepIntoBody } from '../pact/verify/pact-body.ts';
import type { Interaction } from '../pact/verify/pact-document.ts';
import type { Finding } from '../pact/verify/verification-report.ts';
import type { RawChange } from './compare-contracts.ts';
import { sendsCredentials } from './credentials.ts';

/** A change that touches an interaction, and why. */
export interface TouchedBy {
  /** Undefined: no change explains the finding. */
  readonly change: RawChange | undefined;
  readonly pactPointer: string;
  readonly message: string;
  readonly finding?: Finding;
}

/** A place in an interaction, in the terms of changes. */
interface Place {
  readonly side: 'request' | 'response';
  readonly part: string;
  readonly keys: readonly string[];
}

const WEIGHTS = { error: 2, warning: 1, info: 0 } as const;

/**
 * Finds which changes touch an interaction: those that explain a finding that only the new contract gives, and those of
 * what the interaction reads or sends, where a finding depends on states.
 *
 * @param changes the changes of the operation that the interaction names
 * @param findings what the judge of pacts says by each of the two contracts
 */
export function touchedBy(
  interaction: Interaction,
  changes: readonly RawChange[],
  findings: { readonly old: readonly Finding[]; readonly new: readonly Finding[] },
): TouchedBy[] {
  const key = ({ id, pactPointer }: Finding) => `${id} ${pactPointer}`;
  const known = new Set(findings.old.map(key));
  const touched: TouchedBy[] = [];
  for (const finding of findings.new) {
    if (known.has(key(finding))) continue;
    const change = explanationOf(finding, interaction, changes);
    // A warning that no breaking change explains is no more than a warning.
    if (finding.severity === 'warning' && (change === undefined || change.level === 'info')) continue;
    // The judge knows keys in "authorization" only.
    if (finding.pactPointer === `${interaction.pointer}/request/headers` && hasCredentials(change, interaction))
      continue;
    touched.push({ change, pactPointer: finding.pactPointer, message: finding.message, finding });
  }
  for (const change of changes) {
    if (change.level === 'info' || touched.some((each) => each.change === change)) continue;
    const use = useOf(change, interaction);
    if (use !== undefined) touched.push({ change, ...use });
  }
  return touched;
}

/** The change whose place is nearest to that of a finding. */
function explanationOf(
  finding: Finding,
  interaction: Interaction,
  changes: readonly RawChange[],
): RawChange | undefined {
  const place = placeOf(finding.pactPointer, interaction);
  let [best, bestWeight] = [undefined as RawChange | undefined, 0];
  for (const change of changes) {
    const nearness = nearnessOf(change, place, interaction.status);
    const weight = nearness === 0 ? 0 : nearness * 10 + WEIGHTS[change.level];
    if (weight > bestWeight) [best, bestWeight] = [change, weight];
  }
  return best;
}

function placeOf(pactPointer: string, { pointer, json }: Interaction): Place {
  const [half = '', part = '', ...keys] = fromPointer(pactPointer.slice(pointer.length));
  const side = half === 'response' ? 'response' : 'request';
  if (part === 'headers') return { side, part: 'header', keys: keys.map((key) => key.toLowerCase()) };
  if (part === 'body') {
    const wrapper = stepIntoBody(asObject(json[half])?.['body']);
    return { side, part, keys: wrapper.length > 0 && keys[0] === wrapper[0] ? keys.slice(1) : keys };
  }
  return { side, part: part === 'method' ? 'path' : part, keys };
}

/** Whether a change of a reply is about a status: by itself, or by a range or `default` that stands for it. */
function isAbout({ status: changed, exceptStatuses = [] }: RawChange, status: number): boolean {
  const exact = String(status);
  if (changed === exact) return true;
  const range = `${exact.slice(0, 1)}XX`;
  if (exceptStatuses.includes(exact)) return false;
  return changed === range || (changed === 'default' && !exceptStatuses.includes(range));
}

/** How near a change is to a place; zero: it has nothing to do with it. */
function nearnessOf(change: RawChange, place: Place, status: number): number {
  if (change.part === 'operation') return 1;
  if (change.side !== place.side) return 0;
  if (change.side === 'response' && !isAbout(change, status)) return 0;
  // A status that is gone is found at the status; a path has one text for all its parameters.
  if (change.part === 'status') return place.part === 'status' ? 3 : 0;
  if (change.part === 'path') return place.part === 'path' ? 3 : 0;
  if (change.part === 'body' && place.part === 'header') return change.keys.length === 0 ? 2 : 0;
  if (change.part !== place.part) return 0;
  const name = (key: string) => (change.part === 'header' ? key.toLowerCase() : key);
  const common = Math.min(change.keys.length, place.keys.length);
  for (let index = 0; index < common; index++) {
    const wanted = name(change.keys[index] ?? '');
    if (wanted !== '*' && wanted !== place.keys[index]) return 0;
  }
  return 3 + common;
}

/** Whether a change is one of credentials, and an interaction sends those that are wanted now. */
function hasCredentials(change: RawChange | undefined, { json, path }: Interaction): boolean {
  const wanted = change?.credentials;
  return wanted !== undefined && sendsCredentials(asObject(json['request']) ?? {}, path, wanted);
}

/** What an interaction reads of a reply although it may change, or sends although it is not taken any more. */
function useOf(change: RawChange, interaction: Interaction): { pactPointer: string; message: string } | undefined {
  const { rule, side, part, keys, mediaType } = change;
  const { pointer, json, status } = interaction;
  const half = asObject(json[side]) ?? {};
  if (rule === 'api-security-changed') {
    if (isExcused(status, 'credentials') || hasCredentials(change, interaction)) return undefined;
    return { pactPointer: `${pointer}/request/headers`, message: `sends other credentials: ${change.message}` };
  }
  if (side === 'response' && !isAbout(change, status)) return undefined;
  const pactPointer = `${pointer}/${side}/${part === 'header' ? 'headers' : 'body'}`;
  if (mediaType !== undefined && rule.endsWith('-removed')) {
    const { kind } = bodyOf(half);
    if (mediaType !== 'application/json' || kind !== 'json') return undefined;
    return { pactPointer, message: `${side === 'request' ? 'sends' : 'reads'} a body of ${mediaType}` };
  }
  if (side === 'request') return undefined;
  if (part === 'header') {
    if (!/header-(removed|became-optional)$/.test(rule)) return undefined;
    const expected = headersOf(half).some(([name]) => name.toLowerCase() === keys[0]);
    return expected ? { pactPointer, message: `reads the header ${keys[0]}, which ${change.message}` } : undefined;
  }
  if (!/-(became-optional|became-nullable|type-generalized|any-of-added|one-of-added)$/.test(rule)) return undefined;
  const { kind, value } = bodyOf(half);
  const path = kind === 'json' ? pathTo(value, keys, rule.endsWith('-nullable')) : undefined;
  if (path === undefined) return undefined;
  const what = keys.length === 0 ? 'the body' : `"${keys.at(-1) === '*' ? keys.join('.') : keys.at(-1)}"`;
  return {
    pactPointer: [pactPointer, ...stepIntoBody(half['body'])].join('/') + toPointer(path),
    message: `reads ${what}, which ${change.message}`,
  };
}

/**
 * Finds the value of an example at a place.
 *
 * @param keys `*` is any item of a list, or any property
 * @param isNullOut whether null is no value
 * @returns the keys to the first one; undefined when there is none
 */
function pathTo(value: unknown, [first, ...rest]: readonly string[], isNullOut: boolean): string[] | undefined {
  if (first === undefined) return isNullOut && value === null ? undefined : [];
  if (typeof value !== 'object' || value === null || (Array.isArray(value) && first !== '*')) return undefined;
  for (const [key, each] of Object.entries(value)) {
    const below = first === '*' || first === key ? pathTo(each, rest, isNullOut) : undefined;
    if (below !== undefined) return [key, ...below];
  }
  return undefined;
}
