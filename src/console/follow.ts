import { effect, untracked } from '@preact/signals';
import { ApiError, type ActiveState, type JournalEntry, type Notice, type RunningScenario } from './api.ts';
import { createSseParser, type ServerSentEvent } from './logic/sse.ts';
import { shownOrganization } from './session.ts';
import type { App } from './state.ts';

/** Milliseconds. The stub says something every ten seconds, so silence means that it or the line is gone. */
const SILENCE = 25_000;
const BACKOFF = { first: 250, most: 5_000 };
/** Milliseconds between two looks for a first organization. */
const LOOK_AGAIN = 1_500;
/** Milliseconds between two looks whether another stub has taken the place of the one that refused. */
const ASK_AGAIN = 5_000;
/** Milliseconds that a page stays hidden before its stream is closed. */
const HIDDEN = 1_000;

/**
 * Keeps the app's state up to date with the stub: follows the chosen organization, comes back after the stub has been
 * away, and starts over when another stub has taken its place.
 *
 * @returns a function that ends it
 */
export function follow(app: App): () => void {
  let stopped = false;
  let current = new AbortController();
  const known: KnownStub = { startedAt: undefined };
  // With another organization or admin key, everything that is under way belongs to the old one.
  const unwatch = effect(() => {
    void [app.session.chosen.value, app.session.adminKey.value];
    current.abort();
    current = new AbortController();
    const { signal } = current;
    untracked(() => {
      app.journal.clear();
      app.scenarios.value = [];
      app.states.value = [];
    });
    queueMicrotask(() => {
      if (!stopped) void followOne(app, signal, known);
    });
  });
  // The contract may have been edited while another window was in front.
  const lookAgain = () => {
    if (document.visibilityState === 'visible' && app.connection.value === 'live')
      loadContract(app).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', lookAgain);
  return () => {
    document.removeEventListener('visibilitychange', lookAgain);
    stopped = true;
    unwatch();
    current.abort();
  };
}

/** The stub that the app's contract came from. */
interface KnownStub {
  startedAt: string | undefined;
}

async function followOne(app: App, signal: AbortSignal, known: KnownStub): Promise<void> {
  app.connection.value = 'connecting';
  let wait = BACKOFF.first;
  while (!signal.aborted) {
    try {
      await identify(app, known);
      if (signal.aborted) return;
      if (app.session.chosen.value === undefined) {
        await waitForOrganization(app, signal, known);
        return;
      }
      const end = await readStream(app, signal, () => (wait = BACKOFF.first));
      if (end === 'hidden') {
        await untilVisible(signal);
        continue;
      }
      if (!signal.aborted) app.connection.value = 'gone';
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status < 500) {
        app.connection.value = 'refused';
        app.refusal.value = error.message;
        await untilAnotherStub(app, signal);
        continue;
      }
      app.connection.value = 'gone';
    }
    await pause(wait, signal);
    wait = Math.min(wait * 2, BACKOFF.most);
  }
}

/** Asks which stub answers, and loads its contract if it is another one than before. */
async function identify(app: App, known: KnownStub): Promise<void> {
  const about = await app.api.get('/about');
  app.about.value = about;
  if (about.startedAt !== known.startedAt) {
    app.journal.clear();
    await loadContract(app);
    known.startedAt = about.startedAt;
  }
  await loadOrganizations(app);
}

/** Loads the contract, the rules and the assumptions. With `--watch` they change while the stub runs. */
async function loadContract({ api, ...app }: App): Promise<void> {
  const [rules, contract, assumptions] = await Promise.all([
    api.get('/rules'),
    api.get('/contract'),
    api.get('/assumptions'),
  ]);
  app.assumptions.value = assumptions;
  app.rules.value = new Map(rules.map((rule) => [rule.id, rule]));
  app.contract.value = contract;
}

