import { eachObject, type RuleTable } from './rule.ts';

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
      eachObject(fields['hooks'], (hook, index) => {
        if (hook['url'] === undefined || hook['url'] === '') report(['hooks', index, 'url'], 'has no url');
      });
    },
  },
  {
    id: 'hook-url-http',
    source: 'assumed',
    fields: ['hooks'],
    explanation: 'Webhooks are called over http or https, at an absolute address.',
    check(fields, report) {
      eachObject(fields['hooks'], (hook, index) => {
        const url = hook['url'];
        if (typeof url === 'string' && url !== '' && !isHttpUrl(url))
          report(['hooks', index, 'url'], 'not an absolute http(s) address');
      });
    },
  },
  {
    id: 'hook-header-key',
    source: 'assumed',
    fields: ['hooks'],
    explanation: "A header of a webhook has a key that HTTP allows as a header's name.",
    check(fields, report) {
      eachObject(fields['hooks'], (hook, index) =>
        eachObject(hook['headers'], (header, position) => {
          const key = header['key'];
          const reportKey = (message: string) => report(['hooks', index, 'headers', position, 'key'], message);
          if (key === undefined || key === '') reportKey('has no key');
          else if (typeof key === 'string' && !HEADER_NAME.test(key))
            reportKey('not a name that HTTP allows for a header');
        }),
      );
    },
  },
];

/** Plain addresses, which nearly all are. What it takes, `URL` takes as well; that was 3 % of a create's profile. */
const PLAIN = /^https?:\/\/(?:[a-z][a-z0-9]*\.)+[a-z]+(?:\/[\w./-]*)?$/i;

function isHttpUrl(value: string): boolean {
  return PLAIN.test(value) || (/^https?:\/\//i.test(value) && URL.canParse(value));
}
