import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Fields } from '../../src/contract/types.ts';
import { describe, it } from 'node:test';
import { createStandardRuleBook } from '../../src/use-cases/rules/table.ts';
import { nearestName } from '../../src/lib/nearest-name.ts';
import { rules } from '../../src/use-cases/rules/table.ts';
import { placesOf, startStub, warnedRules } from '../helpers/stub.ts';

/** By rule: bodies that break it, with the place. Each must get a warning of that rule and no other. */
const breaches: Record<string, [Fields, string][]> = {
  'name-blank': [[{ name: '  ' }, '/name']],
  'transfer-number-e164': [
    [{ transfer_number: '415-555-0134' }, '/transfer_number'],
    [{ transfer_number: '+0123456789' }, '/transfer_number'],
    [{ transfer_number: '' }, '/transfer_number'],
  ],
  'work-hours-format': [
    [{ work_start: '8:00', work_end: '17:00' }, '/work_start'],
    [{ work_start: '08:00', work_end: '24:00' }, '/work_end'],
  ],
  'work-hours-order': [
    [{ work_start: '17:00', work_end: '08:00' }, '/work_end'],
    [{ work_start: '08:00', work_end: '08:00' }, '/work_end'],
  ],
  'work-hours-pair': [
    [{ work_start: '08:00' }, '/work_end'],
    [{ work_end: '08:00' }, '/work_start'],
  ],
  'timezone-iana': [
    [{ timezone: 'Mars/Base' }, '/timezone'],
    [{ timezone: '+02:00' }, '/timezone'],
    [{ timezone: '' }, '/timezone'],
  ],
  'detailed-work-hours-shape': [
    [{ detailed_work_hours: { someday: null } }, '/detailed_work_hours/someday'],
    [{ detailed_work_hours: { Monday: null } }, '/detailed_work_hours/Monday'],
    [{ detailed_work_hours: { monday: { start: '08:00' } } }, '/detailed_work_hours/monday'],
    [{ detailed_work_hours: { monday: 'all day' } }, '/detailed_work_hours/monday'],
  ],
  'detailed-work-hours-missing': [
    [{ enable_detailed_work_hours: true }, '/detailed_work_hours'],
    [{ enable_detailed_work_hours: true, detailed_work_hours: {} }, '/detailed_work_hours'],
  ],
  'amd-behavior-without-amd': [
    [{ amd_behavior: 'Hangup' }, '/amd'],
    [{ amd: false, amd_behavior: 'Hangup' }, '/amd'],
  ],
  'amd-messages-missing': [
    [{ amd: true, amd_behavior: 'Message' }, '/amd_messages'],
    [{ amd: true, amd_behavior: 'Message', amd_messages: {} }, '/amd_messages'],
  ],
  'amd-messages-unused': [
    [{ amd: true, amd_behavior: 'Hangup', amd_messages: { 'en-US': 'Hi' } }, '/amd_behavior'],
    [{ amd_messages: { 'en-US': 'Hi' } }, '/amd_behavior'],
  ],
  'amd-messages-language': [
    [{ amd: true, amd_behavior: 'Message', amd_messages: { 'en-US': 'a', english: 'b' } }, '/amd_messages/english'],
  ],
  'amd-messages-parameter': [
    [
      { amd: true, amd_behavior: 'Message', amd_messages: { 'en-US': 'Hi {{agnet}}' }, params: { agent: 'Ann' } },
      '/amd_messages/en-US',
    ],
    [{ amd: true, amd_behavior: 'Message', amd_messages: { 'en-US': 'Hi {{ name }}' } }, '/amd_messages/en-US'],
  ],
  'item-name-missing': [
    [{ extract_with_ai: [{ name: 'a' }, { type: 'string' }] }, '/extract_with_ai/1/name'],
    [{ classification_tags: [{ name: '' }] }, '/classification_tags/0/name'],
    [{ sample_labels: [{}] }, '/sample_labels/0/name'],
  ],
  'extract-name-unique': [[{ extract_with_ai: [{ name: 'a' }, { name: 'a' }] }, '/extract_with_ai/1/name']],
  'tag-name-unique': [[{ classification_tags: [{ name: 'a' }, { name: 'a' }] }, '/classification_tags/1/name']],
  'label-name-unique': [[{ sample_labels: [{ name: 'a' }, { name: 'a' }] }, '/sample_labels/1/name']],
  'extract-type-known': [[{ extract_with_ai: [{ name: 'a', type: 'text' }] }, '/extract_with_ai/0/type']],
  'label-color-known': [[{ sample_labels: [{ name: 'a', color: 'Slate' }] }, '/sample_labels/0/color']],
  'keyword-blank': [[{ keywords: ['a', ' '] }, '/keywords/1']],
  'hook-url-missing': [[{ hooks: [{ headers: [] }] }, '/hooks/0/url']],
  'hook-url-http': [
    [{ hooks: [{ url: 'ftp://a.example' }] }, '/hooks/0/url'],
    [{ hooks: [{ url: 'a.example/hook' }] }, '/hooks/0/url'],
    [{ hooks: [{ url: 'https://' }] }, '/hooks/0/url'],
  ],
  'hook-header-key': [
    [{ hooks: [{ url: 'https://a.example', headers: [{ value: 'x' }] }] }, '/hooks/0/headers/0/key'],
    [{ hooks: [{ url: 'https://a.example', headers: [{ key: 'a b' }] }] }, '/hooks/0/headers/0/key'],
  ],
  'max-duration-positive': [
    [{ max_duration_mins: 0 }, '/max_duration_mins'],
    [{ max_duration_mins: -1 }, '/max_duration_mins'],
  ],
  'params-blank-name': [[{ params: { '': 1 } }, '/params/']],
};

