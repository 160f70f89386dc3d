/**
 * What a stub may hold in memory at one time. There is one accountant with a pool for each kind of thing; code that
 * holds something takes it from its pool and gives it back. Of each pool one API key gets a quarter at most, so that it
 * cannot take what others need.
 */

/** How much of a budget's bytes goes into each pool of bytes, in sixteenths. */
const SIXTEENTHS = { useCases: 7, messages: 4, journals: 3, scenarios: 1, unwritten: 1 };
/** Bytes of a budget for each thing that is counted by number: about what it takes at worst. */
const BYTES_EACH = { connections: 65_536, waiting: 131_072, watchers: 524_288, organizations: 16_384 };
/** However much memory there is, since each of them looks at the journal again and again. */
const MOST_WATCHERS = 128;

/** Bytes of the heap's limit that V8 keeps for objects that have just been made, and those that the stub itself takes. */
const NOT_FOR_CLIENTS = (192 + 32) * 1024 ** 2;

/** Half of the rest of a heap: the other half is for requests that are being answered. */
export function memoryWithin(heap: number): number {
  return Math.max(heap / 16, (heap - NOT_FOR_CLIENTS) / 2);
}

/** What each pool is of: as a refusal calls it, and as the documentation's table does. */
const WORDS = {
  useCases: 'bytes of use cases',
  messages: 'bytes of bodies under way and of replies that clients have not read',
  journals: 'bytes of journals',
  scenarios: 'bytes of scenarios',
  unwritten: 'bytes of journals that are not in the database yet',
  connections: 'connections',
  waiting: 'requests that wait',
  watchers: 'streams of events and waits for requests',
  organizations: 'organizations',
} as const;

/** What happens where a pool has no room and nothing is refused. */
const GIVES_WAY: Partial<Record<PoolName, string>> = {
  useCases: 'initial use cases are dropped, then idle organizations forgotten; then it is refused',
  journals: 'old entries are dropped',
  unwritten: 'old entries are dropped',
  organizations: 'the one that has been idle for longest is forgotten',
};

export type PoolName = keyof typeof WORDS;

export const poolNames = Object.keys(WORDS) as PoolName[];

/** The part of a pool that one owner may have. */
const SHARE = 1 / 4;
/** A reverse proxy is one address, whose clients are many. */
const SHARE_OF_ADDRESS = 3 / 4;

/** Made once: to make it takes longer than all else that a refusal takes. */
const withCommas = new Intl.NumberFormat('en');

/** A pool has no room. The message says of what, and is meant for clients. */
export class OverBudget extends Error {
  override readonly name = 'OverBudget';
  readonly pool: PoolName;
  /** `owner`: this one has its share already. `all`: all together have everything. */
  readonly of: 'owner' | 'all';

  constructor(pool: PoolName, of: 'owner' | 'all', limit: number) {
    const most = `${withCommas.format(limit)} ${WORDS[pool]}`;
    // Under an attack many are made, and nothing shows where they were: V8's trace took six of their seven microseconds.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(
      of === 'owner'
        ? `One ${pool === 'connections' ? 'address' : 'API key'} may hold ${most} at a time, and this one does`
        : `The stub can hold ${most} at a time, and does`,
    );
    Error.stackTraceLimit = stackTraceLimit;
    this.pool = pool;
    this.of = of;
  }
}

/** One kind of thing that is held in memory. */
export interface Pool {
  /** Most of it, for all owners together. */
  readonly limit: number;
  /** Most of it for one owner. */
  readonly share: number;
  readonly used: number;
  /** How often there was no room. */
  readonly refusals: number;
  /** Makes room, where that is possible, before anything is refused. The owner that asks must keep what it has. */
  makeRoom: ((missing: number, owner: string) => void) | undefined;
  /**
   * Takes an amount for an owner.
   *
   * @throws OverBudget when there is no room, or the owner has its share; then nothing is taken
   */
  take(owner: string, amount: number): void;
  /** @throws OverBudget when an amount is more than one owner may have */
  check(amount: number): void;
  /** Takes an amount whether there is room or not, for what the operator wants to be there. */
  force(owner: string, amount: number): void;
  /** Gives an amount back, all that the owner has when none is named. */
  give(owner: string, amount?: number): void;
  /** How much an owner has. */
  heldBy(owner: string): number;
  /** Counts a refusal of a store that counts by itself, and logs it. @returns the error of it, with its own limit */
  refusal(of: OverBudget['of'], limit: number): OverBudget;
  /** Counts what was dropped because all have what there is. */
  countDropped(): void;
}

