import { computed, signal, type ReadonlySignal } from '@preact/signals';

/** The views, in the order of the navigation. */
export const viewNames = ['requests', 'use-cases', 'misbehave', 'states', 'reference', 'coverage'] as const;
export type ViewName = (typeof viewNames)[number];

/** The current place: `#/requests/123?status=400` is a view, the rest of the path, and a query. */
export interface Route {
  readonly view: ViewName;
  readonly rest: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** Reads and changes the address. Only the hash is ever touched. */
export interface Router {
  readonly route: ReadonlySignal<Route>;
  go(hash: string, how?: 'push' | 'replace'): void;
  /** Stops listening to the address. */
  dispose(): void;
}

export function createRouter(): Router {
  const hash = signal(location.hash);
  const listen = () => (hash.value = location.hash);
  addEventListener('hashchange', listen);
  addEventListener('popstate', listen);
  return {
    route: computed(() => parseRoute(hash.value)),
    go(next, how = 'push') {
      if (next === location.hash) return;
      history[how === 'push' ? 'pushState' : 'replaceState'](null, '', next);
      hash.value = location.hash;
    },
    dispose() {
      removeEventListener('hashchange', listen);
      removeEventListener('popstate', listen);
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
