import { useState } from 'preact/hooks';
import type { ApiRequest } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useApp } from '../../context.ts';
import { curlLine, fetchCode } from '../../logic/request-code.ts';
import { KeyForm } from '../../shell/key-form.tsx';

/** Says how to send a first request. */
export function NoRequests() {
  const { connection, organizations } = useApp();
  if (connection.value === 'connecting') return <EmptyState icon="requests" title="Looking for requests …" />;
  if (connection.value === 'gone') {
    return (
      <EmptyState icon="broken" title="The stub is gone" command="npx use-case-stub">
        <p>This page comes back by itself as soon as it runs again:</p>
      </EmptyState>
    );
  }
  if (connection.value === 'waiting' && organizations.value === undefined) {
    return (
      <EmptyState icon="key" title="Type in your API key to see its requests">
        <p>To see all organizations, open the address that the stub printed at its start.</p>
        <KeyForm />
      </EmptyState>
    );
  }
  return <Welcome />;
}

/** What a client that a reader may have can send, and one request that this page sends itself. */
function Welcome() {
  const app = useApp();
  const { session, apiUrl, origin } = app;
  // A key of a new organization; a chosen organization has its own, which this page may not know.
  const [fresh] = useState(() => `try-${crypto.getRandomValues(new Uint32Array(2)).join('')}`);
  const isChosen = session.chosen.value !== undefined;
  const key = isChosen ? 'YOUR_API_KEY' : fresh;
  const list = { method: 'GET', url: '/api/v1/use-cases', headers: {} };
  const withKey = (code: string) => code.replace('YOUR_API_KEY', key);
  const curl = withKey(curlLine(list, origin));
  const js = withKey(fetchCode(list, origin));
  const send = () =>
    void app.attempt(async () => {
      const { status } = await app.api.send(isChosen ? { method: 'GET', path: list.url } : sampleOf(fresh));
      if (status === 401)
        throw new Error('The stub takes only the API keys that it was started with. Type in one of them.');
      if (!isChosen) session.choose({ by: 'key', key: fresh });
    });
  return (
    <div class="welcome">
      <h1>No request has come in yet</h1>
      <p>
        Point your client at <code>{apiUrl}</code>
        {isChosen ? ' with the API key of this organization' : '. Each API key is an organization of its own'}. Its
        requests show up here as they come, with what is wrong with them and why.
      </p>
      <section class="welcome-part">
        <h2>See one now</h2>
        <Button kind="primary" icon="send" onClick={send}>
          Send a sample request
        </Button>
        <p class="quiet small">
          {isChosen
            ? 'It lists the use cases. It is marked as the console’s and does not count in coverage.'
            : 'It creates a use case for a new API key. It is marked as the console’s and does not count in coverage.'}
        </p>
      </section>
      <section class="welcome-part">
        <h2>From a terminal</h2>
        <div class="copyable">
          <code>{curl}</code>
          <CopyButton compact what="the command" text={() => curl} />
        </div>
      </section>
      <section class="welcome-part">
        <h2>From JavaScript</h2>
        <div class="copyable">
          <pre>{js}</pre>
          <CopyButton compact what="the code" text={() => js} />
        </div>
      </section>
      {!isChosen && (
        <section class="welcome-part">
          <h2>You have a key already?</h2>
          <KeyForm />
        </section>
      )}
    </div>
  );
}

/** A request that has something to show: the telephone number earns a warning. */
function sampleOf(apiKey: string): ApiRequest {
  return {
    method: 'POST',
    path: '/api/v1/use-cases',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Night desk', transfer_number: '(415) 555-0134' }),
    apiKey,
  };
}
