import { signal, type ReadonlySignal } from '@preact/signals';

/** A short message that disappears by itself. */
export interface ToastMessage {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad';
}

/** The messages that are shown at the moment. */
export interface Toasts {
  readonly shown: ReadonlySignal<readonly ToastMessage[]>;
  show(text: string, tone?: ToastMessage['tone']): void;
  dismiss(id: number): void;
  /** Takes all away, because the reader has gone elsewhere. */
  clear(): void;
}

/** Milliseconds that a message stays; errors take longer to read. */
const STAYS = { good: 3_000, bad: 8_000 };

/** More would push the view away. */
const MOST = 2;

export function createToasts(): Toasts {
  const shown = signal<readonly ToastMessage[]>([]);
  let count = 0;
  const dismiss = (id: number) => (shown.value = shown.value.filter((each) => each.id !== id));
  return {
    shown,
    dismiss,
    clear() {
      shown.value = [];
    },
    show(text, tone = 'good') {
      const id = ++count;
      shown.value = [...shown.value.filter((each) => each.text !== text).slice(1 - MOST), { id, text, tone }];
      setTimeout(() => dismiss(id), STAYS[tone]);
    },
  };
}
