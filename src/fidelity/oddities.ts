/** What the bodies of creates may have that the service might refuse, each in the forms that tell the ways apart. */
import type { Draft, Oddity } from './draft.ts';

/** An address that belongs to no customer. */
const ADDRESS = 'https://example.com/';

const tag = (name?: string) => ({ ...(name !== undefined && { name }), description: 'probe' });
const label = (name?: string, color = 'slate') => ({ ...(name !== undefined && { name }), color });
const extract = (name?: string, type = 'string') => ({
  ...(name !== undefined && { name }),
  description: 'probe',
  type,
  example: 'probe',
  required: false,
});
const lists = { extract_with_ai: extract, classification_tags: tag, sample_labels: label };

/** A field with several values, the most liberal one first. */
function field(
  id: Oddity['id'],
  name: string,
  values: readonly (readonly [string | undefined, unknown])[],
  code?: string,
): Oddity {
  return {
    id,
    about: name,
    field: name,
    forms: values.map(([value, given]) => ({
      ...(value !== undefined && { value }),
      put: (draft, oddity) => draft.set(oddity, name, given),
    })),
    ...(code !== undefined && { code }),
  };
}

/** An item of a list with several values at one place. */
function item(
  id: Oddity['id'],
  list: string,
  at: readonly string[],
  values: readonly (readonly [string, object])[],
  code?: string,
): Oddity {
  return {
    id,
    about: `${list}[]${at.map((name) => `.${name}`).join('')}`,
    forms: values.map(([value, given]) => ({
      value,
      put: (draft, oddity) => draft.claim(oddity, [...draft.add(list, given), ...at]),
    })),
    ...(code !== undefined && { code }),
  };
}

function hours(value: string | undefined, start: string, end: string) {
  return {
    ...(value !== undefined && { value }),
    put(draft: Draft, oddity: Oddity) {
      draft.set(oddity, 'work_start', start);
      draft.set(oddity, 'work_end', end);
    },
  };
}

const namesUnique = Object.entries(lists).map(([list, of]): Oddity => {
  const put = (names: readonly string[]) => (draft: Draft, oddity: Oddity) => {
    draft.claim(oddity, [list], { isExact: true });
    for (const name of names) draft.claim(oddity, draft.add(list, of(name)));
  };
  const forms = [
    { value: 'taken', put: put(['twin', 'twin']) },
    { value: 'refused', put: put(['twin', 'other twin']) },
  ];
  return { id: 'item-names-unique', about: `two names in ${list}`, forms };
});

const messages = (text: Readonly<Record<string, string>>) => (draft: Draft, oddity: Oddity) => {
  // Messages that have no effect may be refused.
  Object.assign(draft.fields, { amd: true, amd_behavior: 'Message' });
  draft.set(oddity, 'amd_messages', text);
};

const unknownProperties: readonly Oddity[] = [
  {
    id: 'unknown-properties',
    about: 'a property that is not documented',
    forms: [
      {
        value: 'stripped',
        put(draft, oddity) {
          draft.fields['probe_property'] = 'probe';
          draft.claim(oddity, [], { code: 'unrecognized_keys' });
        },
      },
    ],
    otherwise: 'refused',
    code: 'unrecognized_keys',
  },
  {
    id: 'unknown-properties',
    about: 'one of an item of classification_tags',
    forms: [
      {
        value: 'stripped',
        put: (draft, oddity) =>
          draft.claim(oddity, draft.add('classification_tags', { ...tag('extended'), probe_property: 'probe' }), {
            code: 'unrecognized_keys',
          }),
      },
    ],
    otherwise: 'refused',
    code: 'unrecognized_keys',
  },
];

/** Fields that are null for once: a text, a boolean and a list. */
const nullFields = ['generic_after_hours_message', 'show_original_caller_id', 'evaluation_models'] as const;

