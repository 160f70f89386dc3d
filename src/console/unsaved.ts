import { signal, type ReadonlySignal } from '@preact/signals';

/** Input that is not saved yet, and the question before it is lost. */
export interface Unsaved {
  /** What waits for the answer; the shell asks while there is something. */
  readonly asking: ReadonlySignal<(() => void) | undefined>;
  isDirty(): boolean;
  /** Asks this form from now on, also when the tab is closed. @returns a function that ends it */
  watch(isDirty: () => boolean): () => void;
  /** Does it at once, or once the user has agreed to lose the input. */
  leave(then: () => void): void;
  answer(discard: boolean): void;
}

const clean = () => false;

export function createUnsaved(): Unsaved {
  const asking = signal<(() => void) | undefined>(undefined);
  let isDirty = clean;
  const unload = (event: Event) => {
    if (isDirty()) event.preventDefault();
  };
  return {
    asking,
    isDirty: () => isDirty(),
    watch(check) {
      isDirty = check;
      addEventListener('beforeunload', unload);
      return () => {
        if (isDirty !== check) return;
        isDirty = clean;
        removeEventListener('beforeunload', unload);
      };
    },
    leave(then) {
      if (isDirty()) asking.value = then;
      else then();
    },
    answer(discard) {
      const then = asking.value;
      asking.value = undefined;
      if (discard) then?.();
    },
  };
}
