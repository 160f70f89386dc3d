import { assumptionRules } from '../../contract/generated/assumptions.ts';
import type { AssumptionChoices } from '../../contract/assumptions.ts';
import type { Fields } from '../../contract/types.ts';
import type { Refine } from '../../contract/zod-check.ts';
import type { Rule } from './rule.ts';
import type { RuleBook } from './rule-book.ts';
import { createStandardRuleBook, rules } from './table.ts';

/** By assumption, the rules that warn of it while it is assumed that nothing is refused. */
const rulesOf: Readonly<Record<string, readonly string[]>> = assumptionRules;

/**
 * The rules of an API that behaves as chosen. Where the contract refuses what a rule is about, the rule still warns of
 * what that leaves: a URL that is none of http, or 25:00 as an hour.
 *
 * @param choices without defaults
 */
export function ruleBookFor(choices: AssumptionChoices): RuleBook {
  const settled = new Set(Object.keys(choices).flatMap((id) => rulesOf[id] ?? []));
  return createStandardRuleBook({ settled, hasSeconds: choices['work-hours'] === 'HH:mm:ss' });
}

/** Lets the rules of an assumption decide, where an alternative refuses what they would warn of. */
export function createRefine(): Refine {
  const books = new Map<string, Pick<Rule, 'fields'> & RuleBook>();
  const bookOf = (id: string) => {
    const rule = rules.find((each) => each.id === id);
    if (rule === undefined) throw new Error(`there is no rule ${id}`);
    const made = books.get(id) ?? { ...createStandardRuleBook({ chosen: [rule] }), fields: rule.fields };
    books.set(id, made);
    return made;
  };
  return (assumption, value, isRoot) =>
    (rulesOf[assumption] ?? []).every((id) => {
      const { fields, examine } = bookOf(id);
      // A rule about one field gets it as if nothing else had been sent.
      const sent = isRoot ? value : Object.fromEntries(fields.map((name) => [name, value]));
      return examine(sent as Fields).length === 0;
    });
}
