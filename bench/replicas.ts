/**
 * What three replicas over PostgreSQL would do on a bigger machine than the bench's, calculated from the processor time
 * that a request was measured to cost.
 */
import type { Databases, StoreName, StoreWork } from './databases.ts';
import { median, medianOfRatios } from './stats.ts';

/** Microseconds of processor time for a request, by who uses them. */
export interface Cost {
  /** All replicas together. */
  readonly stub: number;
  readonly database: number;
  /** The bench's own load generators. */
  readonly clients: number;
}

/** Medians of the rounds. */
export interface ReplicaFigures {
  readonly work: StoreWork;
  /** Creates or reads per second of three replicas, divided by those of one stub. */
  readonly measured: number;
  readonly one: Cost;
  readonly three: Cost;
}

export const ONE_STUB: StoreName = 'PostgreSQL';
export const THREE_STUBS: StoreName = '3 replicas over PostgreSQL';
/** Machines that are calculated. Their clients are on other ones. */
const BIGGER = [4, 8, 16];

/** @returns nothing where the system does not tell processor time */
export function replicaFigures({ stores, costs }: Databases): ReplicaFigures[] {
  const figures = (Object.keys(costs) as StoreWork[]).map((work) => {
    const cost = (store: StoreName): Cost => {
      const middle = (who: keyof Cost) => Math.round(median(costs[work][store].map((each) => each[who])));
      return { stub: middle('stub'), database: middle('database'), clients: middle('clients') };
    };
    const measured = Number(medianOfRatios(stores[work][THREE_STUBS], stores[work][ONE_STUB]).toFixed(2));
    return { work, measured, one: cost(ONE_STUB), three: cost(THREE_STUBS) };
  });
  return figures.filter(({ one, three }) => Number.isFinite(one.database) && Number.isFinite(three.database));
}

/**
 * Requests per second at most. A stub uses one processor, and all programs together use those that there are.
 *
 * @param cost of a request, with that of the clients where these are on the same machine
 */
function mostPerSecond(stubs: number, { stub, database, clients }: Cost, processors: number): number {
  return 1e6 * Math.min(stubs / stub, processors / (stub + database + clients));
}

/** The measured costs, as rows of a table. */
export function costTable(figures: readonly ReplicaFigures[]): { readonly heads: string[]; readonly rows: string[][] } {
  const heads = [
    'µs per request',
    'one stub',
    'its database',
    'its clients',
    'three stubs',
    'their database',
    'their clients',
  ];
  const rows = figures.map(({ work, one, three }) => [
    work,
    ...[one, three].flatMap(({ stub, database, clients }) => [stub, database, clients].map(String)),
  ]);
  return { heads, rows };
}

/**
 * Three replicas against one stub: as measured, and as calculated for the same machine and for bigger ones.
 *
 * @param processors of the bench's machine
 */
export function replicaTable(
  figures: readonly ReplicaFigures[],
  processors: number,
): { readonly heads: string[]; readonly rows: string[][] } {
  const heads = [
    '3 replicas against 1',
    'measured here',
    'calculated for here',
    ...BIGGER.map((count) => `on ${String(count)} processors`),
  ];
  const rows = figures.map(({ work, measured, one, three }) => {
    const ratioOn = (count: number, isShared: boolean) => {
      const [few, many] = [one, three].map((cost) => (isShared ? cost : { ...cost, clients: 0 })) as [Cost, Cost];
      return mostPerSecond(3, many, count) / mostPerSecond(1, few, count);
    };
    const shown = [ratioOn(processors, true), ...BIGGER.map((count) => ratioOn(count, false))];
    return [work, measured.toFixed(2), ...shown.map((ratio) => ratio.toFixed(2))];
  });
  return { heads, rows };
}
