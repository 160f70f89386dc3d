import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useKeys } from '../components/use-keys.ts';
import { useApp } from '../context.ts';
import { hashOf } from '../router.ts';
import { UseCaseDetail } from './use-cases/detail.tsx';
import { UseCaseEditor, type Saved } from './use-cases/editor.tsx';
import { UseCaseList } from './use-cases/list.tsx';

/** The view "Use cases": a list, and beside it one of them, or the form for one. */
export function UseCasesView() {
  const { router, session, contract } = useApp();
  const { rest, query } = router.route.value;
  const [id, action] = rest;
  const isForm = id === 'new' || action === 'edit';
  // The warnings about the use case that was saved last, for the form that opens next.
  const [saved, setSaved] = useState<Saved>();
  const organization = JSON.stringify(session.chosen.value);
  const pane = useRef<HTMLElement>(null);
  const before = useRef<{ readonly id: string | undefined; readonly place: string } | undefined>(undefined);
  const place = JSON.stringify([id, action]);

  // The focus goes where the reader goes, but stays in the address bar of a page that was just opened.
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { id, place };
    if (last === undefined || last.place === place) return;
    if (id !== undefined) pane.current?.focus();
    else document.querySelector<HTMLElement>(`[data-id="${CSS.escape(last.id ?? '')}"]`)?.focus();
  }, [place]);

  useKeys({
    Escape: ({ target }) => {
      if (target instanceof HTMLElement && target.matches('input, textarea, select')) return target.blur();
      if (id === undefined) return false;
      router.go(hashOf('use-cases', action === 'edit' ? [id] : [], query));
    },
  });

  return (
    <div class={`cases${id === undefined ? '' : ' cases-split'}${isForm ? ' cases-form' : ''}`}>
      <UseCaseList key={organization} selected={id} />
      {id !== undefined && (
        <section
          ref={pane}
          key={organization + place}
          class="details"
          tabIndex={-1}
          aria-label={isForm ? 'Form' : 'Use case'}
        >
          {!isForm ? (
            <UseCaseDetail id={id} />
          ) : contract.value === undefined ? (
            <p class="page quiet">Loading the contract …</p>
          ) : (
            <UseCaseEditor
              document={contract.value}
              id={id === 'new' ? undefined : id}
              saved={saved?.id === id ? saved : undefined}
              onSaved={setSaved}
            />
          )}
        </section>
      )}
    </div>
  );
}
