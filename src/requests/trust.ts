/** Says of the findings of requests how far they can be trusted. */
import { valuesOf, type AssumptionId } from '../contract/assumptions.ts';
import type { InForce } from '../contract/behavior.ts';
import { assumptionRules } from '../contract/generated/assumptions.ts';
import type { Issue, Trust, Warning } from '../contract/types.ts';
import { isObject } from '../lib/guards.ts';
import type { JournalEntry, JournalReader } from '../store/port.ts';
import { rules } from '../use-cases/rules/table.ts';

/** By rule, the assumption that it warns of. */
const assumptionOf: ReadonlyMap<string, AssumptionId> = new Map(
  (Object.entries(assumptionRules) as [AssumptionId, readonly string[]][]).flatMap(([id, rules]) =>
    rules.map((rule): [string, AssumptionId] => [rule, id]),
  ),
);

/** Rules with a check of their own; of the others, another stage tells. */
const checkedRules: ReadonlySet<string> = new Set(rules.flatMap(({ id, check }) => (check === undefined ? [] : [id])));

const DOCUMENTED: Trust = { standing: 'documented' };
const UNKNOWN: Trust = {};

/** @returns the assumption of a rule; undefined for one that rests on none */
export function assumptionOfRule(rule: string): AssumptionId | undefined {
  return assumptionOf.get(rule);
}

/** A reader whose entries say how far their findings can be trusted. It is looked up when they are read. */
export function tellTrust(reader: JournalReader, inForce: InForce): JournalReader {
  return {
    async read(organizationId, range) {
      const page = await reader.read(organizationId, range);
      return { ...page, entries: page.entries.map((entry) => withTrust(entry, inForce)) };
    },
    empty: (organizationId) => reader.empty(organizationId),
  };
}

/** An entry whose findings say how far they can be trusted. */
export function withTrust(entry: JournalEntry, inForce: InForce): JournalEntry {
  if (entry.issues.length + entry.warnings.length === 0) return entry;
  return {
    ...entry,
    issues: entry.issues.map((issue) => ({ ...issue, ...trustOfIssue(issue, inForce) })),
    warnings: entry.warnings.map((warning) => ({ ...warning, ...trustOfWarning(warning, inForce) })),
  };
}

/** How far the rule of a warning can be trusted. */
export function trustOfWarning({ rule }: Pick<Warning, 'rule'>, inForce: InForce): Trust {
  if (rule === 'documented') return DOCUMENTED;
  const assumption = assumptionOf.get(rule);
  if (assumption === undefined) return UNKNOWN;
  // What a rule finds beyond an alternative that the contract follows is no more than assumed.
  const isBeyond = checkedRules.has(rule) && inForce[assumption].value !== valuesOf(assumption)[0];
  return isBeyond ? { assumption, standing: 'assumed' } : trustOf(assumption, inForce);
}

/** Issues name their rule where assumed rules refuse. Of the others, a few are known by their place. */
function trustOfIssue(issue: Issue, inForce: InForce): Trust {
  const params = (issue as { readonly params?: unknown }).params;
  if (isObject(params) && typeof params['rule'] === 'string') return trustOfWarning({ rule: params['rule'] }, inForce);
  const assumption = assumptionOfPlace(issue);
  return assumption === undefined ? UNKNOWN : trustOf(assumption, inForce);
}

function assumptionOfPlace({ code, path, ...issue }: Issue): AssumptionId | undefined {
  if (path.length !== 1) return undefined;
  const isMissing = (issue as { readonly received?: unknown }).received === 'undefined';
  if (path[0] === 'authorization' && isMissing) return 'missing-key';
  if (path[0] === 'name' && isMissing) return 'name-required';
  return path[0] === 'name' && code === 'too_small' ? 'name-empty' : undefined;
}

function trustOf(assumption: AssumptionId, inForce: InForce): Trust {
  const { standing, checkedAt } = inForce[assumption];
  return { assumption, standing, ...(checkedAt !== undefined && { checkedAt }) };
}
