import { readText } from '../bench/processes.ts';

const MOST_TRIES = 5;

/** Milliseconds that the main thread of a process has been running; `NaN` where the system does not tell. */
function ranFor(pid: number | undefined): number {
  return Number(readText(`/proc/${pid}/schedstat`)?.split(' ')[0] ?? NaN) / 1e6;
}

/** Takes the time of many things that must not take longer than some milliseconds. */
export class Stopwatch {
  readonly #limit: number;
  readonly #took: number[] = [];
  #slowest = { milliseconds: 0, what: 'nothing' };
  #again = 0;
  #longest = 0;
  readonly #pid: number | undefined;
  #busiest = { milliseconds: 0, what: 'nothing' };

  /** @param pid of the server, of which the processor time is taken as well; others do not add to that */
  constructor(limit: number, pid: number | undefined) {
    this.#limit = limit;
    this.#pid = pid;
  }

  /**
   * Does something and takes the time. What seems too slow is done again, and the fastest of five tries counts: a
   * pause of a machine that others use as well hits some of them, what is slow by itself is so each time.
   */
  async time<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    let least = Infinity;
    let leastBusy = Infinity;
    for (let tries = 1; ; tries++) {
      const ranBefore = ranFor(this.#pid);
      const startedAt = performance.now();
      const result = await work();
      const took = performance.now() - startedAt;
      least = Math.min(least, took);
      leastBusy = Math.min(leastBusy, ranFor(this.#pid) - ranBefore);
      this.#longest = Math.max(this.#longest, took);
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

  get times(): number {
    return this.#took.length;
  }

  inWords(): string {
    const sorted = this.#took.toSorted((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(1);
    const again =
      this.#again === 0 ? '' : `, ${this.#again} done again as a try took up to ${this.#longest.toFixed(0)} ms`;
    return `the slowest (${this.#slowest.what}) ${this.#slowest.milliseconds.toFixed(1)} ms of at most ${this.#limit}${again}, p99 ${at(0.99)} ms, the middle one ${at(0.5)} ms; most processor time of the server ${this.#busiest.milliseconds.toFixed(1)} ms (${this.#busiest.what})`;
  }
}
