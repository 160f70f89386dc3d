import { nearestName } from '../../lib/nearest-name.ts';
import type { Fields } from '../../contract/types.ts';
import { eachObject, type Report, type Rule, type RuleTable } from './rule.ts';

/** Assumed rules about the lists of a use case. */
export const listRules: RuleTable = [
  {
    id: 'item-name-missing',
    source: 'assumed',
    fields: ['extract_with_ai', 'classification_tags', 'sample_labels'],
    explanation: 'A parameter, tag or label without a name cannot be referred to.',
    check(fields, report) {
      for (const list of ['extract_with_ai', 'classification_tags', 'sample_labels']) {
        eachObject(fields[list], (item, index) => {
          if (item['name'] === undefined || item['name'] === '') report([list, index, 'name'], 'has no name');
        });
      }
    },
  },
  uniqueNames('extract-name-unique', 'extract_with_ai', 'Two extracted parameters of one name overwrite each other.'),
  uniqueNames('tag-name-unique', 'classification_tags', 'Two tags of one name cannot be told apart.'),
  uniqueNames('label-name-unique', 'sample_labels', 'Two labels of one name cannot be told apart.'),
  {
    id: 'extract-type-known',
    source: 'assumed',
    fields: ['extract_with_ai'],
    explanation: 'The reference shows only the first type, string; these others are a guess: number, boolean.',
    check(fields, report, { extractTypes }) {
      reportUnknown(fields['extract_with_ai'], ['extract_with_ai', 'type'], extractTypes, report);
    },
  },
  {
    id: 'label-color-known',
    source: 'assumed',
    fields: ['sample_labels'],
    explanation:
      "The reference shows only the first colour, slate; that the others are the rest of Tailwind's palette is a guess.",
    check(fields, report, { labelColors }) {
      reportUnknown(fields['sample_labels'], ['sample_labels', 'color'], labelColors, report);
    },
  },
  {
    id: 'keyword-blank',
    source: 'assumed',
    fields: ['keywords'],
    explanation: 'A blank keyword gives the transcriber nothing to listen for.',
    check(fields, report) {
      const keywords = fields['keywords'];
      if (!Array.isArray(keywords)) return;
      for (const [index, keyword] of keywords.entries()) {
        if (typeof keyword === 'string' && keyword.trim() === '') report(['keywords', index], 'is blank');
      }
    },
  },
];

function uniqueNames(id: string, list: string, explanation: string): Rule {
  return {
    id,
    source: 'assumed',
    fields: [list],
    explanation,
    check: (fields, report) => reportRepeated(fields, list, report),
  };
}

function reportRepeated(fields: Fields, list: string, report: Report): void {
  const first = new Map<unknown, number>();
  eachObject(fields[list], ({ name }, index) => {
    if (typeof name !== 'string' || name === '') return;
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, index);
    else report([list, index, 'name'], `has the same name as item ${earlier}`);
  });
}

function reportUnknown(
  value: unknown,
  [list, property]: [string, string],
  known: readonly string[],
  report: Report,
): void {
  eachObject(value, (item, index) => {
    const actual = item[property];
    if (typeof actual !== 'string' || known.includes(actual)) return;
    report([list, index, property], `not one of the values that are expected: ${known.join(', ')}`, () =>
      nearestName(actual, known),
    );
  });
}
