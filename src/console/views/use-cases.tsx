import { useState } from 'preact/hooks';
import { EmptyState } from '../components/empty-state.tsx';
import { useApp } from '../context.ts';
import { UseCaseDetail } from './use-cases/detail.tsx';
import { UseCaseEditor, type Saved } from './use-cases/editor.tsx';
import { UseCaseList } from './use-cases/list.tsx';

/** The view "Use cases": a list, one of them, or the form for one. */
export function UseCasesView() {
  const { router, session, contract } = useApp();
  const { rest } = router.route.value;
  const [id, action] = rest;
  // The warnings about the use case that was saved last, for the form that opens next.
  const [saved, setSaved] = useState<Saved>();
  const chosen = session.chosen.value;
  if (chosen === undefined) {
    return (
      <EmptyState
        icon="useCases"
        title="No organization yet"
        command={`curl ${new URL('../api/v1/use-cases', location.href.split('#')[0]).href} -H 'authorization: Bearer demo'`}
      >
        <p>Use cases belong to an organization. Send a request with any API key, or choose one at the top.</p>
      </EmptyState>
    );
  }
  const key = JSON.stringify([chosen, id, action]);
  if (id === undefined) return <UseCaseList key={JSON.stringify(chosen)} />;
  if (id !== 'new' && action !== 'edit') return <UseCaseDetail key={key} id={id} />;
  if (contract.value === undefined) return <p class="page quiet">Loading the contract …</p>;
  return (
    <UseCaseEditor
      key={key}
      document={contract.value}
      id={id === 'new' ? undefined : id}
      saved={saved?.id === id ? saved : undefined}
      onSaved={setSaved}
    />
  );
}
