/** Runs the long trials one after the other; see trials.ts. */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { trials } from './trials.ts';

const HELP = `Runs for minutes what the tests run for seconds.

  npm run soak -- [options]

  --only NAMES    only these trials, separated by commas
  --quick         a tenth of each trial, to see that everything works
  --help          show this

${Object.entries(trials)
  .map(([name, { about }]) => `  ${name.padEnd(16)}  ${about}`)
  .join('\n')}

Prints a line for each trial and ends with 1 if one fails.
`;

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean' }, help: { type: 'boolean' } },
});
const names = values.only?.split(',') ?? Object.keys(trials);
const unknown = names.filter((name) => !Object.hasOwn(trials, name));

if (values.help) {
  console.log(HELP);
} else if (unknown.length > 0) {
  console.error(`There is no trial ${unknown.join(', ')}; there are ${Object.keys(trials).join(', ')}.`);
  process.exitCode = 1;
} else {
  for (const name of names) await run(name);
}

async function run(name: string): Promise<void> {
  const startedAt = performance.now();
  // The load shows whether other programs disturbed the measurement.
  const seconds = () => {
    const took = ((performance.now() - startedAt) / 1_000).toFixed(0);
    return `${took} s, load ${(loadavg()[0] as number).toFixed(1)} on ${availableParallelism()} processors`;
  };
  try {
    const figures = await trials[name]?.run(values.quick ? 10 : 1);
    console.log(`ok    ${name}: ${figures} (${seconds()})`);
  } catch (error) {
    console.log(`FAIL  ${name}: ${(error as Error).message} (${seconds()})`);
    process.exitCode = 1;
  }
}
