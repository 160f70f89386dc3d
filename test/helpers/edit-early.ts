/**
 * Edits s.yaml and f.yaml of the working directory between the moments at which `serve --watch` reads them and begins to
 * follow them, and prints what a client then gets. A process of its own, since only its end ends the following.
 */
import { writeFileSync } from 'node:fs';
import { loadFixtures, loadSpec } from '../../src/cli/commands/serve-files.ts';
import { prepareWatch } from '../../src/cli/commands/serve-watch.ts';
import { createNotices, createStub } from '../../src/index.ts';
import type { SettingValues } from '../../src/settings/settings.ts';

const [, , editedSpec = '', editedFixtures = ''] = process.argv;
const settings = { spec: 's.yaml', fixtures: ['f.yaml'] } as unknown as SettingValues;
// The order of `serve`.
const watch = await prepareWatch(settings);
const contract = await loadSpec(settings);
const fixtures = await loadFixtures(settings, contract);
writeFileSync('s.yaml', editedSpec);
writeFileSync('f.yaml', editedFixtures);
const stub = createStub({ contract, fixtures });
const live = Promise.withResolvers<void>();
const said: string[] = [];
await watch.start({
  stub,
  contract,
  inForce: (each) => each,
  remarksOnContract: () => Promise.resolve([]),
  notices: createNotices(),
  say: (text) => {
    if (said.push(text) === 2) live.resolve();
  },
});
await live.promise;
const ask = (path: string) =>
  stub.fetch(new Request(`http://stub.test${path}`, { headers: { authorization: 'Bearer k' } }));
const useCases = (await (await ask('/use-cases')).json()) as { name: string }[];
const names = useCases.map(({ name }) => name);
console.log(
  JSON.stringify({ said, names, first: (await ask('/first')).status, second: (await ask('/second')).status }),
);
process.exit();
