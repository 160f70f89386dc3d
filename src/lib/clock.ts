/** The clock of a stub: all that a client sees of time comes from it. Tests freeze it and advance it by hand. */
import { isObject } from './guards.ts';
import { didYouMean } from './nearest-name.ts';
import { waitForAlarm, type Client } from './wait.ts';

/** What the parts of a stub ask of its clock. */
export interface Clock {
  /** Whether it shows, or may soon show, another time than the clock of the machine: it is frozen, or has been. */
  readonly isMoved: boolean;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that only count up, whatever happens to the clock of the machine. Only differences mean something. */
  elapsed(): number;
  /** Waits. Ends early when `closing` is aborted, or when the client has hung up. */
  wait(milliseconds: number, closing: AbortSignal, client: Client): Promise<void>;
}

/** What a test waits for before it advances the clock. */
export interface AdvanceOptions {
  /**
   * Advance once at least so many replies wait for the clock, such as those of requests that have just been sent.
   * Default: 0, at once.
   */
  readonly waiting?: number;
  /** Milliseconds of real time to wait for them. Default: 5,000; at most 60,000. */
  readonly within?: number;
  /** Ends the wait, which then rejects with the signal's reason; the clock stays as it is. */
  readonly signal?: AbortSignal;
}

/** A clock that a test can hold and move. */
export interface StubClock {
  /** Milliseconds since 1970, as `Date.now()` gives them. */
  now(): number;
  readonly isFrozen: boolean;
  /** How many replies wait for the clock: those with a delay, or with the fault `slow`. */
  readonly waiting: number;
  /** Stops the clock. Replies that wait for it go on waiting until it is advanced or resumed. */
  freeze(): void;
  /** Lets the clock run on from where it stands. */
  resume(): void;
  /**
   * Moves a frozen clock. Replies whose delay is over then go out.
   *
   *     const reply = fetch(url, { headers: { ...headers, prefer: 'delay=800' } });
   *     await stub.clock.advance(800, { waiting: 1 });
   *     await reply;
   *
   * @param milliseconds from 0 to a year
   * @throws TypeError for a number that it cannot be moved by, and for an option that does not exist
   * @throws ClockError when the clock runs, when fewer replies wait than `waiting` says, or when the stub was closed
   */
  advance(milliseconds: number, options?: AdvanceOptions): Promise<void>;
}

/** The clock cannot be advanced. The message says why. */
export class ClockError extends Error {
  override readonly name = 'ClockError';
}

/** Most milliseconds of one step: a year. */
const LONGEST_STEP = 31_536_000_000;
const LONGEST_WITHIN = 60_000;

/** A wait that is not over. */
interface Sleeper {
  readonly dueAt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  readonly ring: () => void;
}

/**
 * Makes a clock.
 *
 * @param startsFrozen whether it stands still until it is advanced or resumed
 * @param closing ends what waits in `advance`
 */
