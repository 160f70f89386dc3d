import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import { useApp } from '../../context.ts';
import { textOf } from '../../logic/text-of.ts';
import { hashOf } from '../../router.ts';
import { UseCaseHistory } from './history.tsx';
import { findUseCase, hoursOf, partsOf, useLatestWrite, type UseCase } from './use-case.ts';

/** One use case: what it is in a line, its history, and all of it as JSON. */
export function UseCaseDetail({ id }: { readonly id: string }) {
  const { api, journal, router } = useApp();
  const writes = useLatestWrite();
  const [removing, setRemoving] = useState(false);
  const { value, error, reload } = useLoaded(async () => {
    const useCase = await findUseCase(api, id);
    // Later requests would tell of a version that is not loaded yet.
    return { useCase, until: journal.last };
  }, [id, writes]);
  if (error) {
    return (
      <EmptyState icon="warn" title="The use case cannot be shown">
        <p>{error.message}</p>
        <Button onClick={reload}>Try again</Button>
      </EmptyState>
    );
  }
  if (value === undefined) return null;
  const { useCase, until } = value;
  if (useCase === undefined) {
    return (
      <EmptyState icon="useCases" title="This organization has no such use case">
        <p>It may have been removed, or it belongs to another organization.</p>
        <a href={hashOf('use-cases')}>All use cases</a>
      </EmptyState>
    );
  }
  const json = JSON.stringify(useCase, null, 2);
  const facts = [
    ['Language', textOf(useCase['language'] ?? '–')],
    ['Hours', hoursOf(useCase) || '–'],
    ['On a machine', useCase['amd'] === true ? textOf(useCase['amd_behavior'] ?? '–') : '–'],
    ['Longest call', useCase['max_duration_mins'] === undefined ? '–' : `${textOf(useCase['max_duration_mins'])} min`],
    ['Has', partsOf(useCase) || '–'],
  ];
  return (
    <>
      <div class="details-bar">
        <BackLink to={[]} label="All use cases" />
        <h1 class="details-title">{typeof useCase['name'] === 'string' ? useCase['name'] : id}</h1>
        <span class="page-tools">
          <a class="button button-primary fades" href={hashOf('use-cases', [id, 'edit'], router.route.value.query)}>
            Edit
          </a>
          <CopyButton what="JSON" text={() => json} />
          <CopyButton what="id" text={() => id} />
          <Button kind="danger" icon="trash" onClick={() => setRemoving(true)}>
            Remove
          </Button>
        </span>
      </div>
      <div class="details-scroll case">
        <dl class="facts case-facts">
          {facts.map(([name, fact]) => (
            <div key={name}>
              <dt class="quiet">{name}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
        <UseCaseHistory useCase={useCase} until={until} />
        <section class="part case-json">
          <h2>JSON</h2>
          <JsonView text={json} label="The use case as JSON" />
        </section>
      </div>
      {removing && <RemoveDialog useCase={useCase} onClose={() => setRemoving(false)} />}
    </>
  );
}

/** The way back to the list, or from the form to the use case. */
export function BackLink({ to, label }: { readonly to: readonly string[]; readonly label: string }) {
  const { router } = useApp();
  return (
    <a
      class="button button-plain button-icon"
      href={hashOf('use-cases', to, router.route.value.query)}
      aria-label={label}
      title={label}
    >
      <Icon name="back" />
    </a>
  );
}

function RemoveDialog({ useCase, onClose }: { readonly useCase: UseCase; readonly onClose: () => void }) {
  const { api, attempt, router } = useApp();
  const remove = async () => {
    const done = await attempt(() => api.remove('/use-cases/{id}', { params: { id: useCase.id } }), 'Removed');
    if (done) router.go(hashOf('use-cases', [], router.route.value.query));
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
