/** Runs tasks of one key one after the other; tasks of different keys run at the same time. */
export interface KeyedMutex {
  /**
   * Runs a task once all earlier ones of the same key have ended, whether they succeeded or failed.
   * @returns what the task returns
   * @throws what the task throws
   */
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result>;
}

/** Keys take no memory while no task of theirs is running or waiting. */
export function createKeyedMutex(): KeyedMutex {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(key, task) {
      const before = last.get(key);
      const current = before === undefined ? task() : before.then(task, task);
      last.set(key, current);
      const release = () => {
        if (last.get(key) === current) last.delete(key);
      };
      current.then(release, release);
      return current;
    },
  };
}
