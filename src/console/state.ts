import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import {
  createApi,
  type ActiveState,
  type About,
  type Api,
  type Assumption,
  type JournalEntry,
  type Notice,
  type OrganizationSummary,
  type Rule,
  type RunningScenario,
} from './api.ts';
import { operationsOf, type OperationInfo } from '../contract/openapi-lookup.ts';
import { createJournal, type Journal } from './journal.ts';
import { createRouter, type Router } from './router.ts';
import { createSession, takeKey, type Session } from './session.ts';
import { createTheme, type Theme } from './theme.ts';
import { createToasts, type Toasts } from './toasts.ts';
import { createUnsaved, type Unsaved } from './unsaved.ts';

/**
 * State of the connection: `waiting` for a first organization, `live`, `gone` and retried, or `refused` until another
 * key or organization is chosen.
 */
export type Connection = 'connecting' | 'waiting' | 'live' | 'gone' | 'refused';

/** Any JSON object; the contract as the stub serves it. */
export type OpenApiDocument = { readonly [name: string]: unknown };

/** The state that all views share. main.tsx creates it; components get it from `useApp()`. */
export interface App {
  /** Address of the stub without a slash at its end; `/api/v1` stands below it. */
  readonly origin: string;
  /** Base URL of the API, for people to copy. */
  readonly apiUrl: string;
  readonly api: Api;
  readonly session: Session;
  readonly router: Router;
  readonly journal: Journal;
  readonly toasts: Toasts;
  readonly unsaved: Unsaved;
  readonly theme: Signal<Theme>;
  readonly connection: Signal<Connection>;
  /** Why the connection is `refused`, in the stub's words. */
  readonly refusal: Signal<string | undefined>;
  readonly about: Signal<About | undefined>;
  /** Undefined where the stub does not list them to this client. */
  readonly organizations: Signal<readonly OrganizationSummary[] | undefined>;
  readonly scenarios: Signal<readonly RunningScenario[]>;
  /** The states that the organization is in. */
  readonly states: Signal<readonly ActiveState[]>;
  readonly notices: Signal<readonly Notice[]>;
  /** Grows when use cases were changed without a request. */
  readonly changes: Signal<number>;
  readonly rules: Signal<ReadonlyMap<string, Rule>>;
  readonly assumptions: Signal<readonly Assumption[]>;
  readonly contract: Signal<OpenApiDocument | undefined>;
  /** The operations of the contract. */
  readonly operations: ReadonlySignal<readonly OperationInfo[]>;
  /** Whether the stub refused the admin key, or misses one. */
  readonly adminKeyWanted: Signal<boolean>;
  /** Runs a task and shows its failure as a toast. @returns whether it succeeded */
  attempt(what: () => Promise<unknown>, done?: string): Promise<boolean>;
  /** Calls back once the request of this id is in the journal; gives up after a few seconds. */
  whenSeen(requestId: string | null, then: (entry: JournalEntry) => void): void;
}

/** Milliseconds that `whenSeen` waits; a page that turned later would surprise. */
const PATIENCE = 3_000;

/** @param page address of the console, with a slash at its end */
export function createApp(page: URL): App {
  const unsaved = createUnsaved();
  const session = createSession(sessionStorage, localStorage, unsaved);
  // Before the router reads the address. A link to another key may be opened in the same tab.
  takeKey(session);
  addEventListener('hashchange', () => takeKey(session));
  const toasts = createToasts();
  const adminKeyWanted = signal(false);
  const api = createApi(page, session.credentials, ({ error }) => {
    if (error === 'admin-key-wrong') adminKeyWanted.value = true;
  });
  const origin = new URL('..', page).href.replace(/\/$/, '');
  const journal = createJournal();
  const contract = signal<OpenApiDocument | undefined>(undefined);
  return {
    origin,
    apiUrl: `${origin}/api/v1`,
    api,
    session,
    toasts,
    unsaved,
    adminKeyWanted,
    router: createRouter(unsaved),
    journal,
    theme: createTheme(localStorage, document.documentElement),
    connection: signal<Connection>('connecting'),
    refusal: signal<string | undefined>(undefined),
    about: signal<About | undefined>(undefined),
    organizations: signal<readonly OrganizationSummary[] | undefined>(undefined),
    scenarios: signal<readonly RunningScenario[]>([]),
    states: signal<readonly ActiveState[]>([]),
    notices: signal<readonly Notice[]>([]),
    changes: signal(0),
    rules: signal<ReadonlyMap<string, Rule>>(new Map()),
    assumptions: signal<readonly Assumption[]>([]),
    contract,
    operations: computed(() => operationsOf(contract.value)),
    async attempt(what, done) {
      try {
        await what();
        if (done !== undefined) toasts.show(done);
        return true;
      } catch (error) {
        toasts.show((error as Error).message, 'bad');
        return false;
      }
    },
    whenSeen(requestId, then) {
      const end = () => {
        clearTimeout(timer);
        stop();
      };
      const timer = setTimeout(() => stop(), PATIENCE);
      const stop = effect(() => {
        void journal.version.value;
        const entry = journal.entries.findLast((each) => each.requestId === requestId);
        if (entry === undefined) return;
        queueMicrotask(() => {
          end();
          then(entry);
        });
      });
    },
  };
}
