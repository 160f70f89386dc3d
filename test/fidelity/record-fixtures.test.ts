import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { builtInContract } from '../../src/contract/built-in.ts';
import type { UseCase } from '../../src/contract/types.ts';
import { createFixtureRecorder, isRecording } from '../../src/fidelity/proxy/record-fixtures.ts';
import { createStub, loadFixtures } from '../../src/index.ts';
import { directoryWith } from '../helpers/files.ts';

const secrets = [
  'Ann Miller',
  '5559876',
  '555-9876',
  'acme.com',
  'topsecret',
  '1234567',
  'Miller',
  'Ollie',
  'k3y',
  'f'.repeat(24),
];

const useCases = [
  {
    id: '0'.repeat(24),
    organization_id: 'f'.repeat(24),
    name: 'Ann Miller Line',
    transfer_number: '+1 (415) 555-9876',
    generic_after_hours_message: 'Ann Miller Line: call 415-555-9876 or ann@acme.com, not on 2026-11-26',
    hooks: [{ url: 'https://acme.com/h?key=1', headers: [{ key: 'authorization', value: 'Bearer topsecret' }] }],
    params: { contact: 'Miller', city: 'Riverton', line: '+49 30 1234567', apiKey: 'k3y', login: { token: 'k3y' } },
    extract_with_ai: [
      { name: 'caller_name', example: 'Ollie Bly' },
      { name: 'is_urgent', example: 'false' },
    ],
    work_start: '08:00',
    max_duration_mins: 10,
  },
  {
    id: '1'.repeat(24),
    organization_id: 'f'.repeat(24),
    name: 'Ann Miller Line',
    transfer_number: '+14155559876',
    created_at: '2026-11-26T20:00:00Z',
    classification_tags: [
      { name: 'escalation', description: 'ANN MILLER LINE, or Miller and Ollie, at 555-9876; line 5551234 is nobody' },
      { name: 'hook', description: 'Posts to acme.com with topsecret. Anything else: ask the line.' },
    ],
    hooks: [{ url: 'https://acme.com/other', headers: [{ key: 'x-key', value: 'topsecret' }] }],
    timezone: null,
  },
] as unknown as UseCase[];

describe('fixtures of what went through the proxy', () => {
  for (const name of ['fixtures.json', 'fixtures.yaml'])
    it(`have fakes for personal data, the same in each place and run, and start a stub: ${name}`, async (t) => {
      const file = join(directoryWith(t, {}), name);
      const record = async (seed: number) => {
        const recorder = createFixtureRecorder(file, seed, builtInContract());
        recorder.add(useCases);
        const recorded = await recorder.write();
        return { recorded, text: readFileSync(file, 'utf8') };
      };
      const { recorded, text } = await record(1);
      for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} is in ${text}`);
      assert.equal((await record(1)).text, text);
      assert.notEqual((await record(2)).text, text);
      assert.ok(await isRecording(file));
      const { all } = parse(text) as { all: (UseCase & { params: Record<string, string> })[] };
      const [one, other] = all as [(typeof all)[0], (typeof all)[0]];
      assert.equal(one.name, other.name);
      assert.match(one.transfer_number ?? '', /^\+1 \([2-9]\d\d\) 555-01\d\d$/);
      const digits = one.transfer_number?.replace(/\D/g, '') ?? '';
      assert.equal(other.transfer_number, `+${digits}`);
      const [, area = '', rest = ''] = /^1(...)555(....)$/.exec(digits) ?? [];
      const message = one.generic_after_hours_message ?? '';
      assert.ok(message.startsWith(`${one.name}: call ${area}-555-${rest} or person-`), message);
      assert.ok(message.endsWith('@example.com, not on 2026-11-26'), message);
      assert.deepEqual([one.params['city'], one.work_start, one.id], ['Riverton', '08:00', '0'.repeat(24)]);
      assert.match(one.params['line'] ?? '', /^\+49 \d\d \d{7}$/);
      const hosts = [one, other].map(({ hooks }) => new URL(hooks?.[0]?.url ?? '').host);
      assert.equal(hosts[0], hosts[1]);
      const [first, second] = (other.classification_tags ?? []).map(({ description = '' }) => description);
      const local = `555-${digits.slice(-4)}`;
      assert.ok(first?.startsWith(`${one.name}, or ${one.params['contact']} and `), first);
      assert.ok(first?.includes(` at ${local}; line 5551234 is nobody`), first);
      assert.ok(second?.startsWith(`Posts to ${hosts[0]} with fake-`), second);
      assert.ok(second?.endsWith('. Anything else: ask the line.'), second);
      assert.match(one.hooks?.[0]?.headers?.[0]?.value ?? '', /^Bearer fake-[0-9a-f]{8}$/);
      assert.deepEqual(recorded.leftOut, ['created_at', 'timezone']);
      assert.deepEqual(
        recorded.replaced.map(({ what, values, places }) => `${what}: ${values} in ${places.join(' ')}`),
        [
          'names: 4 in /classification_tags/*/description /extract_with_ai/*/example /generic_after_hours_message /name /params/contact',
          'phone numbers: 2 in /classification_tags/*/description /generic_after_hours_message /params/line /transfer_number',
          'e-mail addresses: 1 in /generic_after_hours_message',
          'addresses of webhooks: 3 in /classification_tags/*/description /hooks/*/url',
          'secrets: 2 in /classification_tags/*/description /hooks/*/headers/*/value /params/apiKey /params/login/token',
        ],
      );
      assert.ok(!JSON.stringify(recorded).includes('555'));
      const stub = createStub({ fixtures: await loadFixtures(file) });
      const list = await stub.fetch(
        new Request('http://stub/api/v1/use-cases', { headers: { authorization: 'Bearer key' } }),
      );
      assert.deepEqual(
        ((await list.json()) as UseCase[]).map(({ id }) => id),
        useCases.map(({ id }) => id),
      );
    });

  it('take the place of an earlier recording, and of no other file', async (t) => {
    const directory = directoryWith(t, { 'package.json': '{"all":[]}', 'notes.yaml': 'all: []\n', 'empty.json': '' });
    for (const [name, is] of Object.entries({
      'package.json': false,
      'notes.yaml': false,
      'empty.json': true,
      'new.json': true,
    }))
      assert.equal(await isRecording(join(directory, name)), is, name);
    writeFileSync(join(directory, 'package.json'), '{"fill":"defaults","all":[]}');
    assert.ok(await isRecording(join(directory, 'package.json')));
  });
});
