/**
 * The rules by which changes of a contract are judged. Names and levels are those of oasdiff, the tool of that kind that
 * most teams know; docs/decisions/own-comparison-of-contracts.md says why it is not used itself.
 */

/** `error`: clients break. `warning`: some clients may. `info`: none does. */
export type Level = 'error' | 'warning' | 'info';

/** Where in an operation a schema stands; the rules about schemas are named by it. */
export type Subject = 'parameter' | 'body' | 'property' | 'header';

/** A change of a schema breaks another side of it: what a request may no longer be, or what a reply may newly be. */
interface SchemaRule {
  readonly request: Level;
  readonly response: Level;
  readonly explanation: string;
}

/** Rules about schemas, by the end of their ids: `request-property-` + `max-length-decreased`, for example. */
export const schemaRules = {
  'type-changed': {
    request: 'error',
    response: 'error',
    explanation: 'A request may no longer have a type that it could have, or a reply may have one that it could not.',
  },
  'type-generalized': { request: 'info', response: 'error', explanation: 'More types are allowed.' },
  'type-specialized': { request: 'error', response: 'info', explanation: 'Fewer types are allowed.' },
  'became-nullable': { request: 'info', response: 'error', explanation: 'Null is allowed now.' },
  'became-not-nullable': { request: 'error', response: 'info', explanation: 'Null is not allowed any more.' },
  'became-enum': { request: 'error', response: 'info', explanation: 'Only listed values are allowed now.' },
  'became-not-enum': { request: 'info', response: 'warning', explanation: 'The list of values is gone.' },
  'enum-value-added': { request: 'info', response: 'warning', explanation: 'The list of values has a new one.' },
  'enum-value-removed': { request: 'error', response: 'info', explanation: 'The list of values lacks one.' },
  'limit-set': {
    request: 'warning',
    response: 'info',
    explanation:
      'There is a bound where there was none; the same of `min-length`, `max-items`, `max`, `exclusive-min` and so on.',
  },
  'limit-tightened': {
    request: 'error',
    response: 'info',
    explanation: 'A bound allows less; a lower one is `min-length-increased`.',
  },
  'limit-loosened': {
    request: 'info',
    response: 'error',
    explanation: 'A bound allows more; a lower one is `min-length-decreased`.',
  },
  'limit-unset': {
    request: 'info',
    response: 'error',
    explanation: 'A bound is gone.',
  },
  'form-added': {
    request: 'warning',
    response: 'info',
    explanation: 'A form is demanded; the same of `format`, `multiple-of` and `unique-items`.',
  },
  'form-changed': {
    request: 'warning',
    response: 'warning',
    explanation: 'Another form is demanded.',
  },
  'form-removed': {
    request: 'info',
    response: 'warning',
    explanation: 'A form is not demanded any more.',
  },
  'additional-properties-disallowed': {
    request: 'error',
    response: 'info',
    explanation: 'Properties without a name in the contract are not allowed any more.',
  },
  'additional-properties-allowed': {
    request: 'info',
    response: 'info',
    explanation: 'Properties without a name in the contract are allowed now.',
  },
  'any-of-added': { request: 'info', response: 'error', explanation: 'There is another alternative (`anyOf`).' },
  'any-of-removed': { request: 'error', response: 'info', explanation: 'An alternative is gone (`anyOf`).' },
  'one-of-added': { request: 'info', response: 'error', explanation: 'There is another alternative (`oneOf`).' },
  'one-of-removed': { request: 'error', response: 'info', explanation: 'An alternative is gone (`oneOf`).' },
  'any-of-became-one-of': {
    request: 'warning',
    response: 'info',
    explanation: 'Exactly one alternative has to fit. Where no value fits two of them, that is no change.',
  },
  'one-of-became-any-of': {
    request: 'info',
    response: 'warning',
    explanation: 'Several alternatives may fit. Where no value fits two of them, that is no change.',
  },
  'constraint-added': {
    request: 'error',
    response: 'info',
    explanation: 'There is a new condition: `if` and `then`, `not`, `dependentRequired` and the like.',
  },
  'constraint-changed': { request: 'error', response: 'error', explanation: 'Such a condition is another one.' },
  'constraint-removed': { request: 'info', response: 'error', explanation: 'Such a condition is gone.' },
  'default-value-changed': {
    request: 'warning',
    response: 'info',
    explanation: 'What is left out has another value, or there is a default where there was none.',
  },
} as const satisfies Readonly<Record<string, SchemaRule>>;

/** The end of the id of a rule about schemas. */
export type SchemaRuleName = keyof typeof schemaRules;

