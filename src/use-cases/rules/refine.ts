import { assumptionRules } from '../../contract/generated/assumptions.ts';
import type { AssumptionChoices } from '../../contract/assumptions.ts';
import type { Fields } from '../../contract/types.ts';
import type { Refine } from '../../contract/zod-check.ts';
import type { RuleBook } from './rule-book.ts';
import { createStandardRuleBook, rules } from './table.ts';

/** By assumption, the rules that warn of it while it is assumed that nothing is refused. */
const rulesOf: Readonly<Record<string, readonly string[]>> = assumptionRules;

/** The rules of those assumptions that are not chosen otherwise: the contract itself says what the others come to. */
export function ruleBookFor(choices: AssumptionChoices): RuleBook {
  const settled = new Set(Object.keys(choices).flatMap((id) => rulesOf[id] ?? []));
  return createStandardRuleBook(rules.filter(({ id }) => !settled.has(id)));
}

/** Lets the rules of an assumption decide, where an alternative refuses what they would warn of. */
export function createRefine(): Refine {
  const books = new Map(rules.map((rule) => [rule.id, { rule, book: createStandardRuleBook([rule]) }]));
  return (assumption, value, isRoot) =>
    (rulesOf[assumption] ?? []).every((id) => {
      const found = books.get(id);
      if (found === undefined) return true;
      // A rule about one field gets it as if nothing else had been sent.
      const sent = isRoot ? value : Object.fromEntries(found.rule.fields.map((name) => [name, value]));
      return found.book.examine(sent as Fields).length === 0;
    });
}
