import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useLoaded } from '../components/use-loaded.ts';
import { useApp } from '../context.ts';
import { StateCard } from './states/state-card.tsx';

/** The view "States": situations that the organization can be put into. */
export function StatesView() {
  const { api, attempt, about, contract, session, connection, states } = useApp();
  const { value, error, reload } = useLoaded(() => api.get('/states'), [about.value?.startedAt]);
  const [leaving, setLeaving] = useState(false);
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
  const active = states.value;
  const leave = () =>
    void attempt(async () => {
      await api.remove('/states');
      states.value = [];
    }, 'The organization is as it was at the beginning');
  return (
    <div class="page">
      <div class="page-head">
        <h1>States</h1>
        <p class="quiet states-sum" role="status">
          {active.length === 0 ? 'In none of them.' : `In ${active.length} of ${value.length}.`}
        </p>
        <Button kind="danger" onClick={() => setLeaving(true)}>
          Leave all states
        </Button>
      </div>
      <p class="quiet">A state puts the organization into a situation that a test needs, on top of the others.</p>
      <ul class="states">
        {value.map((state) => (
          <StateCard
            key={JSON.stringify([state.name, session.chosen.value])}
            state={state}
            active={active.find(({ name }) => name === state.name)}
            document={document}
          />
        ))}
      </ul>
      {leaving && (
        <ConfirmDialog title="Leave all states?" act="Leave" onAct={leave} onClose={() => setLeaving(false)}>
          <p>
            The organization gets its initial use cases back: what clients have created or changed is lost, for tests
            and other tabs as well. Misbehaviour ends. The requests stay. It cannot be undone.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