/** Rules that another step checks. Their tests are with that step. */
const foundElsewhere = ['name-required', 'name-not-empty', 'unknown-property', 'unknown-parameter', 'id-hexadecimal'];

describe('the rule table', () => {
  it('has a test for every rule', () => {
    assert.deepEqual([...Object.keys(breaches), ...foundElsewhere].sort(), rules.map(({ id }) => id).sort());
  });

  it('has unique ids of one form, and explanations in sentences', () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
    for (const { id, explanation } of rules) {
      assert.match(id, /^[a-z]+(-[a-z0-9]+)*$/);
      assert.match(explanation, /^[A-Za-z_].*\.$/, id);
    }
  });

  for (const [rule, cases] of Object.entries(breaches)) {
    it(`warns with ${rule}, and refuses only when strict`, async (t) => {
      const { send } = await startStub(t);
      for (const [fields, place] of cases) {
        const body = { name: 'x', ...fields };
        const warned = await send('POST', '/use-cases', { body });
        assert.equal(warned.status, 200, JSON.stringify(body));
        assert.deepEqual(warnedRules(warned), [rule], JSON.stringify(body));
        assert.ok(
          (warned.headers['stub-warnings'] as string).includes(`at="${place}"`),
          `${warned.headers['stub-warnings']} should name ${place}`,
        );
        const refused = await send('POST', '/use-cases', { body, prefer: 'validation=strict' });
        assert.equal(refused.status, 400);
        assert.deepEqual(placesOf(refused), [place]);
      }
    });
  }

  it('finds nothing wrong with a valid use case', async (t) => {
    const { send } = await startStub(t);
    const body = {
      name: 'Carrier Sales',
      transfer_number: '+14155550134',
      extract_with_ai: [{ name: 'a', description: 'b', type: 'number', example: '1', required: true }],
      classification_tags: [{ name: 'a', description: 'b' }],
      language: 'en-US',
      detailed_work_hours: { monday: { start: '08:00', end: '17:00' }, sunday: null },
      enable_detailed_work_hours: true,
      work_start: '08:00',
      work_end: '17:00',
      timezone: 'america/chicago',
      keywords: ['reefer'],
      hooks: [{ url: 'http://a.example:8080/x', headers: [{ key: 'X-A', value: '' }] }],
      params: { a: 1 },
      amd: true,
      amd_behavior: 'Message',
      amd_messages: { 'en-US': 'Hi {{a}}' },
      sample_labels: [{ name: 'a', color: 'rose' }],
      max_duration_mins: 0.5,
    };
    const response = await send('POST', '/use-cases', { body, prefer: 'validation=strict' });
    assert.equal(response.status, 200, response.text);
    assert.deepEqual(warnedRules(response), []);
  });

  it('accepts values of any type without an exception', () => {
    const ruleBook = createStandardRuleBook();
    const values = [null, 0, '', true, [], {}, [null], [[]], [{ name: 1, headers: 1, url: {} }], { a: [] }];
    for (const value of values) {
      const fields = Object.fromEntries(rules.flatMap((rule) => rule.fields).map((field) => [field, value]));
      assert.ok(Array.isArray(ruleBook.examine(fields)));
    }
  });

  it('takes exactly the http addresses that URL takes, also those that it need not ask', () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9._:/%@?#[\]-]{0,12}$/);
    const plain = fc.stringMatching(/^([a-z0-9]{1,4}\.){1,3}[a-z0-9]{1,4}(\/[\w./-]{0,8})?$/);
    const address = fc.oneof(
      plain.map((rest) => `https://${rest}`),
      fc.tuple(part, part).map(([host, rest]) => `http://${host}/${rest}`),
    );
    const book = createStandardRuleBook();
    fc.assert(
      fc.property(address, (url) => {
        assert.equal(book.examine({ hooks: [{ url }] }).length === 0, URL.canParse(url), url);
      }),
      { numRuns: 3_000 },
    );
  });

  it('reports no more than a hundred findings', () => {
    const keywords = Array.from({ length: 5_000 }, () => ' ');
    assert.equal(createStandardRuleBook().examine({ keywords }).length, 100);
  });
});

describe('the nearest name', () => {
  it('is found despite a few wrong letters or another case', () => {
    const known = ['name', 'transfer_number', 'amd', 'hooks', 'language'];
    assert.equal(nearestName('nmae', known), 'name');
    assert.equal(nearestName('Name', known), 'name');
    assert.equal(nearestName('transferNumber', known), 'transfer_number');
    assert.equal(nearestName('hook', known), 'hooks');
    assert.equal(nearestName('adm', known), undefined);
    assert.equal(nearestName('webhook_urls', known), undefined);
    assert.equal(nearestName('x'.repeat(100_000), known), undefined);
  });
});
