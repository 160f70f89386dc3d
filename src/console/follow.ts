import { effect, untracked } from '@preact/signals';
import { ApiError, type JournalEntry, type Notice, type RunningScenario } from './api.ts';
import { createSseParser, type ServerSentEvent } from './logic/sse.ts';
import { shownOrganization } from './session.ts';
import type { App } from './state.ts';

/** Milliseconds. The stub says something every ten seconds, so silence means that it or the line is gone. */
const SILENCE = 25_000;
const BACKOFF = { first: 250, most: 5_000 };
/** How often to look whether the first organization has come. */
const LOOK_AGAIN = 1_500;
/** How often to look whether another stub has taken the place of the one that refused. */
const ASK_AGAIN = 5_000;
/** Nobody looks at a page that is hidden for so long. */
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
  const met: Met = { startedAt: undefined };
  // Another organization or another admin key: whatever goes on is about the old one.
  const unwatch = effect(() => {
    void [app.session.chosen.value, app.session.adminKey.value];
    current.abort();
    current = new AbortController();
    const { signal } = current;
    untracked(() => {
      app.journal.clear();
      app.scenarios.value = [];
    });
    queueMicrotask(() => {
      if (!stopped) void followOne(app, signal, met);
    });
  });
  // Who edits the contract looks at the editor meanwhile.
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

/** Which stub the contract is of that the app has. */
interface Met {
  startedAt: string | undefined;
}

async function followOne(app: App, signal: AbortSignal, met: Met): Promise<void> {
  app.connection.value = 'connecting';
  let wait = BACKOFF.first;
  while (!signal.aborted) {
    try {
      await meet(app, met);
      if (signal.aborted) return;
      if (app.session.chosen.value === undefined) {
        await waitForOrganization(app, signal, met);
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

/** Finds out what stub it is and what one may see of it. */
async function meet(app: App, met: Met): Promise<void> {
  const about = await app.api.get('/about');
  app.about.value = about;
  if (about.startedAt !== met.startedAt) {
    app.journal.clear();
    await loadContract(app);
    met.startedAt = about.startedAt;
  }
  await loadOrganizations(app);
}

/** What requests are held against. With `--watch` it changes while the stub runs. */
async function loadContract({ api, ...app }: App): Promise<void> {
  const [rules, contract] = await Promise.all([api.get('/rules'), api.get('/contract')]);
  app.rules.value = new Map(rules.map((rule) => [rule.id, rule]));
  app.contract.value = contract;
}

/** The list stays unknown to whoever may not see it: they can still type in an API key. */
export async function loadOrganizations(app: App): Promise<void> {
  try {
    app.organizations.value = await app.api.get('/organizations');
    app.notices.value = await app.api.get('/notices');
  } catch (error) {
    // Who lacks the admin key can do nothing here at all.
    if (!(error instanceof ApiError) || error.error === 'admin-key-wrong') throw error;
    app.organizations.value = undefined;
  }
}

/** The one that was active last is most likely the one that somebody wants to look at. */
async function waitForOrganization(app: App, signal: AbortSignal, met: Met): Promise<void> {
  while (!signal.aborted) {
    const [latest] = app.organizations.value ?? [];
    if (latest) {
      app.session.choose({ by: 'id', id: latest.id, shown: shownOrganization(latest) });
      return;
    }
    app.connection.value = 'waiting';
    await pause(LOOK_AGAIN, signal);
    if (!signal.aborted) await meet(app, met);
  }
}

/** A stub that was started anew may let in whom the one before refused. */
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
 * Reads until the stub ends the stream, or the page is hidden: browsers have but six connections for all tabs, and a
 * few that nobody looks at must not take them all.
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
  const { journal, scenarios, notices } = app;
  const value: unknown = JSON.parse(data);
  if (event === 'requests') journal.add(value as JournalEntry[]);
  if (event === 'skipped') journal.skip((value as { count: number }).count);
  if (event === 'cleared') journal.clear();
  if (event === 'scenarios') scenarios.value = value as RunningScenario[];
  if (event === 'notices') {
    const isNews = JSON.stringify(notices.value) !== data;
    notices.value = value as Notice[];
    // A file that was mended, or has a mistake now: whatever it is, the contract may be another.
    if (isNews) loadContract(app).catch(() => undefined);
  }
}

/** Calls back once the page has been hidden for a while. @returns a function that ends it */
function whenHidden(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') timer = setTimeout(then, HIDDEN);
  };
  look();
  document.addEventListener('visibilitychange', look);
  return () => {
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
