import { asObject } from '../../lib/guards.ts';
import { hookRules } from './hooks.ts';
import { listRules } from './lists.ts';
import { machineDetectionRules } from './machine-detection.ts';
import { contractData } from '../../contract/generated/use-cases/data.ts';
import { createRuleBook, type RuleBook } from './rule-book.ts';
import type { RuleTable } from './rule.ts';
import { workHourRules } from './work-hours.ts';
import { text } from './rule.ts';

/** ITU-T E.164: a plus sign and 7 to 15 digits. No country has shorter numbers. */
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Every rule that the stub checks although it is not documented. These rules warn; only `--validation strict` refuses.
 * To add one, add a row here, name its id in the contract's `x-rules`, and run `npm run generate`.
 */
export const rules: RuleTable = [
  {
    id: 'name-required',
    source: 'assumed',
    fields: ['name'],
    always: true,
    explanation: 'Create needs a name. Enforced by the contract, because leaving it out is certainly a mistake.',
  },
  {
    id: 'name-not-empty',
    source: 'assumed',
    fields: ['name'],
    always: true,
    explanation: 'A name has at least one character. Enforced by the contract.',
  },
  {
    id: 'name-blank',
    source: 'assumed',
    fields: ['name'],
    explanation: 'A name that is only white space looks like no name.',
    check(fields, report) {
      const name = text(fields, 'name');
      if (name && name.trim() === '') report(['name'], 'the name is blank');
    },
  },
  {
    id: 'unknown-property',
    source: 'framework',
    fields: [],
    explanation:
      'zod drops properties that its schema does not know, so a misspelt one is lost silently. Reported when it is dropped.',
  },
  {
    id: 'unknown-parameter',
    source: 'assumed',
    fields: [],
    explanation:
      'A parameter of the query that the contract does not have is ignored, so a page or a filter that a client asks for is lost silently.',
  },
  {
    id: 'id-hexadecimal',
    source: 'assumed',
    fields: [],
    explanation:
      'Ids of 24 characters are MongoDB ObjectIds: hexadecimal. No use case has any other id. Reported by the look-up.',
  },
  {
    id: 'transfer-number-e164',
    source: 'assumed',
    fields: ['transfer_number'],
    explanation: 'Phone numbers are written as E.164: a plus sign, the country code and the number, without spaces.',
    check(fields, report) {
      const number = text(fields, 'transfer_number');
      if (number === undefined || E164.test(number)) return;
      const digits = number.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
      report(
        ['transfer_number'],
        'not a phone number in E.164 form, such as +14155550134',
        E164.test(digits) ? digits : undefined,
      );
    },
  },
  ...workHourRules,
  ...machineDetectionRules,
  ...listRules,
  ...hookRules,
  {
    id: 'max-duration-positive',
    source: 'assumed',
    fields: ['max_duration_mins'],
    explanation: 'A call cannot last zero minutes or fewer.',
    check(fields, report) {
      const minutes = fields['max_duration_mins'];
      if (typeof minutes === 'number' && minutes <= 0)
        report(['max_duration_mins'], 'a maximum duration is more than 0 minutes');
    },
  },
  {
    id: 'params-blank-name',
    source: 'assumed',
    fields: ['params'],
    explanation: 'A parameter without a name cannot be used in a text.',
    check(fields, report) {
      for (const name of Object.keys(asObject(fields['params']) ?? {})) {
        if (name.trim() === '') report(['params', name], 'a parameter has a blank name');
      }
    },
  },
];

/** What is not the same for every rule book. */
interface RuleBookOptions {
  /** Default: the whole table. */
  readonly chosen?: RuleTable;
  /** As in `createRuleBook`. Default: none. */
  readonly settled?: ReadonlySet<string>;
  /** Default: no. */
  readonly hasSeconds?: boolean;
}

/** Creates the rule book of this table, with the values that the contract names. */
export function createStandardRuleBook({
  chosen = rules,
  settled,
  hasSeconds = false,
}: RuleBookOptions = {}): RuleBook {
  const { enumerations, assumedValues } = contractData;
  const vocabulary = {
    languages: enumerations.Language,
    extractTypes: assumedValues['ExtractParameter.type'],
    labelColors: assumedValues['SampleLabel.color'],
    hasSeconds,
  };
  return createRuleBook(chosen, vocabulary, settled);
}
