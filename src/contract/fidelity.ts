/**
 * What a probe of the real service found out about the assumptions. `use-case-stub probe` writes it into a file; the stub
 * lives by it.
 */
import { isObject } from '../lib/guards.ts';
import { toPointer, type JsonPath } from '../lib/json-pointer.ts';
import { didYouMean } from '../lib/nearest-name.ts';
import { assumptionIds, valuesOf, type AssumptionId, type AssumptionInForce } from './assumptions.ts';

/** The version of the format. It rises when a property goes or changes its meaning, not when one is added. */
export const FIDELITY_VERSION = 1;

/** What became of an assumption when the service was asked. */
export interface AssumptionFinding {
  /** `confirmed`: the service does what is assumed. `refuted`: it does something else. `undecided`: see `because`. */
  readonly result: 'confirmed' | 'refuted' | 'undecided';
  /** The name of the way that fits: the default or an alternative. Without one, none of those that are known fits. */
  readonly value?: string;
  /** Why it is undecided, or why nothing that is known fits. */
  readonly because?: string;
  /** When the service was asked: a date and time in ISO form. */
  readonly checkedAt: string;
  /** The replies that tell: what was asked, status and form. No text of the service stands in it. */
  readonly seen?: readonly string[];
}

/** What a service does, assumption by assumption: the content of `use-case-stub.fidelity.json`. */
export interface Fidelity {
  /** Version of this format. */
  readonly version: 1;
  /** Version of use-case-stub that asked. */
  readonly tool: string;
  /** The service's base URL, without credentials and query. */
  readonly service: string;
  /** When the probe began: a date and time in ISO form. */
  readonly startedAt: string;
  /** When it ended. It is missing as long as the probe runs, and after one that was stopped. */
  readonly finishedAt?: string;
  /** Whether only requests were sent that change nothing. */
  readonly readOnly: boolean;
  /** The text that begins the name, or the after-hours message, of what the probe created. */
  readonly mark: string;
  /** Ids of the use cases that the probe has left with the service. */
  readonly created: readonly string[];
  /** By id of the assumption. */
  readonly assumptions: Readonly<Partial<Record<AssumptionId, AssumptionFinding>>>;
}

/** Something that is no fidelity file. The message says what is wrong; `path` leads to the place. */
export class FidelityError extends Error {
  override readonly name = 'FidelityError';
  readonly path: JsonPath;

  constructor(path: JsonPath, message: string) {
    super(`${path.length === 0 ? '' : `${toPointer(path)} `}${message}`);
    this.path = path;
  }
}

/**
 * Checks what a file or a program gives as fidelity.
 *
 * @throws FidelityError that says where it is wrong, and how
 */
export function readFidelity(given: unknown): Fidelity {
  if (!isObject(given) || !('version' in given))
    throw new FidelityError([], 'must be what "use-case-stub probe" writes: an object with version and assumptions');
  const { version } = given;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw new FidelityError(['version'], `must be ${FIDELITY_VERSION}`);
  if (version > FIDELITY_VERSION)
    throw new FidelityError(
      ['version'],
      `is ${version}: a newer use-case-stub wrote it; this one reads version ${FIDELITY_VERSION}`,
    );
  for (const name of ['tool', 'service', 'mark'] as const) textAt(given, name);
  if (!/^https?:\/\//.test(textAt(given, 'service'))) throw new FidelityError(['service'], 'must be an http(s) URL');
  timeAt(given, ['startedAt']);
  if ('finishedAt' in given) timeAt(given, ['finishedAt']);
  if (typeof given['readOnly'] !== 'boolean') throw new FidelityError(['readOnly'], 'must be true or false');
  textsAt(given['created'], ['created']);
  const { assumptions } = given;
  if (!isObject(assumptions)) throw new FidelityError(['assumptions'], 'must be an object');
  for (const [id, finding] of Object.entries(assumptions)) checkFinding(id, finding);
  return given as unknown as Fidelity;
}

function checkFinding(id: string, finding: unknown): void {
  const path = ['assumptions', id];
  const known = assumptionIds.find((each) => each === id);
  if (known === undefined)
    throw new FidelityError(
      path,
      `is no assumption; ${didYouMean(id, assumptionIds, 'a newer use-case-stub may know it')}`,
    );
  if (!isObject(finding)) throw new FidelityError(path, 'must be an object');
  const { result, value } = finding;
  if (!['confirmed', 'refuted', 'undecided'].includes(result as string))
    throw new FidelityError([...path, 'result'], 'must be confirmed, refuted or undecided');
  const values: readonly string[] = valuesOf(known);
  if (value !== undefined && !values.includes(value as string))
    throw new FidelityError(
      [...path, 'value'],
      `must be ${values.join(' or ')}${typeof value === 'string' ? didMean(value, values) : ''}`,
    );
  if ('because' in finding && typeof finding['because'] !== 'string')
    throw new FidelityError([...path, 'because'], 'must be a text');
  timeAt(finding, [...path, 'checkedAt']);
  if ('seen' in finding) textsAt(finding['seen'], [...path, 'seen']);
}

function didMean(value: string, values: readonly string[]): string {
  const hint = didYouMean(value, values, '');
  return hint === '' ? '' : `; ${hint}`;
}

function textAt(given: Readonly<Record<string, unknown>>, name: string): string {
  const value = given[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new FidelityError([name], 'must be a text');
}

function textsAt(value: unknown, path: JsonPath): void {
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
    throw new FidelityError(path, 'must be a list of texts');
}

function timeAt(given: Readonly<Record<string, unknown>>, path: JsonPath): void {
  const value = given[path.at(-1) as string];
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))) return;
  throw new FidelityError(path, 'must be a date and time such as 2026-11-26T20:00:00.000Z');
}

/**
 * Which way of each assumption is in force for a stub that lives by what was found. What is undecided stays assumed. Of
 * what is like none of the ways that are known the default stays in force, as refuted.
 *
 * @param fidelity what was found; undefined leaves everything assumed
 */
export function assumptionsInForce(fidelity: Fidelity | undefined): Record<AssumptionId, AssumptionInForce> {
  const rows = assumptionIds.map((id): [AssumptionId, AssumptionInForce] => {
    const [standard] = valuesOf(id);
    const finding = fidelity?.assumptions[id];
    if (finding === undefined || finding.result === 'undecided') return [id, { value: standard, standing: 'assumed' }];
    const { checkedAt } = finding;
    const value = fittingValue(id, finding);
    if (value === undefined) return [id, { value: standard, standing: 'refuted', checkedAt }];
    // By the value: what is assumed by default may have been another thing in the version that asked.
    return [id, { value, standing: value === standard ? 'confirmed' : 'refuted', checkedAt }];
  });
  return Object.fromEntries(rows) as Record<AssumptionId, AssumptionInForce>;
}

/** The name of the way that the service was seen to go; undefined where that is not known. */
export function fittingValue(id: AssumptionId, { result, value }: AssumptionFinding): string | undefined {
  if (result === 'undecided') return undefined;
  return value ?? (result === 'confirmed' ? valuesOf(id)[0] : undefined);
}
