import { signal, type Signal } from '@preact/signals';
import type { OrganizationSummary } from './api.ts';

/** Id of the organization that is none: its requests came without an API key, or with one that is not known. */
export const ANONYMOUS = '0'.repeat(24);

/** Which organization one looks at: by an API key that was typed in, or by its id from the list. */
export type Chosen =
  { readonly by: 'key'; readonly key: string } | { readonly by: 'id'; readonly id: string; readonly shown: string };

/** What survives a reload of the page, but not the closing of its tab, and is never part of an address. */
export interface Session {
  readonly chosen: Signal<Chosen | undefined>;
  readonly adminKey: Signal<string | undefined>;
  /** Headers that name the organization and prove that one may. */
  credentials(): Record<string, string>;
  choose(chosen: Chosen | undefined): void;
  setAdminKey(key: string | undefined): void;
}

const CHOSEN = 'use-case-stub.organization';
const ADMIN_KEY = 'use-case-stub.admin-key';

export function createSession(storage: Storage): Session {
  const chosen = signal(chosenIn(storage.getItem(CHOSEN)));
  const adminKey = signal(storage.getItem(ADMIN_KEY) ?? undefined);
  const keep = (name: string, value: string | undefined) =>
    value === undefined ? storage.removeItem(name) : storage.setItem(name, value);
  return {
    chosen,
    adminKey,
    credentials() {
      const choice = chosen.value;
      return {
        ...(choice?.by === 'key' && { authorization: `Bearer ${choice.key}` }),
        ...(choice?.by === 'id' && { 'stub-organization': choice.id }),
        ...(adminKey.value !== undefined && { 'stub-admin-key': adminKey.value }),
      };
    },
    choose(next) {
      keep(CHOSEN, next && JSON.stringify(next));
      chosen.value = next;
    },
    setAdminKey(key) {
      keep(ADMIN_KEY, key);
      // Also the same key once more is another try.
      adminKey.value = undefined;
      adminKey.value = key;
    },
  };
}

/** Whether one looks at those requests that are nobody's. */
export function isAnonymous(chosen: Chosen | undefined): boolean {
  return chosen?.by === 'id' && chosen.id === ANONYMOUS;
}

/** An organization of the list, told from others even if their keys are too short for their ends to be shown. */
export function shownOrganization({ id, key, name }: OrganizationSummary): string {
  return name ?? (id === ANONYMOUS ? key : `${key} · ${shortId(id)}`);
}

/** What of an id is enough to tell organizations apart. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** How a choice is shown, without giving a key away. */
export function shownChoice(chosen: Chosen): string {
  if (chosen.by === 'id') return chosen.shown;
  return chosen.key.length >= 16 ? `***${chosen.key.slice(-4)}` : '***';
}

function chosenIn(text: string | null): Chosen | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as Chosen);
  } catch {
    return undefined;
  }
}
