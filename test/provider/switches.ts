/**
 * What is not known of the real API, as switches of the provider. The first value of each is what the stub assumes
 * today; the others are what the API may do just as well. Sources are those of the contract's `x-sources`.
 */

interface Switch {
  /** The operation, field or part of HTTP that it is about. */
  readonly about: string;
  /** What is in doubt. */
  readonly doubt: string;
  /** By value: what the provider then does. */
  readonly values: Readonly<Record<string, string>>;
  /** What speaks for the first value, or for the others. */
  readonly source: string;
}

export const switches = {
  'missing-key': {
    about: 'authorization',
    doubt: 'A request without an API key',
    values: {
      '401': 'gets 401 with a message',
      '400-zod': 'gets 400 with a ZodError at ["authorization"], after what is wrong with the path',
    },
    source: 'successor; framework for the other: the reference lists the header as required',
  },
  'malformed-key': {
    about: 'authorization',
    doubt: 'A header that is no bearer token',
    values: { '401': 'gets 401 with a message', '403': 'gets 403 with a message' },
    source: 'successor',
  },
  'max-duration-default': {
    about: 'max_duration_mins',
    doubt: 'A create that leaves it out',
    values: { stored: 'stores 10', absent: 'stores nothing' },
    source: 'assumed; dial: the 10 is used when neither the call nor the use case has a maximum',
  },
  'language-default': {
    about: 'language',
    doubt: 'A create that leaves it out',
    values: { stored: 'stores en-US', absent: 'stores nothing' },
    source: 'sibling',
  },
  'other-defaults': {
    about: 'booleans and lists',
    doubt: 'A create that leaves them out',
    values: { absent: 'stores nothing', filled: 'stores false and []' },
    source: 'assumed; sibling for the other: a created tool has default: false',
  },
  'unknown-properties': {
    about: 'body',
    doubt: 'A property that is not documented',
    values: { stripped: 'is dropped', kept: 'is stored', refused: 'is refused as unrecognized_keys' },
    source: 'framework',
  },
  nulls: {
    about: 'body',
    doubt: 'null for a field other than hooks',
    values: { refused: 'is refused as invalid_type', taken: 'is stored' },
    source: 'sibling: only hooks is nullable',
  },
  'name-required': {
    about: 'name',
    doubt: 'A create without a name',
    values: { refused: 'is refused as Required', taken: 'is taken' },
    source: 'assumed',
  },
  'name-empty': {
    about: 'name',
    doubt: 'An empty name',
    values: { refused: 'is refused as too_small', taken: 'is taken' },
    source: 'assumed',
  },
  'work-hours': {
    about: 'work_start, work_end',
    doubt: 'The form of an hour',
    values: { any: 'is not checked', 'HH:mm': 'must be 08:00', 'HH:mm:ss': 'must be 08:00:00' },
    source: 'assumed; dial for HH:mm:ss: an example of a time is 01:01:01',
  },
  'extract-type': {
    about: 'extract_with_ai[].type',
    doubt: 'A type other than string, number, boolean',
    values: { any: 'is taken', known: 'is refused as invalid_enum_value' },
    source: 'sibling shows an enumeration, but only its first value',
  },
  'label-color': {
    about: 'sample_labels[].color',
    doubt: "A colour outside Tailwind's palette",
    values: { any: 'is taken', known: 'is refused as invalid_enum_value' },
    source: 'sibling shows an enumeration, but only its first value',
  },
  'item-name': {
    about: 'extract_with_ai, classification_tags, sample_labels',
    doubt: 'An item without a name',
    values: { optional: 'is taken', required: 'is refused as Required' },
    source: 'assumed',
  },
  'amd-messages-keys': {
    about: 'amd_messages',
    doubt: 'A key that is none of the ten languages',
    values: { any: 'is taken', languages: 'is refused as invalid_enum_value' },
    source: 'assumed',
  },
  'max-duration-range': {
    about: 'max_duration_mins',
    doubt: 'Zero minutes or fewer',
    values: { any: 'are taken', positive: 'are refused as too_small' },
    source: 'assumed',
  },
  'amd-issue': {
    about: 'amd_behavior',
    doubt: 'amd without amd_behavior',
    values: {
      refinement: 'gives a custom issue at ["amd_behavior"], once all types are right',
      'beside-others': 'gives that issue also beside wrong types',
      'at-root': 'gives a custom issue at [] with the words Invalid input',
      'as-required': 'gives an issue invalid_type, Required, at ["amd_behavior"]',
      'not-enforced': 'is taken',
    },
    source: 'framework: what a refinement of zod 3 does',
  },
  'amd-set': {
    about: 'amd_behavior',
    doubt: '"If amd is set"',
    values: { true: 'means amd: true', present: 'means amd with any value, also false' },
    source: 'seed, which can be read either way',
  },
  'amd-on-update': {
    about: 'amd_behavior',
    doubt: 'The rule on update',
    values: {
      merged: 'looks at the use case as it would be stored',
      body: 'looks at the body alone',
      none: 'does not exist',
    },
    source: 'assumed',
  },
  'id-not-hexadecimal': {
    about: 'id',
    doubt: 'An id of 24 characters that is no hexadecimal number',
    values: { '404': 'gets 404', '400-zod': 'gets 400 with a ZodError', '500-message': 'gets 500 with a message' },
    source: 'assumed',
  },
  'not-found': {
    about: 'id',
    doubt: 'The body of 404',
    values: { message: 'is { message }', error: 'is { error }' },
    source: 'assumed; successor',
  },
  'list-form': {
    about: 'listUseCases',
    doubt: 'The list',
    values: { array: 'is a bare array', page: 'is { items, count, currentPage }' },
    source: 'successor; calls for the other',
  },
  'list-order': {
    about: 'listUseCases',
    doubt: 'The order of the list',
    values: { 'oldest-first': 'is that of creation', 'newest-first': 'is the reverse' },
    source: 'assumed',
  },
  'list-query': {
    about: 'listUseCases',
    doubt: 'A parameter of the query that is not documented',
    values: { ignored: 'is ignored', refused: 'is refused as unrecognized_keys' },
    source: 'framework',
  },
  delete: {
    about: 'DELETE /use-cases/{id}',
    doubt: 'A delete',
    values: { none: 'gets 405', exists: 'removes the use case' },
    source: 'calls for the other: "Delete a call"',
  },
  'missing-body': {
    about: 'body',
    doubt: 'A request without a body',
    values: {
      undefined: 'is refused at [] as Required, as with Express 5',
      empty: 'counts as {}, as with the parser of Express 4',
    },
    source: 'framework; @ts-rest/express 3.52 asks for Express 4',
  },
  'media-type': {
    about: 'body',
    doubt: 'A body that is not sent as JSON',
    values: { '415': 'gets 415 with a message', ignored: "counts as missing, as with Express's parser" },
    source: 'assumed; framework for the other',
  },
  'malformed-json': {
    about: 'body',
    doubt: 'A body that is not JSON',
    values: {
      '400-zod': 'gets 400 with a ZodError at []',
      '400-message': 'gets 400 with a message',
      '400-html': "gets Express's own page",
    },
    source: 'assumed; framework for the page',
  },
  'json-root': {
    about: 'body',
    doubt: 'JSON that is neither an object nor a list',
    values: {
      validated: 'is refused by the schema',
      malformed: "counts as malformed, as with Express's parser",
    },
    source: 'assumed; framework for the other',
  },
  'malformed-path': {
    about: 'id',
    doubt: 'A path that is not percent-encoded UTF-8',
    values: { '400-zod': 'gets 400 with a ZodError at ["id"]', '400-html': "gets Express's own page" },
    source: 'assumed; framework for the page',
  },
  'other-method': {
    about: 'method',
    doubt: 'A method that the path does not know',
    values: { '405': 'gets 405 with a message', 'unknown-path': 'counts as an unknown path, as with Express' },
    source: 'assumed; framework for the other',
  },
  'unknown-path': {
    about: 'path',
    doubt: 'A path that does not exist',
    values: { message: 'gets 404 with a message', html: "gets Express's own page" },
    source: 'assumed; framework for the page',
  },
  'path-form': {
    about: 'path',
    doubt: 'A slash at the end, or capital letters',
    values: {
      'slash-free': 'A slash makes no difference, capital letters do',
      exact: 'Both make another path',
      lenient: 'Neither makes a difference, as with Express',
    },
    source: 'assumed; framework for the last',
  },
} as const satisfies Readonly<Record<string, Switch>>;

export type SwitchId = keyof typeof switches;

/** A value for each switch. */
export type Positions = { readonly [Id in SwitchId]: `${keyof (typeof switches)[Id]['values'] & (string | number)}` };

export const switchIds = Object.keys(switches) as SwitchId[];

/** All values of a switch, the default first. */
export function valuesOf(id: SwitchId): readonly string[] {
  return Object.keys(switches[id].values);
}

/** Every switch as the stub has it today. */
export const defaultPositions = Object.fromEntries(switchIds.map((id) => [id, valuesOf(id)[0]])) as Positions;
