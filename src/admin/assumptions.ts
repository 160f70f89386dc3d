/** How the stub's own routes show what is assumed, chosen, or known of the real API. */
import type { Assumption } from '../contract/assumptions.ts';
import type { Behavior } from '../contract/behavior.ts';
import { assumptionOfRule } from '../requests/trust.ts';
import { rules } from '../use-cases/rules/table.ts';

/** An assumption with the way of it that the stub follows. */
export function describeAssumption(row: Assumption, { inForce }: Behavior): object {
  const { id, about, sentence, alternatives, source, replies = [] } = row;
  const { value, standing, checkedAt } = inForce[id];
  return {
    id,
    about,
    value,
    standing,
    ...(checkedAt !== undefined && { checkedAt }),
    sentence: alternatives[value] ?? sentence,
    source,
    default: row.default,
    alternatives: Object.keys(alternatives),
    replies: replies.map(({ operation, status }) => (operation === undefined ? `${status}` : `${operation} ${status}`)),
  };
}

/** The assumed rules. Those of an assumption that is followed otherwise find what the contract does not refuse by it. */
export function describeRules({ inForce }: Behavior): object[] {
  return rules.map(({ id, source, fields, explanation, always = false }) => {
    const assumption = assumptionOfRule(id);
    const known = assumption === undefined ? undefined : inForce[assumption];
    return {
      id,
      source,
      fields,
      explanation,
      enforced: always,
      ...(known && { assumption, value: known.value, standing: known.standing }),
      ...(known?.checkedAt !== undefined && { checkedAt: known.checkedAt }),
    };
  });
}
