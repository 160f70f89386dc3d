/** Lets work on one thing be done piece by piece, in the order in which it was asked for. */
export interface Turns {
  /**
   * Does a piece of work once all earlier ones of the same key have ended, well or badly.
   * @returns what the work answers
   */
  take<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(key, work) {
      const before = last.get(key);
      const turn = before === undefined ? work() : before.then(work, work);
      last.set(key, turn);
      const leave = () => {
        if (last.get(key) === turn) last.delete(key);
      };
      turn.then(leave, leave);
      return turn;
    },
  };
}
