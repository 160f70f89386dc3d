import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Unsaved } from './unsaved.ts';

/** The views, in the order of the navigation. */
export const viewNames = ['requests', 'use-cases', 'misbehave', 'states', 'reference', 'coverage'] as const;
export type ViewName = (typeof viewNames)[number];

/** The current place: `#/requests/123?status=400` is a view, the rest of the path, and a query. */
export interface Route {
  readonly view: ViewName;
  readonly rest: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** Reads and changes the address. Only the hash is ever touched. Another place than the present one may be asked about. */
export interface Router {
  readonly route: ReadonlySignal<Route>;
  go(hash: string, how?: 'push' | 'replace'): void;
  /** Stops listening to the address. */
  dispose(): void;
}

export function createRouter(unsaved: Unsaved): Router {
  const hash = signal(location.hash);
  const isSamePlace = (next: string) => next.split('?')[0] === hash.value.split('?')[0];
  function go(next: string, how: 'push' | 'replace' = 'push'): void {
    if (next === location.hash) return;
    const turn = () => {
      history[how === 'push' ? 'pushState' : 'replaceState'](null, '', next);
      hash.value = location.hash;
    };
    if (isSamePlace(next)) turn();
    else unsaved.leave(turn);
  }
  // The browser's own buttons, or an address that was typed in: the page is elsewhere before it can ask.
  const listen = () => {
    const next = location.hash;
    // No place, but a key, which the session takes.
    if (next.startsWith('#key=')) return;
    if (isSamePlace(next) || !unsaved.isDirty()) {
      hash.value = next;
      return;
    }
    history.pushState(null, '', hash.value);
    go(next);
  };
  const follow = (event: MouseEvent) => {
    const href = event.target instanceof Element && event.target.closest('a[href^="#"]')?.getAttribute('href');
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!href || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    go(href);
  };
  addEventListener('popstate', listen);
  addEventListener('click', follow);
  return {
    route: computed(() => parseRoute(hash.value)),
    go,
    dispose() {
      removeEventListener('popstate', listen);
      removeEventListener('click', follow);
    },
  };
}

/** An unknown view is the list of requests. */
function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view, ...rest] = path.split('/').map(decoded);
  const known = viewNames.find((name) => name === view);
  return {
    view: known ?? 'requests',
    rest: known ? rest.filter((each) => each !== '') : [],
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a view. */
export function hashOf(
  view: ViewName,
  rest: readonly string[] = [],
  query: Readonly<Record<string, string>> = {},
): string {
  const path = [view, ...rest].map(encodeURIComponent).join('/');
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return `#/${path}${search === '' ? '' : `?${search}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
