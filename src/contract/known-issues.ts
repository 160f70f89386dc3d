import { toPointer } from '../lib/json-pointer.ts';
import type { SchemaError, SchemaValidator } from './contract.ts';
import type { Issue } from './types.ts';

/** An issue with what has to be known of it to put it into its place among others. */
export interface PlacedIssue {
  readonly issue: Issue;
  /** Its path as one text. */
  readonly place: string;
  /** Where zod would report it: the smaller, the earlier. */
  readonly rank: number;
  /** Whether it is about what one property demands of another. */
  readonly isConditional: boolean;
}

interface Texts {
  readonly json: string;
  readonly pointer: string;
}

/** By `instancePath`, by `schemaPath`, by what else the issue depends on. */
type ByError = Map<string, Map<string, Map<string, PlacedIssue>>>;

/** Issues that are remembered, so that they take a megabyte or two. */
const MOST_KNOWN = 1_000;
/** Characters of the name of a property, and of the value, that an issue repeats, if it is remembered. */
const LONGEST = 100;

/**
 * Issues that were found before. Clients repeat their mistakes, and to make an issue, its JSON and its pointer anew was a
 * seventh of the CPU time of a refusal. Only issues of the body as a whole and of its properties are remembered: what lies
 * deeper may have any path.
 */
export class KnownIssues {
  private readonly byValidator = new WeakMap<SchemaValidator, ByError>();
  private readonly texts = new Map<Issue, Texts>();

  /**
   * Finds the issue of an error, or lets it be made.
   *
   * @param value the body that the error is about
   */
  of(
    validator: SchemaValidator,
    error: SchemaError,
    value: unknown,
    make: (error: SchemaError, value: unknown) => PlacedIssue | undefined,
  ): PlacedIssue | undefined {
    const isDeep = error.instancePath.lastIndexOf('/') > 0 || error.instancePath.includes('~');
    const detail = isDeep ? undefined : detailOf(error, value);
    const { instancePath, schemaPath } = error;
    // A client chooses the names of a map as well as values.
    if (detail === undefined || instancePath.length + detail.length > LONGEST) return make(error, value);
    const known = this.byValidator.get(validator)?.get(instancePath)?.get(schemaPath)?.get(detail);
    if (known !== undefined) return known;
    const made = make(error, value);
    // What is looked up may have names that a client chose: once all room is taken, nothing is added.
    if (made === undefined || this.texts.size >= MOST_KNOWN) return made;
    this.alike(validator, error).set(detail, made);
    // Several requests have it.
    Object.freeze(made.issue);
    Object.freeze(made.issue.path);
    this.texts.set(made.issue, { json: JSON.stringify(made.issue), pointer: toPointer(made.issue.path) });
    return made;
  }

  jsonOf(issue: Issue): string {
    return this.texts.get(issue)?.json ?? JSON.stringify(issue);
  }

  /** The place of an issue as a JSON pointer. */
  pointerOf(issue: Pick<Issue, 'path'>): string {
    return this.texts.get(issue as Issue)?.pointer ?? toPointer(issue.path);
  }

  private alike(validator: SchemaValidator, { instancePath, schemaPath }: SchemaError): Map<string, PlacedIssue> {
    const byPlace = getOrMake(this.byValidator, validator, () => new Map() as ByError);
    const byRule = getOrMake(byPlace, instancePath, () => new Map<string, Map<string, PlacedIssue>>());
    return getOrMake(byRule, schemaPath, () => new Map<string, PlacedIssue>());
  }
}

function getOrMake<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}

/** What an issue depends on besides place and rule; undefined where that is not known. */
function detailOf({ keyword, params, instancePath }: SchemaError, root: unknown): string | undefined {
  switch (keyword) {
    case 'required':
      return String(params['missingProperty']);
    case 'type':
      return typeIn(root, instancePath);
    case 'enum': {
      const value = valueIn(root, instancePath);
      return typeof value === 'string' ? `"${value}` : typeIn(root, instancePath);
    }
    case 'minLength':
    case 'maxLength':
    case 'minimum':
    case 'maximum':
    case 'minItems':
    case 'maxItems':
    case 'pattern':
      return '';
    default:
      return undefined;
  }
}

function valueIn(root: unknown, instancePath: string): unknown {
  return instancePath === '' ? root : (root as Readonly<Record<string, unknown>>)[instancePath.slice(1)];
}

/** The type, by zod's names: JSON.parse reads 1e999 as Infinity. No text begins like one, for its quotation mark. */
function typeIn(root: unknown, instancePath: string): string {
  return zodTypeOf(valueIn(root, instancePath));
}

/** The name that zod has for the type of a value. */
export function zodTypeOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === Infinity || value === -Infinity) return 'infinity';
  return Array.isArray(value) ? 'array' : typeof value;
}