/** Loads the list of organizations. Clients that may not see it can still type in an API key. */
export async function loadOrganizations(app: App): Promise<void> {
  try {
    app.organizations.value = await app.api.get('/organizations');
    app.notices.value = await app.api.get('/notices');
  } catch (error) {
    // Without the admin key, nothing else here works either.
    if (!(error instanceof ApiError) || error.error === 'admin-key-wrong') throw error;
    app.organizations.value = undefined;
  }
}

/** Chooses the organization that was active last, as soon as there is one. */
async function waitForOrganization(app: App, signal: AbortSignal, known: KnownStub): Promise<void> {
  while (!signal.aborted) {
    const [latest] = app.organizations.value ?? [];
    if (latest) {
      app.session.choose({ by: 'id', id: latest.id, shown: shownOrganization(latest) });
      return;
    }
    app.connection.value = 'waiting';
    await pause(LOOK_AGAIN, signal);
    if (!signal.aborted) await identify(app, known);
  }
}

/** Waits for a stub that was started anew: it may accept what the one before refused. */
async function untilAnotherStub({ api, about }: App, signal: AbortSignal): Promise<void> {
  const before = about.value?.startedAt;
  while (!signal.aborted) {
    await pause(ASK_AGAIN, signal);
    if (signal.aborted) return;
    const now = await api.get('/about').catch(() => undefined);
    if (now !== undefined && now.startedAt !== before) return;
  }
}

/**
 * Reads until the stub ends the stream, or the page is hidden: browsers share six connections among all tabs, and
 * hidden tabs must not use them up.
 */
async function readStream(app: App, signal: AbortSignal, onLive: () => void): Promise<'ended' | 'hidden'> {
  const line = new AbortController();
  const hangUp = () => line.abort();
  signal.addEventListener('abort', hangUp);
  let hidden = false;
  const stopWatching = whenHidden(() => {
    hidden = true;
    hangUp();
  });
  let silence = setTimeout(hangUp, SILENCE);
  try {
    const stream = await app.api.stream(app.journal.last, line.signal);
    app.connection.value = 'live';
    app.refusal.value = undefined;
    onLive();
    const parser = createSseParser();
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return 'ended';
      clearTimeout(silence);
      silence = setTimeout(hangUp, SILENCE);
      for (const event of parser.push(value)) take(app, event);
    }
  } catch (error) {
    if (hidden) return 'hidden';
    throw error;
  } finally {
    stopWatching();
    clearTimeout(silence);
    signal.removeEventListener('abort', hangUp);
    line.abort();
  }
}

function take(app: App, { event, data }: ServerSentEvent): void {
  const { journal, scenarios, states, notices, changes } = app;
  const value: unknown = JSON.parse(data);
  if (event === 'requests') journal.add(value as JournalEntry[]);
  if (event === 'skipped') journal.skip((value as { count: number }).count);
  if (event === 'cleared') journal.clear();
  if (event === 'use-cases') changes.value++;
  if (event === 'scenarios') scenarios.value = value as RunningScenario[];
  if (event === 'states') states.value = value as ActiveState[];
  if (event === 'notices') {
    const isNews = JSON.stringify(notices.value) !== data;
    notices.value = value as Notice[];
    // A file has a new mistake, or one less; either way the contract may have changed.
    if (isNews) loadContract(app).catch(() => undefined);
  }
}

/** Calls back once the page has been hidden for a while, or is left. @returns a function that ends it */
function whenHidden(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') timer = setTimeout(then, HIDDEN);
  };
  look();
  document.addEventListener('visibilitychange', look);
  // The stub is told at once: some browsers keep a page that was left, with its connections.
  addEventListener('pagehide', then);
  return () => {
    removeEventListener('pagehide', then);
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}

function untilVisible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState === 'hidden' && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      signal.removeEventListener('abort', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
    look();
  });
}

/** Waits, but no longer than until the browser is back on the network. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    addEventListener('online', done);
  });
}