/** All other rules, by id. */
export const rules = {
  'api-removed-without-deprecation': { level: 'error', explanation: 'An operation is gone.' },
  'api-removed-with-deprecation': { level: 'warning', explanation: 'An operation is gone that was deprecated.' },
  'endpoint-added': { level: 'info', explanation: 'There is a new operation.' },
  'endpoint-deprecated': { level: 'info', explanation: 'An operation is deprecated now.' },
  'api-operation-id-changed': { level: 'info', explanation: 'An operation has another id.' },
  'api-base-path-changed': { level: 'error', explanation: "The path of the server's URL is another one." },
  'api-security-changed': {
    level: 'error',
    explanation: 'Credentials that did are not enough, or are sent in another way.',
  },
  'api-security-alternative-added': { level: 'info', explanation: 'Other credentials do as well, or none are needed.' },
  'new-required-request-parameter': { level: 'error', explanation: 'A new parameter has to be sent.' },
  'new-optional-request-parameter': { level: 'info', explanation: 'There is a new parameter.' },
  'request-parameter-removed': { level: 'warning', explanation: 'A parameter is gone.' },
  'request-parameter-became-required': { level: 'error', explanation: 'A parameter has to be sent now.' },
  'request-parameter-became-optional': { level: 'info', explanation: 'A parameter may be left out now.' },
  'request-body-added-required': { level: 'error', explanation: 'A body has to be sent where there was none.' },
  'request-body-added-optional': { level: 'info', explanation: 'A body may be sent where there was none.' },
  'request-body-removed': { level: 'warning', explanation: 'No body is taken any more.' },
  'request-body-became-required': { level: 'error', explanation: 'The body has to be sent now.' },
  'request-body-became-optional': { level: 'info', explanation: 'The body may be left out now.' },
  'request-body-media-type-removed': {
    level: 'error',
    explanation: 'A body of this media type is not taken any more.',
  },
  'request-body-media-type-added': { level: 'info', explanation: 'A body of another media type is taken.' },
  'new-required-request-property': { level: 'error', explanation: 'A new property has to be sent.' },
  'new-required-request-property-with-default': {
    level: 'info',
    explanation: 'A new property is required, but has a default.',
  },
  'new-optional-request-property': { level: 'info', explanation: 'There is a new property.' },
  'request-property-removed': { level: 'warning', explanation: 'A property of requests is gone.' },
  'request-property-became-required': { level: 'error', explanation: 'A property has to be sent now.' },
  'request-property-became-required-with-default': {
    level: 'info',
    explanation: 'A property is required now, but has a default.',
  },
  'request-property-became-optional': { level: 'info', explanation: 'A property may be left out now.' },
  'response-success-status-removed': { level: 'error', explanation: 'A status below 400 is gone.' },
  'response-non-success-status-removed': { level: 'warning', explanation: 'A status of 400 and above is gone.' },
  'response-success-status-added': { level: 'info', explanation: 'There is a new status below 400.' },
  'response-non-success-status-added': { level: 'info', explanation: 'There is a new status of 400 and above.' },
  'response-media-type-removed': { level: 'error', explanation: 'A reply does not come in this media type any more.' },
  'response-media-type-added': { level: 'info', explanation: 'A reply may come in another media type.' },
  'response-required-property-removed': { level: 'error', explanation: 'A property that every reply had is gone.' },
  'response-optional-property-removed': {
    level: 'warning',
    explanation: 'A property that replies could have is gone.',
  },
  'response-required-property-added': { level: 'info', explanation: 'Every reply has a new property.' },
  'response-optional-property-added': { level: 'info', explanation: 'Replies may have a new property.' },
  'response-property-became-optional': {
    level: 'error',
    explanation: 'A property that every reply had may be missing.',
  },
  'response-property-became-required': { level: 'info', explanation: 'Every reply has the property now.' },
  'required-response-header-removed': { level: 'error', explanation: 'A header that every reply had is gone.' },
  'optional-response-header-removed': { level: 'warning', explanation: 'A header that replies could have is gone.' },
  'response-header-added': { level: 'info', explanation: 'Replies may have a new header.' },
  'response-header-became-optional': { level: 'error', explanation: 'A header that every reply had may be missing.' },
  'response-header-became-required': { level: 'info', explanation: 'Every reply has the header now.' },
} as const satisfies Readonly<Record<string, { readonly level: Level; readonly explanation: string }>>;

/** The id of a rule that is not about schemas. */
export type RuleId = keyof typeof rules;
