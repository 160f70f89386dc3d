import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import { useApp } from '../../context.ts';
import { propertiesOf, type Document, type Schema } from '../../logic/merged-schema.ts';
import { textOf } from '../../logic/text-of.ts';
import { hashOf } from '../../router.ts';
import { EditorForm, type Sent } from './editor-form.tsx';
import { bodyOf, findUseCase, useLatestWrite, type UseCase } from './use-case.ts';

/** A use case that was saved, and the stub's warnings about it. */
export interface Saved {
  readonly id: string;
  /** The reply's `stub-warnings`. */
  readonly warnings: string;
}

interface UseCaseEditorProps {
  readonly document: Document;
  /** Undefined for a new one. */
  readonly id: string | undefined;
  readonly saved: Saved | undefined;
  readonly onSaved: (saved: Saved | undefined) => void;
}

/** Creates or changes a use case through the API itself, so that all messages are the server's own. */
export function UseCaseEditor({ document, id, saved, onSaved }: UseCaseEditorProps) {
  const { api, router, toasts, unsaved } = useApp();
  const { query } = router.route.value;
  const write = useLatestWrite();
  // Loading the use case again would discard the edits, so the form only says that it has changed.
  const [turn, setTurn] = useState(0);
  const schema = bodyOf(document, id === undefined ? 'createUseCase' : 'updateUseCase');
  const load = async () => ({ useCase: id === undefined ? undefined : await findUseCase(api, id) });
  const first = useLoaded(load, [id, turn]);
  const latest = useLoaded(load, [id, write]);

  function done({ id: newId, warnings }: Saved): void {
    toasts.show(warnings === '' ? 'Saved' : 'Saved, with warnings');
    onSaved(warnings === '' ? undefined : { id: newId, warnings });
    router.go(hashOf('use-cases', warnings === '' ? [newId] : [newId, 'edit'], query));
    setTurn(turn + 1);
  }

  const send = async (body: string): Promise<Sent> => {
    const reply = await api.send({
      method: id === undefined ? 'POST' : 'PATCH',
      path: `/api/v1/use-cases${id === undefined ? '' : `/${encodeURIComponent(id)}`}`,
      headers: { 'content-type': 'application/json' },
      body,
    });
    return { status: reply.status, text: reply.text, warnings: reply.headers.get('stub-warnings') ?? '' };
  };

  const stored = first.value?.useCase;
  const problem = first.error?.message ?? (id !== undefined && first.value && !stored && 'It may have been removed.');
  if (problem) {
    return (
      <EmptyState icon="warn" title="This use case cannot be edited">
        <p>{problem}</p>
        <a href={hashOf('use-cases', [], query)}>All use cases</a>
      </EmptyState>
    );
  }
  if (first.value === undefined) return null;
  const isOld =
    stored !== undefined &&
    latest.value !== undefined &&
    JSON.stringify(latest.value.useCase) !== JSON.stringify(stored);
  return (
    <EditorForm
      key={JSON.stringify([stored, saved?.warnings])}
      document={document}
      schema={schema}
      title={stored === undefined ? 'A new use case' : `Edit ${textOf(stored['name'])}`}
      back={id === undefined ? [] : [id]}
      stored={stored && fieldsOnly(document, schema, stored)}
      said={saved?.warnings ?? ''}
      send={send}
      onDone={done}
    >
      {isOld && (
        <div class="form-summary form-summary-warn" role="status">
          <p>
            {latest.value?.useCase ? 'This use case was changed meanwhile.' : 'This use case was removed meanwhile.'}
            <Button onClick={() => unsaved.leave(() => setTurn(turn + 1))}>Load it again</Button>
          </p>
        </div>
      )}
    </EditorForm>
  );
}

/** Without what the server adds, such as the id. */
function fieldsOnly(document: Document, schema: Schema, useCase: UseCase): Schema {
  const names = new Set(propertiesOf(document, schema).map(([name]) => name));
  return Object.fromEntries(Object.entries(useCase).filter(([name]) => names.has(name)));
}
