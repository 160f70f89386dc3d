import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { reveal } from '../../components/reveal.ts';
import type { Document } from '../../logic/merged-schema.ts';
import { groupsOf, schemaNames } from '../../logic/reference-model.ts';
import { hashOf } from '../../router.ts';

interface ReferenceIndexProps {
  readonly document: Document;
  /** The path of the page that is shown, below the view. */
  readonly current: readonly string[];
}

/** The list of all pages of the reference, with a filter. Where there is little room, a button opens it. */
export function ReferenceIndex({ document, current }: ReferenceIndexProps) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const nav = useRef<HTMLElement>(null);
  const wanted = text.trim().toLowerCase();
  const matches = (...texts: string[]) => texts.some((each) => each.toLowerCase().includes(wanted));
  const groups = groupsOf(document)
    .map((group) => ({
      ...group,
      operations: group.operations.filter(({ operationId, summary, method, path }) =>
        matches(operationId, summary, `${method} ${path}`),
      ),
    }))
    .filter(({ operations }) => operations.length > 0);
  const schemas = schemaNames(document).filter((name) => matches(name));
  const here = current.join('/');
  useEffect(() => {
    setOpen(false);
    reveal(nav.current, nav.current?.querySelector('[aria-current]'));
  }, [here]);
  const isHere = (...rest: string[]) => (rest.join('/') === here ? ('page' as const) : undefined);

  return (
    <nav ref={nav} class={`reference-index${open ? ' reference-index-open' : ''}`} aria-label="Reference">
      <Button class="reference-index-button" icon="down" aria-expanded={open} onClick={() => setOpen(!open)}>
        {current.at(-1) ?? 'Operations and schemas'}
      </Button>
      <div class="reference-index-list">
        <div class="toolbar-search">
          <Icon name="search" />
          <input
            class="input"
            type="search"
            aria-label="Filter the reference"
            placeholder="Filter"
            data-filter
            spellcheck={false}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </div>
        {wanted === '' && (
          <a class="reference-item fades" href={hashOf('reference')} aria-current={isHere()}>
            Overview
          </a>
        )}
        {groups.map(({ name, operations }) => (
          <section key={name}>
            <h2>{name}</h2>
            <ul>
              {operations.map(({ operationId, method, path, summary }) => (
                <li key={operationId}>
                  <a
                    class="reference-item fades"
                    href={hashOf('reference', [operationId])}
                    aria-current={isHere(operationId)}
                    title={`${method} ${path}`}
                  >
                    <Method method={method} />
                    <span>{summary === '' ? operationId : summary}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {schemas.length > 0 && (
          <section>
            <h2>Schemas</h2>
            <ul>
              {schemas.map((name) => (
                <li key={name}>
                  <a
                    class="reference-item mono fades"
                    href={hashOf('reference', ['schemas', name])}
                    aria-current={isHere('schemas', name)}
                  >
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        {groups.length === 0 && schemas.length === 0 && <p class="quiet small">Nothing matches the filter.</p>}
      </div>
    </nav>
  );
}

/** A method in the width that all methods have. */
export function Method({ method }: { readonly method: string }) {
  return <span class="reference-method mono">{method}</span>;
}