/** All pools of a stub. */
export type Budget = Readonly<Record<PoolName, Pool>>;

/** Says of each pool what it holds, how much, and what happens beyond. For the documentation. */
export function describePools(bytes: number): { holds: string; limit: number; beyond: string }[] {
  const limits = limitsOf(bytes);
  return poolNames.map((name) => ({
    holds: WORDS[name],
    limit: limits[name],
    beyond: GIVES_WAY[name] ?? 'it is refused',
  }));
}

/** How much each pool holds, by the bytes of all. */
export function limitsOf(bytes: number): Record<PoolName, number> {
  const limits = {} as Record<PoolName, number>;
  for (const [name, part] of Object.entries(SIXTEENTHS)) limits[name as PoolName] = Math.floor((bytes * part) / 16);
  for (const [name, each] of Object.entries(BYTES_EACH)) limits[name as PoolName] = Math.ceil(bytes / each);
  limits.watchers = Math.min(limits.watchers, MOST_WATCHERS);
  return limits;
}

/**
 * @param bytes about how much memory everything together may take
 * @param settings what the operator wants in any case: that a body of this size has room in one key's share, and how
 *   large journals may be at most
 * @param onRefused called when a pool has no room; not more often than once a minute for each
 * @param now a clock in milliseconds
 */
export function createBudget(
  bytes: number,
  settings: { readonly largestBody: number; readonly journalBytes: number },
  onRefused: (pool: PoolName, message: string) => void,
  now: () => number,
): Budget {
  const limits = limitsOf(bytes);
  limits.messages = Math.max(limits.messages, (2 * settings.largestBody) / SHARE);
  limits.journals = Math.min(limits.journals, settings.journalBytes);
  const pools = poolNames.map((name) => [name, createPool(name, limits[name], onRefused, now)] as const);
  return Object.fromEntries(pools) as Budget;
}

const A_MINUTE = 60_000;

function createPool(
  name: PoolName,
  limit: number,
  onRefused: (pool: PoolName, message: string) => void,
  now: () => number,
): Pool {
  const share = Math.ceil(limit * (name === 'connections' ? SHARE_OF_ADDRESS : SHARE));
  const held = new Map<string, number>();
  let used = 0;
  let refusals = 0;
  let toldAt = -Infinity;

  function refusal(of: OverBudget['of'], most = of === 'owner' ? share : limit): OverBudget {
    const error = new OverBudget(name, of, most);
    refusals++;
    if (now() - toldAt >= A_MINUTE) {
      toldAt = now();
      onRefused(name, error.message);
    }
    return error;
  }

  function add(owner: string, amount: number): void {
    used += amount;
    held.set(owner, (held.get(owner) ?? 0) + amount);
  }

  const pool: Pool = {
    limit,
    share,
    get used() {
      return used;
    },
    get refusals() {
      return refusals;
    },
    makeRoom: undefined,
    take(owner, amount) {
      if ((held.get(owner) ?? 0) + amount > share) throw refusal('owner');
      if (used + amount > limit) pool.makeRoom?.(used + amount - limit, owner);
      if (used + amount > limit) throw refusal('all');
      add(owner, amount);
    },
    check(amount) {
      if (amount > share) throw refusal('owner');
    },
    force(owner, amount) {
      if (used + amount > limit) pool.makeRoom?.(used + amount - limit, owner);
      add(owner, amount);
    },
    give(owner, amount) {
      const before = held.get(owner) ?? 0;
      const less = Math.min(amount ?? before, before);
      used -= less;
      if (less === before) held.delete(owner);
      else held.set(owner, before - less);
    },
    heldBy: (owner) => held.get(owner) ?? 0,
    refusal,
    countDropped: () => void refusal('all'),
  };
  return pool;
}