export function createClock(startsFrozen: boolean, closing: () => AbortSignal): Clock & StubClock {
  // What is added to the time of the machine while the clock runs; undefined while it is frozen.
  let ahead: number | undefined = 0;
  let ageAhead = 0;
  let frozenAt = 0;
  let frozenAge = 0;
  const sleepers = new Set<Sleeper>();
  const watchers = new Set<() => void>();
  const now = () => (ahead === undefined ? frozenAt : Date.now() + ahead);
  const elapsed = () => (ahead === undefined ? frozenAge : performance.now() + ageAhead);

  function start(sleeper: Sleeper): void {
    if (ahead !== undefined) sleeper.timer = setTimeout(sleeper.ring, Math.max(0, sleeper.dueAt - elapsed()));
  }

  function freeze(): void {
    if (ahead === undefined) return;
    // A whole number, so that two steps are exactly as long as one; rounded up, so that a step is enough for what waits.
    [frozenAt, frozenAge, ahead] = [now(), Math.ceil(elapsed()), undefined];
    for (const { timer } of sleepers) clearTimeout(timer);
  }

  /** @returns whether so many replies wait before the time is over or a signal is aborted */
  async function enoughWait(count: number, within: number, signals: readonly AbortSignal[]): Promise<boolean> {
    const alarm = (ring: () => void) => {
      const watch = () => sleepers.size >= count && ring();
      const timer = setTimeout(ring, within);
      watchers.add(watch);
      return () => {
        clearTimeout(timer);
        watchers.delete(watch);
      };
    };
    if (sleepers.size < count) await waitForAlarm(alarm, AbortSignal.any([...signals]));
    return sleepers.size >= count;
  }

  if (startsFrozen) freeze();
  return {
    now,
    elapsed,
    get isFrozen() {
      return ahead === undefined;
    },
    get isMoved() {
      return ahead !== 0;
    },
    get waiting() {
      return sleepers.size;
    },
    wait(milliseconds, signal, client) {
      if (milliseconds <= 0) return Promise.resolve();
      const alarm = (ring: () => void) => {
        const sleeper: Sleeper = { dueAt: elapsed() + milliseconds, timer: undefined, ring };
        sleepers.add(sleeper);
        start(sleeper);
        for (const watch of watchers) watch();
        return () => {
          clearTimeout(sleeper.timer);
          sleepers.delete(sleeper);
        };
      };
      return waitForAlarm(alarm, signal, client);
    },
    freeze,
    resume() {
      if (ahead !== undefined) return;
      // Time never goes back: it runs on from where it stands.
      [ahead, ageAhead] = [frozenAt - Date.now(), frozenAge - performance.now()];
      for (const sleeper of sleepers) start(sleeper);
    },
    async advance(milliseconds, options = {}) {
      const given: unknown = options;
      if (!isObject(given)) throw new TypeError('stub.clock.advance: the options must be an object');
      const { waiting = 0, within = 5_000, signal } = options;
      checkOptions(milliseconds, { waiting, within, ...options });
      signal?.throwIfAborted();
      if (ahead !== undefined) throw new ClockError(RUNNING);
      if (waiting > 0) {
        const closed = closing();
        const isEnough = await enoughWait(waiting, within, [closed, ...(signal ? [signal] : [])]);
        signal?.throwIfAborted();
        if (closed.aborted) throw new ClockError('The stub was closed before so many replies waited for its clock');
        if (!isEnough) throw new ClockError(tooFew(sleepers.size, waiting, within));
        if (ahead !== undefined) throw new ClockError(RUNNING);
      }
      frozenAt += milliseconds;
      frozenAge += milliseconds;
      const due = [...sleepers].filter(({ dueAt }) => dueAt <= frozenAge);
      for (const { ring } of due.sort((one, other) => one.dueAt - other.dueAt)) ring();
    },
  };
}

const RUNNING =
  'The clock runs, so it cannot be advanced; freeze it first: stub.clock.freeze(), PUT /__stub/clock with {"frozen":true}, or --clock frozen';

function tooFew(count: number, wanted: number, within: number): string {
  return `After ${within} ms ${count} of ${wanted} replies wait for the clock, so it was not advanced; only a delay, or the fault "slow", makes a reply wait`;
}

const OPTIONS = ['waiting', 'within', 'signal'];

function checkOptions(milliseconds: number, options: AdvanceOptions): void {
  for (const name of Object.keys(options))
    if (!OPTIONS.includes(name))
      throw new TypeError(`stub.clock.advance: "${name}" is no option; ${didYouMean(name, OPTIONS)}`);
  check('the milliseconds', milliseconds, LONGEST_STEP, false);
  check('waiting', options.waiting, Number.MAX_SAFE_INTEGER, true);
  check('within', options.within, LONGEST_WITHIN, false);
}

/** @throws TypeError for what is not a number from 0 to `most` */
function check(what: string, value: unknown, most: number, isWhole: boolean): void {
  const isNumber = typeof value === 'number' && (isWhole ? Number.isInteger(value) : Number.isFinite(value));
  if (isNumber && value >= 0 && value <= most) return;
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  throw new TypeError(
    `stub.clock.advance: ${what} must be a ${isWhole ? 'whole ' : ''}number from 0 to ${most}, not ${shown}`,
  );
}
