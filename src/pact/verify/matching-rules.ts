import { asObject, isObject, type UnknownRecord } from '../../lib/guards.ts';

/** One matching rule of a pact, such as `{ match: 'regex', regex: '\\d+' }`. */
export interface MatchingRule {
  readonly match: string;
  readonly json: UnknownRecord;
}

/** The rules that apply to a place. Empty: none, so the place has to equal the example. */
export interface PlaceRules {
  readonly combine: 'AND' | 'OR';
  readonly rules: readonly MatchingRule[];
}

/** Keys that lead to a place in a body, from the root; numbers index lists. */
export type BodyPath = readonly (string | number)[];

/** The matching rules of one part of a request or response, such as its body. */
export interface PartRules {
  /**
   * The rules that apply to a place. As in Pact's core, the rule with the most specific path wins, and a rule applies
   * to everything below its own path.
   */
  at(path: BodyPath): PlaceRules;
}

const NONE: PlaceRules = { combine: 'AND', rules: [] };
const LENIENT: MatchingRule = { match: 'type', json: { match: 'type' } };

/** Reads the rules of the body of a request or response, of any version of the Pact specification. */
export function bodyRules(half: UnknownRecord): PartRules {
  const rules = rulesOf(half);
  return partRules(isFlat(rules) ? pick(rules, /^\$\.body(?=$|[.[])/) : (asObject(rules['body']) ?? {}));
}

/** Reads the rules of one entry of an `arrayContains`, whose paths begin at that entry. */
export function variantRules(variant: UnknownRecord): PartRules {
  return partRules(asObject(variant['rules']) ?? {});
}

/** Reads the rules of a header. Names of headers have no case. */
export function headerRules(half: UnknownRecord, name: string): PlaceRules {
  const rules = rulesOf(half);
  const byPath = isFlat(rules) ? pick(rules, /^\$\.headers?(?=[.[])/) : (asObject(rules['header']) ?? {});
  const wanted = name.toLowerCase();
  const found = Object.entries(byPath).find(([path]) => {
    const [first] = path.startsWith('$') ? stepsOf(path) : [path];
    return String(first).toLowerCase() === wanted;
  });
  return found === undefined ? NONE : placeRules(found[1]);
}

/** A rule about the status of a reply. */
export interface StatusRule {
  /** What it accepts, in words. */
  readonly name: string;
  readonly accepts: (status: number) => boolean;
}

/** First and last status of each class that a rule can name. */
const STATUS_CLASSES: Readonly<Record<string, readonly [name: string, from: number, to: number]>> = {
  info: ['an informational status (1xx)', 100, 199],
  success: ['a successful status (2xx)', 200, 299],
  redirect: ['a redirect (3xx)', 300, 399],
  clientError: ['a client error (4xx)', 400, 499],
  serverError: ['a server error (5xx)', 500, 599],
  nonError: ['a status that is no error', 100, 399],
  error: ['an error (4xx or 5xx)', 400, 599],
};

/** Reads the rule on the status, which version 4 of the Pact specification has. */
export function statusRule(half: UnknownRecord): StatusRule | undefined {
  const [rule] = placeRules(rulesOf(half)['status']).rules;
  if (rule?.match !== 'statusCode') return undefined;
  const wanted = rule.json['status'];
  if (Array.isArray(wanted))
    return { name: `one of ${wanted.join(', ')}`, accepts: (status) => wanted.includes(status) };
  const known = Object.hasOwn(STATUS_CLASSES, String(wanted)) ? STATUS_CLASSES[String(wanted)] : undefined;
  if (known === undefined) return undefined;
  const [name, from, to] = known;
  return { name, accepts: (status) => status >= from && status <= to };
}

function rulesOf(half: UnknownRecord): UnknownRecord {
  // Old libraries of the JVM write the second name.
  return asObject(half['matchingRules'] ?? half['responseMatchingRules']) ?? {};
}

/** Up to version 2, the rules of all parts stand in one map, by paths such as `$.body.id`. */
function isFlat(rules: UnknownRecord): boolean {
  return Object.keys(rules).some((key) => key.startsWith('$'));
}

function pick(rules: UnknownRecord, start: RegExp): UnknownRecord {
  const entries = Object.entries(rules).filter(([path]) => start.test(path));
  return Object.fromEntries(entries.map(([path, rule]) => [path.replace(start, '$'), rule]));
}

function partRules(byPath: UnknownRecord): PartRules {
  const entries = Object.entries(byPath).map(([path, rules]) => ({
    steps: stepsOf(path),
    place: placeRules(rules),
  }));
  return {
    at(path) {
      let [best, bestWeight] = [undefined as (typeof entries)[number] | undefined, 0];
      for (const entry of entries) {
        const weight = weightOf(entry.steps, path);
        if (weight > 0 && weight >= bestWeight) [best, bestWeight] = [entry, weight];
      }
      if (best === undefined) return NONE;
      return best.steps.length === path.length ? best.place : cascaded(best.place);
    },
  };
}

/** Below its own path, a rule about the values of a map says what it says about one value. */
function cascaded({ combine, rules }: PlaceRules): PlaceRules {
  const below = rules.flatMap((rule) => {
    if (rule.match === 'eachValue') return placeRules({ matchers: rule.json['rules'] }).rules;
    return ['eachKey', 'values', 'arrayContains', 'notEmpty'].includes(rule.match) ? [LENIENT] : [rule];
  });
  return { combine, rules: below };
}

/** Zero when the path of a rule does not lead to the place, or to a place around it. */
function weightOf(steps: readonly string[], path: BodyPath): number {
  if (steps.length > path.length) return 0;
  // Pact's core counts the root as a step that both have.
  let weight = 2;
  for (const [index, token] of steps.entries()) {
    const key = path[index];
    if (token === String(key)) weight *= 2;
    else if (token !== '*') return 0;
  }
  return weight * (steps.length + 1);
}

/** The steps of a path such as `$.a['b.c'][*].d`, without the root; `*` stands for any key. */
export function stepsOf(path: string): string[] {
  const steps = path.matchAll(/\.([^.[\]]+)|\[(\d+|\*)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/g);
  return [...steps].map(([, name, index, single, double]) => name ?? index ?? single ?? double ?? '');
}

function placeRules(json: unknown): PlaceRules {
  if (!isObject(json)) return NONE;
  const listed = Array.isArray(json['matchers']) ? (json['matchers'] as unknown[]) : [json];
  const rules = listed.filter(isObject).map((each) => ({ match: nameOf(each), json: each }));
  return { combine: json['combine'] === 'OR' ? 'OR' : 'AND', rules: rules.filter(({ match }) => match !== '') };
}

const OTHER_NAMES: Readonly<Record<string, string>> = {
  timestamp: 'datetime',
  min: 'type',
  max: 'type',
  minType: 'type',
  maxType: 'type',
};

/** Some libraries leave the name out where another key tells it. */
function nameOf(json: UnknownRecord): string {
  const name = json['match'];
  if (typeof name === 'string') return OTHER_NAMES[name] ?? name;
  if ('regex' in json) return 'regex';
  if ('min' in json || 'max' in json) return 'type';
  return ['date', 'time', 'timestamp'].find((key) => key in json) ?? '';
}
