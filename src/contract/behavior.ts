import { assumptionValues } from './generated/assumptions.ts';
import { valuesOf, type AssumptionChoices, type AssumptionId } from './assumptions.ts';

/**
 * What the chosen ways of the assumptions mean for the stages and handlers, by what they ask. What bodies, paths and
 * queries must look like is in the contract, which `amendContract` makes.
 */
export interface Behavior {
  /** What is chosen otherwise than the stub assumes. */
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
}

type Value<Id extends AssumptionId> = (typeof assumptionValues)[Id][number];

/** Finds out what choices mean. */
export function behaviorOf(given: AssumptionChoices): Behavior {
  const choices = withoutDefaults(given);
  const valueOf = <Id extends AssumptionId>(id: Id) => (choices[id] ?? valuesOf(id)[0]) as Value<Id>;
  return {
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
  };
}

function withoutDefaults(choices: AssumptionChoices): AssumptionChoices {
  const entries = Object.entries(choices) as [AssumptionId, string][];
  return Object.fromEntries(entries.filter(([id, value]) => value !== valuesOf(id)[0]));
}
