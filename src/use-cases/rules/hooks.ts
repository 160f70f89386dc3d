import { objects, type RuleTable } from './rule.ts';

/** RFC 9110: a field name is a token. */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Assumed rules about webhooks. */
export const hookRules: RuleTable = [
  {
    id: 'hook-url-missing',
    source: 'assumed',
    fields: ['hooks'],
    explanation: 'A webhook without an address cannot be called.',
    check(fields, report) {
      for (const [index, hook] of objects(fields['hooks'])) {
        if (hook['url'] === undefined || hook['url'] === '') report(['hooks', index, 'url'], 'has no url');
      }
    },
  },
  {
    id: 'hook-url-http',
    source: 'assumed',
    fields: ['hooks'],
    explanation: 'Webhooks are called over http or https, at an absolute address.',
    check(fields, report) {
      for (const [index, hook] of objects(fields['hooks'])) {
        const url = hook['url'];
        if (typeof url === 'string' && url !== '' && !isHttpUrl(url))
          report(['hooks', index, 'url'], 'not an absolute http(s) address');
      }
    },
  },
  {
    id: 'hook-header-key',
    source: 'assumed',
    fields: ['hooks'],
    explanation: "A header of a webhook has a key that HTTP allows as a header's name.",
    check(fields, report) {
      for (const [index, hook] of objects(fields['hooks'])) {
        for (const [position, header] of objects(hook['headers'])) {
          const key = header['key'];
          const path = ['hooks', index, 'headers', position, 'key'];
          if (key === undefined || key === '') report(path, 'has no key');
          else if (typeof key === 'string' && !HEADER_NAME.test(key))
            report(path, 'not a name that HTTP allows for a header');
        }
      }
    },
  },
];

function isHttpUrl(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}
