import { NOBODY } from '../session.ts';

/** What the library sends where nobody typed in a token. */
const PLACEHOLDER = 'Bearer 123';

/** `fetch` as the library knows it. */
type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` that asks the API in the name of the organization that the console looks at, unless somebody typed in a key
 * of their own. The credentials never stand in the page or in an address, and an organization goes by its id only below
 * the stub's own routes.
 *
 * @param base address of the API at this stub, as people see it
 * @param own address of the API for the console
 * @param credentials headers that name the chosen organization
 */
export function asOrganization(fetch: Fetch, base: URL, own: URL, credentials: () => Record<string, string>): Fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, base);
    const ours = url.origin === base.origin && `${url.pathname}/`.startsWith(`${base.pathname.replace(/\/$/, '')}/`);
    if (!ours) return fetch(input, init);
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const authorization = headers.get('authorization') ?? PLACEHOLDER;
    const chosen = authorization === PLACEHOLDER ? Object.entries(credentials()) : [];
    const isNobody = chosen.some(([, value]) => value === NOBODY);
    if (chosen.length > 0) headers.delete('authorization');
    if (chosen.length === 0 || isNobody) return fetch(input, { ...init, headers, credentials: 'omit' });
    for (const [name, value] of chosen) headers.set(name, value);
    const target = new URL(own.href + url.pathname.slice(base.pathname.length) + url.search);
    return fetch(input instanceof Request ? new Request(target, input) : target, {
      ...init,
      headers,
      credentials: 'omit',
    });
  };
}
