import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { ANONYMOUS } from '../store/port.ts';
import type { OrganizationSummary } from './api.ts';
import type { Unsaved } from './unsaved.ts';

/** The chosen organization: by an API key that was typed in, or by its id from the list. */
export type Chosen =
  { readonly by: 'key'; readonly key: string } | { readonly by: 'id'; readonly id: string; readonly shown: string };

/** Kept in the session storage: it survives a reload, but not the closing of the tab, and is never in the address. */
export interface Session {
  readonly chosen: Signal<Chosen | undefined>;
  readonly adminKey: Signal<string | undefined>;
  /** What the user of this browser calls organizations, by id. Kept in the local storage. */
  readonly nicknames: ReadonlySignal<Readonly<Record<string, string>>>;
  /** Headers that name the organization, and the key of the console or the admin key. */
  credentials(): Record<string, string>;
  /** Asks first where that loses input. */
  choose(chosen: Chosen | undefined): void;
  setAdminKey(key: string | undefined): void;
  /** An empty name removes it. */
  setNickname(id: string, name: string): void;
}

/** Keeps the key of the console, which stands in the address that the stub prints, and takes it out of the address. */
export function takeKey(session: Session): void {
  const [, key] = /^#key=(.+)$/.exec(location.hash) ?? [];
  if (key === undefined) return;
  session.setAdminKey(decodeURIComponent(key));
  history.replaceState(null, '', location.pathname);
}

const CHOSEN = 'use-case-stub.organization';
const ADMIN_KEY = 'use-case-stub.admin-key';
const NICKNAMES = 'use-case-stub.nicknames';

/**
 * @param storage of the tab, for keys
 * @param local of the browser, for names
 * @param unsaved input about the organization that is chosen
 */
export function createSession(storage: Storage, local: Storage, unsaved: Unsaved): Session {
  const chosen = signal(readJson<Chosen>(storage.getItem(CHOSEN)));
  const nicknames = signal(readJson<Record<string, string>>(local.getItem(NICKNAMES)) ?? {});
  const adminKey = signal(storage.getItem(ADMIN_KEY) ?? undefined);
  const keep = (name: string, value: string | undefined) =>
    value === undefined ? storage.removeItem(name) : storage.setItem(name, value);
  return {
    chosen,
    adminKey,
    nicknames,
    credentials() {
      const choice = chosen.value;
      return {
        ...(choice?.by === 'key' && { authorization: `Bearer ${choice.key}` }),
        ...(choice?.by === 'id' && { 'stub-organization': choice.id }),
        ...(adminKey.value !== undefined && { 'stub-admin-key': adminKey.value }),
      };
    },
    choose(next) {
      unsaved.leave(() => {
        keep(CHOSEN, next && JSON.stringify(next));
        chosen.value = next;
      });
    },
    setAdminKey(key) {
      keep(ADMIN_KEY, key);
      // Entering the same key again is another attempt, so the signal has to change.
      adminKey.value = undefined;
      adminKey.value = key;
    },
    setNickname(id, name) {
      const { [id]: _old, ...others } = nicknames.value;
      nicknames.value = name === '' ? others : { ...others, [id]: name };
      local.setItem(NICKNAMES, JSON.stringify(nicknames.value));
    },
  };
}

/** Whether the choice is the requests that belong to no organization. */
export function isAnonymous(chosen: Chosen | undefined): boolean {
  return chosen?.by === 'id' && chosen.id === ANONYMOUS;
}

/** The label of an organization. Keys that are too short to show their end are told apart by the id. */
export function shownOrganization({ id, key, name }: OrganizationSummary): string {
  return name ?? (id === ANONYMOUS ? key : `${key} · ${shortId(id)}`);
}

/** What the user calls the chosen organization; undefined without such a name. */
export function nicknameOf({ nicknames }: Session, chosen: Chosen): string | undefined {
  return chosen.by === 'id' ? nicknames.value[chosen.id] : undefined;
}

/** The part of an id that tells organizations apart. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** The label of a choice; it never shows a whole key. */
export function shownChoice(chosen: Chosen): string {
  if (chosen.by === 'id') return chosen.shown;
  return chosen.key.length >= 16 ? `***${chosen.key.slice(-4)}` : '***';
}

function readJson<T>(text: string | null): T | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
