import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { readFidelityFile } from '../../src/fidelity/fidelity-file.ts';
import { createLearner } from '../../src/fidelity/proxy/learn.ts';
import { createClient } from '../helpers/requests.ts';
import { fidelityWith } from '../helpers/fidelity.ts';
import { directoryWith } from '../helpers/files.ts';
import { assumptions } from '../provider/assumptions.ts';
import { startProvider } from '../provider/helpers.ts';
import { sendProbe } from './generated.ts';
import { startProxy } from './helpers.ts';

it('the proxy learns what replies confirm and refute, adds it to the file, and keeps what was there', async (t) => {
  const changed = { 'missing-key': '400-zod', 'list-form': 'page', 'max-duration-default': 'absent' };
  const provider = await startProvider(t, changed);
  const file = join(directoryWith(t), 'use-case-stub.fidelity.json');
  const learner = await createLearner(file, provider.url, {});
  const { base, proxy } = await startProxy(t, provider.url, { learner });
  const client = createClient(base);
  t.after(() => client.close());
  for (const assumption of assumptions) await sendProbe(client, assumption);
  await proxy.judged();
  const learned = await learner.write();
  assert.deepEqual(
    [...learned.refuted].sort(),
    Object.entries(changed)
      .map(([id, value]) => `${id}=${value}`)
      .sort(),
  );
  assert.deepEqual(learned.contradictory, []);
  const confirmed = new Set(learned.confirmed.map((choice) => choice.split('=')[0]));
  const open = assumptions.map(({ id }) => id).filter((id) => !(id in changed) && !confirmed.has(id));
  assert.deepEqual(open, OPEN);
  const { assumptions: found, service } = await readFidelityFile(file);
  assert.equal(service, provider.url);
  const text = readFileSync(file, 'utf8');
  assert.ok(!text.includes('Bearer') && !text.includes('0000'));
  assert.deepEqual([found['missing-key']?.result, found['missing-key']?.value], ['refuted', '400-zod']);
  assert.equal(found['malformed-key']?.result, 'confirmed');
  const before = { ...found['timezone'], result: 'undecided', checkedAt: '2020-01-01T00:00:00.000Z' };
  writeFileSync(file, JSON.stringify({ ...JSON.parse(text), assumptions: { timezone: before } }));
  const idle = await createLearner(file, provider.url, {});
  await idle.write();
  assert.deepEqual((await readFidelityFile(file)).assumptions, { timezone: before });
  await assert.rejects(
    createLearner(file, 'https://other.example/api/v1', {}),
    /is about http.*, not about https:\/\/other/,
  );
});

it('what a probe wrote while the proxy ran is kept', async (t) => {
  const provider = await startProvider(t, { 'not-found': 'error' });
  const file = join(directoryWith(t), 'use-case-stub.fidelity.json');
  const learner = await createLearner(file, provider.url, {});
  const { base, proxy } = await startProxy(t, provider.url, { learner });
  const client = createClient(base);
  t.after(() => client.close());
  for (const assumption of assumptions) if (assumption.id === 'not-found') await sendProbe(client, assumption);
  await proxy.judged();
  const probed = fidelityWith({ confirmed: { delete: 'none' } });
  writeFileSync(file, JSON.stringify({ ...probed, service: provider.url, created: ['0'.repeat(24)] }));
  await learner.write();
  const { assumptions: found, created } = await readFidelityFile(file);
  assert.deepEqual([found.delete?.value, found['not-found']?.value, created.length], ['none', 'error', 1]);
});

/** What replies of a service with a list of pages, without a maximal duration, do not tell. */
const OPEN: string[] = [];
