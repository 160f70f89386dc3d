import type { Language } from '../../contract/types.ts';
import { asObject } from '../../lib/guards.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import type { RuleTable } from './rule.ts';

/**
 * Assumed rules about answering machines. The documented one (`amd` requires `amd_behavior`) is in the contract as
 * `if`/`then`.
 */
export const machineDetectionRules: RuleTable = [
  {
    id: 'amd-behavior-without-amd',
    source: 'assumed',
    fields: ['amd', 'amd_behavior'],
    explanation: 'amd_behavior has a meaning only while machine detection is on, so amd was probably forgotten.',
    check(fields, report) {
      if (fields['amd_behavior'] !== undefined && fields['amd'] !== true) {
        report(['amd'], 'amd_behavior is set, but amd is not true, so it has no effect');
      }
    },
  },
  {
    id: 'amd-messages-missing',
    source: 'assumed',
    fields: ['amd_behavior', 'amd_messages'],
    explanation: 'Leaving a message requires one.',
    check(fields, report) {
      if (fields['amd_behavior'] !== 'Message') return;
      const messages = asObject(fields['amd_messages']);
      if (messages === undefined || Object.keys(messages).length === 0) {
        report(['amd_messages'], 'amd_behavior is Message, but there is no message to leave');
      }
    },
  },
  {
    id: 'amd-messages-unused',
    source: 'assumed',
    fields: ['amd_behavior', 'amd_messages'],
    explanation: 'Messages are left only when amd_behavior is Message.',
    check(fields, report) {
      const messages = asObject(fields['amd_messages']);
      if (messages && Object.keys(messages).length > 0 && fields['amd_behavior'] !== 'Message') {
        report(['amd_behavior'], 'there are amd_messages, but amd_behavior is not Message, so none is ever left');
      }
    },
  },
  {
    id: 'amd-messages-language',
    source: 'assumed',
    fields: ['amd_messages'],
    explanation: "The keys of amd_messages are the platform's ten languages.",
    check(fields, report, { languages }) {
      for (const key of Object.keys(asObject(fields['amd_messages']) ?? {})) {
        if (languages.includes(key as Language)) continue;
        report(['amd_messages', key], `not one of the languages ${languages.join(', ')}`, () =>
          nearestName(key, languages),
        );
      }
    },
  },
  {
    id: 'amd-messages-parameter',
    source: 'assumed',
    fields: ['amd_messages', 'params'],
    explanation:
      'A message may use the parameters of its use case, written {{name}}; one that params does not have would be read out as it stands.',
    check(fields, report) {
      const declared = asObject(fields['params']) ?? {};
      for (const [language, message] of Object.entries(asObject(fields['amd_messages']) ?? {})) {
        if (typeof message !== 'string' || !message.includes('{{')) continue;
        for (const [, name = ''] of message.matchAll(/\{\{\s*([\w.-]{1,64})\s*\}\}/g)) {
          if (Object.hasOwn(declared, name)) continue;
          report(['amd_messages', language], `uses {{${name}}}, which is not among params`, () =>
            nearestName(name, Object.keys(declared).slice(0, 100)),
          );
        }
      }
    },
  },
];
