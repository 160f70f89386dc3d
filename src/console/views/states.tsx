import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useLoaded } from '../components/use-loaded.ts';
import { useApp } from '../context.ts';
import { StateCard } from './states/state-card.tsx';

/** The view "States": situations that the organization can be put into. */
export function StatesView() {
  const { api, attempt, about, contract, session, connection } = useApp();
  const { value, error, reload } = useLoaded(() => api.get('/states'), [about.value?.startedAt]);
  if (error) {
    return (
      <EmptyState icon="warn" title="The states cannot be shown">
        <p>{error.message}</p>
        <Button onClick={reload}>Try again</Button>
      </EmptyState>
    );
  }
  const document = contract.value;
  // The forms start anew with each organization, so they appear only once the organization is known.
  const isSettled = connection.value !== 'connecting';
  if (value === undefined || document === undefined || !isSettled)
    return <p class="page quiet">Loading the states …</p>;
  const chosen = session.chosen.value;
  return (
    <div class="page">
      <div class="page-head">
        <h1>States</h1>
        <Button
          disabled={chosen === undefined}
          onClick={() => void attempt(() => api.remove('/states'), 'The organization is as it was at the beginning')}
        >
          Leave all states
        </Button>
      </div>
      <p class="quiet">
        A state puts the organization into a situation that a test needs, on top of those it is in already. Leaving all
        puts it back to its beginning and keeps the requests.
      </p>
      {chosen === undefined && (
        <p class="form-summary form-summary-warn" role="status">
          States belong to an organization. Choose one at the top, or send a request with any API key.
        </p>
      )}
      <ul class="states">
        {value.map((state) => (
          <StateCard
            key={JSON.stringify([state.name, chosen])}
            state={state}
            document={document}
            disabled={chosen === undefined}
          />
        ))}
      </ul>
    </div>
  );
}
