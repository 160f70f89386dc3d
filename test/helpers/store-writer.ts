/**
 * Creates use cases in the store named on the command line until it is killed, several at once. Writes each id to
 * stdout synchronously once the create is acknowledged, so that no id is lost when the process is killed.
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
