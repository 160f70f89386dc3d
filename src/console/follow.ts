import { effect, untracked } from '@preact/signals';
import { ApiError, type JournalEntry, type Notice, type RunningScenario } from './api.ts';
import { createSseParser, type ServerSentEvent } from './logic/sse.ts';
import type { App } from './state.ts';

/** Milliseconds. The stub says something every ten seconds, so silence means that it or the line is gone. */
const SILENCE = 25_000;
const BACKOFF = { first: 250, most: 5_000 };
/** How often to look whether the first organization has come. */
const LOOK_AGAIN = 1_500;

/**
 * Keeps the app's state up to date with the stub: follows the chosen organization, comes back after the stub has been
 * away, and starts over when another stub has taken its place.
 *
 * @returns a function that ends it
 */
export function follow(app: App): () => void {
  let stopped = false;
  let current = new AbortController();
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
      if (!stopped) void followOne(app, signal);
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

async function followOne(app: App, signal: AbortSignal): Promise<void> {
  app.connection.value = 'connecting';
  let wait = BACKOFF.first;
  while (!signal.aborted) {
    try {
      await meet(app);
      if (signal.aborted) return;
      if (app.session.chosen.value === undefined) {
        await waitForOrganization(app, signal);
        return;
      }
      await readStream(app, signal, () => (wait = BACKOFF.first));
      if (!signal.aborted) app.connection.value = 'gone';
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status < 500) {
        app.connection.value = 'refused';
        app.refusal.value = error.message;
        return;
      }
      app.connection.value = 'gone';
    }
    await pause(wait, signal);
    wait = Math.min(wait * 2, BACKOFF.most);
  }
}

/** Finds out what stub it is and what one may see of it. */
async function meet(app: App): Promise<void> {
  const { api } = app;
  const about = await api.get('/about');
  if (about.startedAt !== app.about.value?.startedAt) {
    app.journal.clear();
    await loadContract(app);
  }
  app.about.value = about;
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
async function waitForOrganization(app: App, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [latest] = app.organizations.value ?? [];
    if (latest) {
      app.session.choose({ by: 'id', id: latest.id, shown: latest.name ?? latest.key });
      return;
    }
    app.connection.value = 'waiting';
    await pause(LOOK_AGAIN, signal);
    if (!signal.aborted) await meet(app);
  }
}

async function readStream(app: App, signal: AbortSignal, onLive: () => void): Promise<void> {
  const line = new AbortController();
  const hangUp = () => line.abort();
  signal.addEventListener('abort', hangUp);
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
      if (done || signal.aborted) return;
      clearTimeout(silence);
      silence = setTimeout(hangUp, SILENCE);
      for (const event of parser.push(value)) take(app, event);
    }
  } finally {
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
