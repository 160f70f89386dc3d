/**
 * Creates use cases in the store that is named on the command line, without end, several at once. Writes the id of
 * each one to stdout as soon as it has been acknowledged, in a way that survives being killed.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open-store.ts';

const [, , name = '', atOnce = '10'] = process.argv;
const { useCases } = await openStore(name);
const text = 'x'.repeat(1_000);
for (let writer = 0; writer < Number(atOnce); writer++) void write(`org-${writer % 3}`);

async function write(organization: string): Promise<void> {
  for (;;) {
    const build = (number: number) => ({ id: `${organization}/${number}`, organization_id: organization, name: text });
    const { id } = await useCases.create(organization, build);
    writeSync(1, `${id}\n`);
  }
}
