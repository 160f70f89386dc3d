import { assumptionValues } from './generated/assumptions.ts';
import {
  isUnmatched,
  valuesOf,
  type AssumptionChoices,
  type AssumptionId,
  type AssumptionInForce,
  type Standing,
} from './assumptions.ts';
import { assumptionsInForce, type Fidelity } from './fidelity.ts';

/**
 * What the chosen ways of the assumptions mean for the stages and handlers, by what they ask. What bodies, paths and
 * queries must look like is in the contract, which `amendContract` makes.
 */
export interface Behavior {
  /** Which way of each assumption is followed, and why. */
  readonly inForce: InForce;
  /** Those of them that are not the default. */
  readonly choices: AssumptionChoices;
  /** A request without an API key is refused as unauthorized, or as one that breaks the contract. */
  readonly missingKey: '401' | '400-zod';
  readonly malformedKeyStatus: 401 | 403;
  /** Which slashes and capital letters of a path make no difference. */
  readonly paths: 'slash-free' | 'exact' | 'lenient';
  readonly unknownPath: 'message' | 'html';
  readonly isOtherMethodUnknownPath: boolean;
  readonly malformedPath: '400-zod' | '400-html';
  readonly malformedJson: '400-zod' | '400-message' | '400-html';
  /** Whether a number or a text is no JSON. */
  readonly isOnlyObjectJson: boolean;
  readonly isMissingBodyEmpty: boolean;
  /** Whether a body of another media type counts as missing. */
  readonly isOtherMediaMissing: boolean;
  readonly unknownProperties: 'stripped' | 'kept' | 'refused';
  readonly refusesUnknownQuery: boolean;
  /** The property of a 404 that has its words. */
  readonly notFound: 'message' | 'error';
  /** Whether the look-up of an id that is no hexadecimal number fails. */
  readonly isIdFailing: boolean;
  readonly isListPage: boolean;
  readonly isNewestFirst: boolean;
  /** Whether `work_start` and `work_end` are written as 08:00:00. */
  readonly hasSeconds: boolean;
  /** Whether `amd: false` wants an `amd_behavior` as well. */
  readonly isAmdFalseSet: boolean;
}

type Value<Id extends AssumptionId> = (typeof assumptionValues)[Id][number];

/** By assumption, the way that is followed, and why. */
export type InForce = Readonly<Record<AssumptionId, AssumptionInForce>>;

/** Lets choices win over what was found out or is assumed. */
export function withChoices(inForce: InForce, choices: AssumptionChoices): InForce {
  const chosen = (Object.entries(choices) as [AssumptionId, string][])
    // A choice of what the service was seen to do anyway leaves it at that.
    .filter(([id, value]) => {
      const known = inForce[id];
      return known.standing === 'assumed' || known.value !== value || isUnmatched(id, known);
    })
    .map(([id, value]) => [id, { value, standing: 'chosen' }]);
  return { ...inForce, ...(Object.fromEntries(chosen) as object) };
}

/** A way of an assumption that is more than assumed. */
export interface KnownWay {
  /** Id of the assumption. */
  readonly assumption: AssumptionId;
  /** The name of the way that is in force. */
  readonly value: string;
  /** Whether it is what the contract assumes unless it is told otherwise. Refuted, it is what the service does not do. */
  readonly isDefault: boolean;
  readonly standing: Exclude<Standing, 'assumed'>;
  /** When the service was asked: a date and time in ISO form. */
  readonly checkedAt?: string;
}

/** The ways that are chosen, or known from the service. Those that are not the default amend the contract. */
export function knownWays(inForce: InForce): readonly KnownWay[] {
  return (Object.entries(inForce) as [AssumptionId, AssumptionInForce][]).flatMap(([assumption, way]) => {
    const { value, standing, checkedAt } = way;
    if (standing === 'assumed') return [];
    const isDefault = value === valuesOf(assumption)[0];
    return [{ assumption, value, isDefault, standing, ...(checkedAt !== undefined && { checkedAt }) }];
  });
}

/** What an API is like of which something was found out, and something is chosen, which wins. */
export function behaviorBy({
  fidelity,
  assume = {},
}: {
  readonly fidelity?: Fidelity | undefined;
  readonly assume?: AssumptionChoices | undefined;
}): Behavior {
  return behaviorOf(withChoices(assumptionsInForce(fidelity), assume));
}

/** Finds out what the ways that are in force mean. */
export function behaviorOf(inForce: InForce): Behavior {
  const choices = withoutDefaults(inForce);
  const valueOf = <Id extends AssumptionId>(id: Id) => (choices[id] ?? valuesOf(id)[0]) as Value<Id>;
  return {
    inForce,
    choices,
    missingKey: valueOf('missing-key'),
    malformedKeyStatus: valueOf('malformed-key') === '403' ? 403 : 401,
    paths: valueOf('path-form'),
    unknownPath: valueOf('unknown-path'),
    isOtherMethodUnknownPath: valueOf('other-method') === 'unknown-path',
    malformedPath: valueOf('malformed-path'),
    malformedJson: valueOf('malformed-json'),
    isOnlyObjectJson: valueOf('json-root') === 'malformed',
    isMissingBodyEmpty: valueOf('missing-body') === 'empty',
    isOtherMediaMissing: valueOf('media-type') === 'ignored',
    unknownProperties: valueOf('unknown-properties'),
    refusesUnknownQuery: valueOf('list-query') === 'refused',
    notFound: valueOf('not-found'),
    isIdFailing: valueOf('id-not-hexadecimal') === '500-message',
    isListPage: valueOf('list-form') === 'page',
    isNewestFirst: valueOf('list-order') === 'newest-first',
    hasSeconds: valueOf('work-hours') === 'HH:mm:ss',
    isAmdFalseSet: valueOf('amd-set') === 'present',
  };
}

function withoutDefaults(inForce: InForce): AssumptionChoices {
  const entries = Object.entries(inForce) as [AssumptionId, AssumptionInForce][];
  const others = entries.filter(([id, { value }]) => value !== valuesOf(id)[0]);
  return Object.fromEntries(others.map(([id, { value }]) => [id, value]));
}
