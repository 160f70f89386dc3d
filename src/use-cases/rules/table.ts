import { hookRules } from './hooks.ts';
import { listRules } from './lists.ts';
import { machineDetectionRules } from './machine-detection.ts';
import { contractData } from '../../contract/generated/use-cases/data.ts';
import { createRuleBook, type RuleBook } from './rule-book.ts';
import type { RuleTable } from './rule.ts';
import { workHourRules } from './work-hours.ts';
import { object, text } from './rule.ts';

/** ITU-T E.164: a plus sign and at most fifteen digits; no country's numbers are shorter than seven. */
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Every rule that is not documented but that the stub holds a request against. They warn; only
 * `--validation strict` refuses by them. Add a row here, name its id in the contract's `x-rules`, run
 * `npm run generate`: README's table, the headers, the log and the journal follow.
 */
export const rules: RuleTable = [
  {
    id: 'name-required',
    source: 'assumed',
    fields: ['name'],
    always: true,
    explanation: 'Create needs a name. Enforced by the contract, because a client that sends none is surely wrong.',
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
    explanation: 'A name of nothing but white space cannot be told from no name.',
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
      'zod drops properties that its schema does not know, so a misspelt one is lost without a word. Found while dropping.',
  },
  {
    id: 'id-hexadecimal',
    source: 'assumed',
    fields: [],
    explanation:
      "Ids of 24 characters are MongoDB ObjectIds: hexadecimal. Any other is nobody's id. Found while looking it up.",
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
      for (const name of Object.keys(object(fields['params']) ?? {})) {
        if (name.trim() === '') report(['params', name], 'a parameter has a blank name');
      }
    },
  },
];

/** Holds use cases against this table, with the values that the contract names. */
export function createStandardRuleBook(): RuleBook {
  const { enumerations, assumedValues } = contractData;
  return createRuleBook(rules, {
    languages: enumerations.Language,
    extractTypes: assumedValues['ExtractParameter.type'],
    labelColors: assumedValues['SampleLabel.color'],
  });
}
