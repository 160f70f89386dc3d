import type { UnknownProperty } from '../../contract/contract.ts';
import type { Fields, Issue, Warning } from '../../contract/types.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import type { Report, Rule, RuleContext, RuleTable } from './rule.ts';

/** How many warnings a request gets at most. More would not be read. */
const MOST_WARNINGS = 100;
const NONE: readonly Warning[] = Object.freeze([]);

/** How strictly requests are checked, strictest first. */
export const validationLevels = ['strict', 'standard', 'warn', 'off'] as const;
/** How strictly requests are checked. `strict` refuses by assumed rules too; `standard` by documented ones only. */
export type ValidationLevel = (typeof validationLevels)[number];

/** Checks use cases against the assumed rules. */
export interface RuleBook {
  /**
   * @param fields the whole use case as it would be stored
   * @param sent when given, only rules about one of these fields run
   * @param told what has been found already: settled rules do not repeat it
   * @returns the warnings, at most 100
   */
  examine(fields: Fields, sent?: Fields, told?: readonly Placed[]): readonly Warning[];
}

/** A finding at a place of the body. */
type Placed = Pick<Warning, 'path'>;

/** @param settled ids of rules whose assumption the contract follows otherwise, so that it finds a part of what they do */
export function createRuleBook(
  table: RuleTable,
  vocabulary: Omit<RuleContext, 'isTimeZone'>,
  settled: ReadonlySet<string> = new Set(),
): RuleBook {
  const context: RuleContext = { ...vocabulary, isTimeZone: createTimeZoneCheck() };
  const checked = table.filter((rule): rule is Rule & Required<Pick<Rule, 'check'>> => rule.check !== undefined);
  return {
    examine(fields, sent = fields, told = NONE) {
      let warnings: Warning[] | undefined;
      let id = '';
      const report: Report = (path, message, suggestion) => {
        if (settled.has(id) && told.some((each) => isAround(each.path, path))) return;
        warnings ??= [];
        if (warnings.length >= MOST_WARNINGS) return;
        const meant = typeof suggestion === 'function' ? suggestion() : suggestion;
        warnings.push(warningOf(id, path, message, meant));
      };
      for (const rule of checked) {
        if (!hasOne(sent, rule.fields)) continue;
        id = rule.id;
        rule.check(fields, report, context);
      }
      return warnings ?? NONE;
    },
  };
}

function hasOne(fields: Fields, names: readonly string[]): boolean {
  for (const name of names) if (fields[name] !== undefined) return true;
  return false;
}

/** Whether a place is the other one, or has it in it. */
function isAround(outer: Warning['path'], inner: Warning['path']): boolean {
  return outer.length <= inner.length && outer.every((step, index) => step === inner[index]);
}

/** What becomes of a property that the contract does not know. */
const unknownFates = { stripped: 'was dropped', kept: 'was kept', refused: 'is refused' } as const;

/** The warning about a property that the contract does not know. */
export function unknownPropertyWarning(
  { path, known }: UnknownProperty,
  fate: keyof typeof unknownFates = 'stripped',
): Warning {
  const name = String(path.at(-1));
  const message = `is not part of the contract and ${unknownFates[fate]}`;
  return warningOf('unknown-property', path, message, nearestName(name, known));
}

/** The warning about a parameter of the query that the contract does not have. */
export function unknownParameterWarning(name: string, known: readonly string[]): Warning {
  return warningOf(
    'unknown-parameter',
    [name],
    'is not a parameter of this operation and was ignored',
    nearestName(name, known),
  );
}

/** The warning about a documented rule that the level does not enforce, or that a refusal does not have yet. */
export function documentedWarning({ path, message, code, received }: Breach): Warning {
  return {
    ...warningOf('documented', path, message),
    ...(code !== undefined && { code }),
    // Of another issue it is the value, which may be long.
    ...(code === 'invalid_type' && typeof received === 'string' && { received }),
  };
}

/** An issue, or what Prism says instead. */
type Breach = Pick<Warning, 'path' | 'message' | 'code'> & { readonly received?: unknown };

/** The issue for a warning, for when assumed rules refuse as well. */
export function issueOfWarning({ rule, path, message, suggestion }: Warning): Issue {
  const hint = suggestion === undefined ? '' : ` (did you mean "${suggestion}"?)`;
  return { code: 'custom', path: [...path], message: message + hint, params: { rule } };
}

function warningOf(rule: string, path: Warning['path'], message: string, suggestion?: string): Warning {
  return suggestion === undefined ? { rule, path, message } : { rule, path, message, suggestion };
}

/**
 * Asking Intl takes about 45 microseconds, so known names are cached. There are about 600, in any upper and lower case,
 * hence the bound of the cache.
 */
function createTimeZoneCheck(): (name: string) => boolean {
  const known = new Set<string>();
  return (name) => {
    if (known.has(name)) return true;
    // Intl also accepts offsets such as +02:00, which are not names.
    if (name.length > 64 || !/^[A-Za-z]/.test(name)) return false;
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
    } catch {
      return false;
    }
    if (known.size < 2_000) known.add(name);
    return true;
  };
}
