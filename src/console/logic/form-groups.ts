/** The groups that the editor shows a use case's fields in: the one place that says which field is where. */

/** A group's title and the names of its fields, both in the order in which they are shown. */
type Group = readonly [title: string, fields: readonly string[]];

const groups: readonly Group[] = [
  [
    'Basics',
    [
      'name',
      'language',
      'transfer_number',
      'max_duration_mins',
      'hidden',
      'disable_end_call_after_n_reminders',
      'params',
    ],
  ],
  [
    'Hours',
    [
      'work_start',
      'work_end',
      'timezone',
      'enable_detailed_work_hours',
      'generic_after_hours_message',
      'detailed_work_hours',
    ],
  ],
  ['Machine detection', ['amd', 'amd_behavior', 'amd_messages']],
  ['Extraction and tags', ['extract_with_ai', 'classification_tags', 'sample_labels', 'keywords', 'evaluation_models']],
  ['Hooks', ['hooks']],
  ['Recording', ['recorded_message_inbound', 'recorded_message_outbound', 'show_original_caller_id']],
];

/** Holds what no group names: a property of another contract, or one that the use case has on top. */
export const OTHERS = 'Other fields';

/** The names of all fields that have a group. */
export const groupedNames: readonly string[] = groups.flatMap(([, names]) => names);

/** Sorts fields into the groups that have any. */
export function grouped<Field extends readonly [name: string, ...rest: unknown[]]>(
  fields: readonly Field[],
): readonly (readonly [title: string, fields: readonly Field[]])[] {
  const rest = fields.map(([name]) => name).filter((name) => !groupedNames.includes(name));
  return [...groups, [OTHERS, rest] as const]
    .map(([title, names]) => [title, names.flatMap((name) => fields.filter(([each]) => each === name))] as const)
    .filter(([, inside]) => inside.length > 0);
}
