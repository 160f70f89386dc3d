/** The bench's command line. */
import { parseArgs } from 'node:util';
import { SUBJECT_NAMES } from './subjects.ts';

/** Parts of the bench that `--only` can name besides subjects. */
const PARTS = ['verify', 'console', 'proxy', 'lists', 'in-process', 'neighbours', 'databases'] as const;
export type Part = (typeof PARTS)[number];
const NAMES: readonly string[] = [...SUBJECT_NAMES, ...PARTS];

export interface Options {
  readonly only: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** How often fast subjects are started. */
  readonly starts: number;
  readonly lifecycles: number;
  readonly storedRounds: number;
  readonly verifyRounds: number;
  readonly consoleRounds: number;
  readonly memory: boolean;
  readonly memoryRequests: number;
  readonly json: boolean;
  /** Whether to only count the work of a request and accept it. */
  readonly acceptWork: boolean;
  /** Whether to keep the figures in bench/history.json and on the page of the documentation. */
  readonly keep: boolean;
}

export const HELP = `Compares use-case-stub with its alternatives: same machine, same requests, one run.

  npm run bench -- [options]          (build first: npm run build)

  --only NAMES    only these, separated by commas: ${NAMES.join(', ')};
                  verify: contract testing; console: what an open console costs the stub; lists: of 12 and of
                  1,000 use cases; in-process: creates without a socket; neighbours: waiting beside a client that
                  sends what is expensive; databases: SQLite and PostgreSQL against memory; proxy: what the proxy adds to the
                  time of a request
  --quick         short runs, to see that everything works; too short for figures to rely on
  --full          longer runs, and --memory
  --memory        also: a million creates and a million reads, to see whether memory stays flat
  --rounds N      how often each throughput is measured, the console's included
  --seconds N     how long each measurement takes
  --keep          append the figures to bench/history.json, for later runs to compare with, and write them into
                  docs/explanation/performance.md; measures everything, --memory included; needs a commit without
                  changes
  --accept-work   only count what a create, a refusal and a read are of work, and accept that in bench/work.json
  --json          print the result as JSON instead of tables (it is saved to bench/results/latest.json anyway)
  --help          show this

Ends with 0 even if a target is missed, and with 1 if something could not be measured.
`;

const QUICK = {
  rounds: 2,
  seconds: 1,
  warmUpSeconds: 1,
  starts: 3,
  lifecycles: 50,
  storedRounds: 5,
  verifyRounds: 3,
  consoleRounds: 2,
};
const NORMAL = {
  rounds: 5,
  seconds: 2,
  warmUpSeconds: 1.5,
  starts: 9,
  lifecycles: 200,
  storedRounds: 11,
  verifyRounds: 11,
  consoleRounds: 11,
};
const FULL = {
  rounds: 9,
  seconds: 3,
  warmUpSeconds: 3,
  starts: 15,
  lifecycles: 500,
  storedRounds: 31,
  verifyRounds: 21,
  consoleRounds: 21,
};

/** @returns undefined when `--help` is given */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      memory: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      'accept-work': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  if (values.keep && (values.quick || values.only.length > 0))
    throw new Error('--keep: only whole runs are kept. Leave out --only and --quick.');
  const preset = values.quick ? QUICK : values.full ? FULL : NORMAL;
  const rounds = values.rounds === undefined ? undefined : positive('--rounds', values.rounds, Number.isInteger);
  return {
    ...preset,
    only: values.only.flatMap((names) => names.split(',')).map(subjectName),
    rounds: rounds ?? preset.rounds,
    consoleRounds: rounds ?? preset.consoleRounds,
    seconds: values.seconds === undefined ? preset.seconds : positive('--seconds', values.seconds, Number.isFinite),
    memory: values.memory || values.full || values.keep,
    memoryRequests: 1_000_000,
    json: values.json,
    acceptWork: values['accept-work'],
    keep: values.keep,
  };
}

/** Whether a part of the bench is selected. */
export function isWanted({ only }: Pick<Options, 'only'>, part: 'ours' | Part): boolean {
  return only.length === 0 || only.includes(part);
}

function subjectName(name: string): string {
  if (NAMES.includes(name)) return name;
  throw new Error(`--only ${name}: there is no such subject; these are known: ${NAMES.join(', ')}`);
}

function positive(flag: string, text: string, isFit: (value: number) => boolean): number {
  const value = Number(text);
  if (text.trim() !== '' && isFit(value) && value > 0) return value;
  throw new Error(`${flag} ${text}: a number above 0 is wanted`);
}
