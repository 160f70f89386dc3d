import { useApp } from '../context.ts';
import type { Connection } from '../state.ts';

const WORDS: Readonly<Record<Connection, string>> = {
  connecting: 'connecting',
  waiting: 'waiting for a first request',
  live: 'live',
  gone: 'stub is gone, trying again',
  refused: 'refused',
};

/** The state of the connection; screen readers read out its changes. */
export function ConnectionState() {
  const { connection, organizations } = useApp();
  const state = connection.value;
  return (
    <p class={`connection connection-${state}`} role="status" aria-live="polite">
      <span class="connection-dot" aria-hidden="true" />
      {state === 'waiting' && organizations.value === undefined ? 'waiting for an API key' : WORDS[state]}
    </p>
  );
}
