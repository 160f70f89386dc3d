import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { compareWork, countWork, readAcceptedWork } from '../bench/work.ts';

const project = join(import.meta.dirname, '..');

it('a create, a refusal and a read are not more work than was accepted', async () => {
  const found = await countWork(project);
  assert.deepEqual(compareWork(found, readAcceptedWork(project)), [], JSON.stringify(found));
});

it('more work than was accepted is told with its share and with the way to accept it, less work as well', () => {
  const work = { bytes: 1_000, calls: 100 };
  const accepted = { node: process.versions.node, work: { create: work, refuse: work, read: work } };
  const found = { create: { bytes: 1_150, calls: 116 }, refuse: work, read: { bytes: 840, calls: 100 } };
  assert.deepEqual(compareWork(found, accepted), [
    'A create calls 116 functions, 16 % more than the 100 of bench/work.json. Let it do less again, or accept that: npm run bench -- --accept-work',
    'A read allocates 840 bytes, 16 % less than the 1,000 of bench/work.json. Accept it, so that the gain is kept: npm run bench -- --accept-work',
  ]);
});
