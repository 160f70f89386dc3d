/**
 * What the stub assumes where no source says what the API does, and what it may do instead. The rows are generated from
 * openapi/assumptions.yaml. Only their names are loaded here: the sentences and probes are many times larger.
 */
import { isObject } from '../lib/guards.ts';
import { didYouMean } from '../lib/nearest-name.ts';
import { assumptionValues } from './generated/assumptions.ts';

/** The id of an assumption, such as `missing-key`. */
export type AssumptionId = keyof typeof assumptionValues;

/** By assumption, the name of its default or of an alternative. Those that are not named stay as they are. */
export type AssumptionChoices = Readonly<Partial<Record<AssumptionId, string>>>;

/** A request whose reply helps to tell the default of an assumption and its alternatives apart. */
export interface ProbeStep {
  /** Method and path, below the API's base path. `{id}` is the id that the last create got. */
  readonly send: string;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without an API key. */
  readonly key?: 'none';
}

/** A row of openapi/assumptions.yaml. */
export interface Assumption {
  readonly id: AssumptionId;
  /** The operation, field or part of HTTP. */
  readonly about: string;
  /** What the stub does unless it is told otherwise. */
  readonly sentence: string;
  /** The name of that. */
  readonly default: string;
  /** By name: what the API may do instead. */
  readonly alternatives: Readonly<Record<string, string>>;
  /** What the sentence rests on: an id of the contract's `x-sources`. */
  readonly source: string;
  /** What speaks for it, or for an alternative. */
  readonly because?: string;
  /** Assumed rules that warn of it. */
  readonly rules?: readonly string[];
  /** What refusals that rest on it look like. */
  readonly refuses?: readonly RefusalForm[];
  /** Replies whose form rests on it. */
  readonly replies?: readonly ReplyForm[];
  readonly probe: readonly ProbeStep[];
}

/** By what a refusal is known that rests on an assumption. A refusal has to be like all that is given. */
export interface RefusalForm {
  /** The default or the alternative that refuses so; every way if undefined. */
  readonly way?: string;
  /** Id in the catalogue of errors. */
  readonly error?: string;
  readonly status?: number;
  readonly method?: string;
  /** The request's path is this one, or below it. */
  readonly path?: string;
  readonly operation?: string;
  /** The place of an issue, such as `hooks[].url`; `amd_messages.*`: anywhere within; `*`: anywhere. */
  readonly at?: string;
  /** Of the issue. */
  readonly code?: string;
  readonly received?: string;
  /** What the body has. */
  readonly sent?: Readonly<Record<string, unknown>>;
  /** Whether the refusal itself is documented, and only its form is assumed. */
  readonly isDocumented?: boolean;
}

/** The replies of a status: those of one operation, or of all if undefined. */
export interface ReplyForm {
  readonly operation?: string;
  readonly status: number;
}

/**
 * How much is known of what is in force. `assumed`: it is the default. `chosen`: a setting says so. `confirmed`: the
 * service was seen to do so. `refuted`: the service was seen to do this in place of the default; or, if this is the
 * default, something that is none of the ways that are known.
 */
export type Standing = 'assumed' | 'chosen' | 'confirmed' | 'refuted';

/** Which way of an assumption the stub follows, and why. */
export interface AssumptionInForce {
  /** The name of the default or of an alternative. */
  readonly value: string;
  readonly standing: Standing;
  /** When the service was asked: a date and time in ISO form. */
  readonly checkedAt?: string;
}

/** Choices cannot be read. The message continues a sentence about them: "must be ...". */
export class AssumptionError extends Error {
  override readonly name = 'AssumptionError';
}

/** The ids of all assumptions, in the table's order. */
export const assumptionIds = Object.keys(assumptionValues) as readonly AssumptionId[];

/** The names that an assumption may be given: its default, and then its alternatives. */
export function valuesOf(id: AssumptionId): readonly [string, ...string[]] {
  return assumptionValues[id];
}

/** Whether the service was seen to go none of the ways that are known. The default is followed all the same. */
export function isUnmatched(id: AssumptionId, { value, standing }: AssumptionInForce): boolean {
  return standing === 'refuted' && value === valuesOf(id)[0];
}

/** The whole rows, with their sentences and probes. */
export async function loadAssumptions(): Promise<readonly Assumption[]> {
  const { assumptions } = await import('./generated/assumption-rows.ts');
  return assumptions as readonly Assumption[];
}

/**
 * Reads choices.
 *
 * @param given an object such as `{ "missing-key": "400-zod" }`, a text such as `missing-key=400-zod` with commas between
 *   several, or a list of such objects and texts
 * @throws AssumptionError that says what is wrong, with the name that was probably meant
 */
export function readAssumptionChoices(given: unknown): AssumptionChoices {
  return joinAssumptionChoices((Array.isArray(given) ? given : [given]).flatMap(pairsOf));
}

/**
 * Joins choices.
 *
 * @throws AssumptionError when they contradict each other: one of them would have no effect
 */
export function joinAssumptionChoices(choices: readonly AssumptionChoices[]): AssumptionChoices {
  const joined: Partial<Record<AssumptionId, string>> = {};
  for (const [id, value] of choices.flatMap((each) => Object.entries(each) as [AssumptionId, string][])) {
    if (joined[id] !== undefined && joined[id] !== value)
      throw new AssumptionError(`must say one thing of "${id}", not both ${joined[id]} and ${value}`);
    joined[id] = value;
  }
  return joined;
}

/** Writes choices as their flag takes them. */
export function showAssumptionChoices(choices: AssumptionChoices): string {
  return Object.entries(choices)
    .map(([id, value]) => `${id}=${value}`)
    .join(',');
}

function pairsOf(given: unknown): AssumptionChoices[] {
  if (isObject(given)) return Object.entries(given).map(([id, value]) => choiceOf(id, value));
  if (typeof given !== 'string')
    throw new AssumptionError(`must be choices such as missing-key=400-zod, or { "missing-key": "400-zod" }`);
  return given.split(',').map((pair) => {
    // Without an expression: it would try each way to divide a long row of spaces, which a request may send.
    const at = pair.indexOf('=');
    const [id, value] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
    if (id === '' || value === '')
      throw new AssumptionError(`must be choices such as missing-key=400-zod, with commas between`);
    return choiceOf(id, value);
  });
}

function choiceOf(id: string, value: unknown): AssumptionChoices {
  const known = assumptionIds.find((each) => each === id);
  if (known === undefined) {
    const hint = didYouMean(id, assumptionIds, 'docs/reference/assumptions.md lists them');
    throw new AssumptionError(`must name assumptions, and "${id.slice(0, 50)}" is none; ${hint}`);
  }
  const values: readonly string[] = valuesOf(known);
  // YAML reads 401 and true as what they look like.
  const name = typeof value === 'string' ? value : JSON.stringify(value);
  if (values.includes(name)) return { [known]: name };
  const hint = didYouMean(String(name), values, `"${known}" is ${values.join(' or ')}`);
  throw new AssumptionError(`must not be "${String(name).slice(0, 50)}" for "${known}"; ${hint}`);
}
