import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** The result of loading something. While it is loaded again, the last value stays. */
export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: Error | undefined;
  readonly reload: () => void;
}

/** Loads something now, and again when one of the keys changes. Only the latest reply counts. */
export function useLoaded<T>(load: () => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ value?: T; error?: Error }>({});
  const latest = useRef(0);
  const current = useRef(load);
  current.current = load;
  const reload = useCallback(() => {
    const turn = ++latest.current;
    current.current().then(
      (value) => turn === latest.current && setState({ value }),
      (error: unknown) => turn === latest.current && setState({ error: error as Error }),
    );
  }, []);
  useEffect(() => {
    reload();
    return () => void latest.current++;
  }, keys);
  return { value: state.value, error: state.error, reload };
}
