import { readText } from '../bench/processes.ts';

const MOST_TRIES = 5;

/** @returns processor time of a process's main thread in milliseconds; `NaN` where the system does not tell */
function processorTime(pid: number | undefined): number {
  return Number(readText(`/proc/${pid}/schedstat`)?.split(' ')[0] ?? NaN) / 1e6;
}

/** Measures many operations, each of which must stay below a limit. */
export class Stopwatch {
  readonly #limit: number;
  readonly #took: number[] = [];
  /** Of each operation the first try. */
  readonly #single: number[] = [];
  #slowest = { milliseconds: 0, what: 'nothing' };
  #again = 0;
  #longest = 0;
  readonly #pid: number | undefined;
  #busiest = { milliseconds: 0, what: 'nothing' };

  /**
   * @param limit milliseconds
   * @param pid process whose processor time is measured as well; other programs do not add to it
   */
  constructor(limit: number, pid: number | undefined) {
    this.#limit = limit;
    this.#pid = pid;
  }

  /**
   * Measures an operation. One that exceeds the limit is repeated, and the fastest of five tries counts: other programs
   * on the machine slow down some tries, a slow operation is slow every time.
   *
   * @returns what the last try returned
   */
  async time<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    let least = Infinity;
    let leastBusy = Infinity;
    for (let tries = 1; ; tries++) {
      const before = processorTime(this.#pid);
      const startedAt = performance.now();
      const result = await work();
      const took = performance.now() - startedAt;
      least = Math.min(least, took);
      leastBusy = Math.min(leastBusy, processorTime(this.#pid) - before);
      this.#longest = Math.max(this.#longest, took);
      if (tries === 1) this.#single.push(took);
      if (least >= this.#limit && tries < MOST_TRIES) {
        this.#again++;
        continue;
      }
      this.#took.push(least);
      if (least > this.#slowest.milliseconds) this.#slowest = { milliseconds: least, what };
      if (leastBusy > this.#busiest.milliseconds) this.#busiest = { milliseconds: leastBusy, what };
      return result;
    }
  }

  get isFine(): boolean {
    return this.#slowest.milliseconds < this.#limit;
  }

  /** How long a share of the operations took at most in their first try, in milliseconds. */
  ofSingleTries(share: number): number {
    return percentile(this.#single, share);
  }

  get times(): number {
    return this.#took.length;
  }

  summary(): string {
    const at = (share: number) => percentile(this.#took, share).toFixed(1);
    const again =
      this.#again === 0 ? '' : `, ${this.#again} repeated as a try took up to ${this.#longest.toFixed(0)} ms`;
    return `the slowest (${this.#slowest.what}) ${this.#slowest.milliseconds.toFixed(1)} ms of at most ${this.#limit}${again}, p99 ${at(0.99)} ms, median ${at(0.5)} ms, p99.9 of single tries ${this.ofSingleTries(0.999).toFixed(1)} ms; most processor time of the server ${this.#busiest.milliseconds.toFixed(1)} ms (${this.#busiest.what})`;
  }
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}