/** Oddities that do not touch each other's fields, so that one body can have them all. */
export const fieldOddities: readonly Oddity[] = [
  field('transfer-number', 'transfer_number', [
    ['any', '(415) 555-0134'],
    ['e164', '+14155550134'],
  ]),
  {
    id: 'work-hours',
    about: 'work_start and work_end',
    forms: [
      hours('any', '1 am', '5 pm'),
      // Both forms are taken.
      hours(undefined, '08:00', '17:00:00'),
      hours('HH:mm', '08:00', '17:00'),
      hours('HH:mm:ss', '08:00:00', '17:00:00'),
    ],
  },
  field('detailed-work-hours', 'detailed_work_hours', [
    ['any', { monday: 'from eight to five' }],
    ['weekdays', { monday: { start: '08:00', end: '17:00' }, sunday: null }],
  ]),
  field('timezone', 'timezone', [
    ['any', 'Central Time'],
    ['iana', 'Europe/Berlin'],
  ]),
  item(
    'extract-type',
    'extract_with_ai',
    ['type'],
    [
      ['any', extract('price', 'currency')],
      ['known', extract('price', 'number')],
    ],
    'invalid_enum_value',
  ),
  item(
    'label-color',
    'sample_labels',
    ['color'],
    [
      ['any', label('colourful', 'magenta')],
      ['known', label('colourful', 'red')],
    ],
    'invalid_enum_value',
  ),
  ...Object.entries(lists).map(([list, of]) =>
    item(
      'item-name',
      list,
      ['name'],
      [
        ['optional', of()],
        ['required', of('named')],
      ],
      'invalid_type',
    ),
  ),
  ...namesUnique,
  field('keyword-blank', 'keywords', [
    ['taken', [' ']],
    ['refused', ['probe']],
  ]),
  item(
    'hook-url-required',
    'hooks',
    ['url'],
    [
      ['optional', { headers: [] }],
      ['required', { url: ADDRESS, headers: [] }],
    ],
    'invalid_type',
  ),
  item(
    'hook-url',
    'hooks',
    ['url'],
    [
      ['any', { url: 'calls', headers: [] }],
      ['url', { url: ADDRESS, headers: [] }],
    ],
    'invalid_string',
  ),
  item(
    'hook-header',
    'hooks',
    ['headers'],
    [
      ['any', { url: ADDRESS, headers: [{ key: 'b c', value: 'probe' }] }],
      ['token', { url: ADDRESS, headers: [{ key: 'x-probe', value: 'probe' }] }],
    ],
  ),
  field('params-name', 'params', [
    ['taken', { ' ': 'probe' }],
    ['refused', { probe: 'probe' }],
  ]),
  // Fewer than none is taken, but none is not; or the other way round.
  field(
    'max-duration-range',
    'max_duration_mins',
    [
      ['any', -1],
      [undefined, 0],
      ['positive', 1],
    ],
    'too_small',
  ),
  {
    id: 'amd-messages-keys',
    about: 'keys of amd_messages',
    forms: [
      { value: 'any', put: messages({ nl: 'probe' }) },
      { value: 'languages', put: messages({ 'en-US': 'probe' }) },
    ],
    code: 'invalid_enum_value',
  },
  ...nullFields.map((name): Oddity => ({
    id: 'nulls',
    about: `${name} as null`,
    field: name,
    forms: [{ value: 'taken', put: (draft, oddity) => draft.set(oddity, name, null) }],
    otherwise: 'refused',
    code: 'invalid_type',
  })),
  ...unknownProperties,
];

/** Names; each needs a create of its own. */
export const nameOddities: readonly Oddity[] = [
  named('name-required', 'without a name', undefined, 'taken', 'invalid_type'),
  named('name-empty', 'an empty name', '', 'taken', 'too_small'),
  named('name-blank', 'a blank name', ' ', 'taken'),
];

function named(id: Oddity['id'], about: string, name: string | undefined, value: string, code?: string): Oddity {
  return {
    id,
    about,
    forms: [{ value, put: (draft, oddity) => draft.set(oddity, 'name', name) }],
    otherwise: 'refused',
    ...(code !== undefined && { code }),
  };
}

/** Hours that make no sense, in the form that the service takes. Those of one list stand in one body. */
export function hoursWithoutSense(form: string): readonly (readonly Oddity[])[] {
  const at = (hour: string) => (form === 'HH:mm:ss' ? `${hour}:00` : hour);
  return [
    [
      senseless('work-hours-sense', 'an end before the start', (draft, oddity) => {
        draft.set(oddity, 'work_start', at('17:00'));
        draft.set(oddity, 'work_end', at('08:00'));
      }),
      senseless('work-hours-sense', 'detailed hours that are missing', (draft, oddity) => {
        draft.set(oddity, 'enable_detailed_work_hours', true);
        draft.claim(oddity, ['detailed_work_hours']);
      }),
    ],
    [
      senseless('work-hours-sense', 'a start without an end', (draft, oddity) => {
        draft.set(oddity, 'work_start', at('08:00'));
        draft.claim(oddity, ['work_end']);
      }),
    ],
  ];
}

/** Settings of machine detection without effect. Those of one list stand in one body. */
export const machinesWithoutSense: readonly (readonly Oddity[])[] = [
  [
    senseless('amd-sense', 'amd_behavior without amd', (draft, oddity) => {
      draft.set(oddity, 'amd_behavior', 'Hangup');
      draft.claim(oddity, ['amd']);
    }),
    senseless('amd-sense', 'messages that are not used', (draft, oddity) =>
      draft.set(oddity, 'amd_messages', { 'en-US': 'probe' }),
    ),
  ],
  [
    senseless('amd-sense', 'messages that are missing', (draft, oddity) => {
      Object.assign(draft.fields, { amd: true, amd_behavior: 'Message' });
      draft.claim(oddity, ['amd_messages']);
    }),
  ],
  [
    senseless('amd-sense', 'a parameter that does not exist', (draft, oddity) => {
      Object.assign(draft.fields, { amd: true, amd_behavior: 'Message' });
      draft.set(oddity, 'amd_messages', { 'en-US': '{{ probe }}' });
      draft.claim(oddity, ['params']);
    }),
  ],
];

function senseless(id: Oddity['id'], about: string, put: (draft: Draft, oddity: Oddity) => void): Oddity {
  return { id, about, forms: [{ value: 'taken', put }], otherwise: 'refused' };
}
