import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import { useApp } from '../../context.ts';
import { hashOf } from '../../router.ts';
import { useLatestWrite, findUseCase, type UseCase } from './use-case.ts';

/** One use case as JSON. */
export function UseCaseDetail({ id }: { readonly id: string }) {
  const app = useApp();
  const writes = useLatestWrite();
  const [removing, setRemoving] = useState(false);
  const { value, error, reload } = useLoaded(async () => ({ useCase: await findUseCase(app.api, id) }), [id, writes]);
  if (error) {
    return (
      <EmptyState icon="warn" title="The use case cannot be shown">
        <p>{error.message}</p>
        <Button onClick={reload}>Try again</Button>
      </EmptyState>
    );
  }
  if (value === undefined) return null;
  const { useCase } = value;
  if (useCase === undefined) {
    return (
      <EmptyState icon="useCases" title="This organization has no such use case">
        <p>It may have been removed, or it belongs to another organization.</p>
        <a href={hashOf('use-cases')}>All use cases</a>
      </EmptyState>
    );
  }
  const json = JSON.stringify(useCase, null, 2);
  return (
    <div class="page">
      <BackToList />
      <div class="page-head">
        <h1 class="anywhere">{typeof useCase['name'] === 'string' ? useCase['name'] : id}</h1>
        <div class="page-tools">
          <a class="button button-primary fades" href={hashOf('use-cases', [id, 'edit'])}>
            Edit
          </a>
          <CopyButton what="JSON" text={() => json} />
          <CopyButton what="id" text={() => id} />
          <Button kind="danger" icon="trash" onClick={() => setRemoving(true)}>
            Remove
          </Button>
        </div>
      </div>
      <JsonView text={json} label="The use case as JSON" />
      {removing && <RemoveDialog useCase={useCase} onClose={() => setRemoving(false)} />}
    </div>
  );
}

/** The way back to the list. */
export function BackToList() {
  return (
    <p>
      <a class="back small" href={hashOf('use-cases')}>
        All use cases
      </a>
    </p>
  );
}

function RemoveDialog({ useCase, onClose }: { readonly useCase: UseCase; readonly onClose: () => void }) {
  const { api, attempt, router } = useApp();
  const remove = async () => {
    const done = await attempt(() => api.remove('/use-cases/{id}', { params: { id: useCase.id } }), 'Removed');
    if (done) router.go(hashOf('use-cases'));
  };
  return (
    <Dialog title="Remove this use case?" onClose={onClose}>
      <p>
        <code>{useCase.id}</code> will be gone for every client of this organization. The API itself has no such
        operation.
      </p>
      <div class="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="danger" onClick={() => void remove()}>
          Remove
        </Button>
      </div>
    </Dialog>
  );
}
