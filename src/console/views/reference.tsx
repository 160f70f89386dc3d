import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { EmptyState } from '../components/empty-state.tsx';
import { useApp } from '../context.ts';
import { FormContext } from '../form/form-context.ts';
import { operationIn, schemaNames } from '../logic/reference-model.ts';
import type { Document } from '../logic/merged-schema.ts';
import { sourcesOf } from '../logic/provenance.ts';
import { hashOf } from '../router.ts';
import { OperationDocs, OperationHead } from './reference/operation.tsx';
import { Overview } from './reference/overview.tsx';
import { ReferenceIndex } from './reference/reference-index.tsx';
import { SchemaPage } from './reference/schema-page.tsx';
import { TryIt } from './reference/try-it.tsx';

const NO_MESSAGES = new Map<string, never>();

/** The view "Reference": every operation and schema of the contract, with sources, and a form to try them. */
export function ReferenceView() {
  const { contract, rules } = useApp();
  const document = contract.value;
  if (document === undefined) return <p class="page quiet">Loading the contract …</p>;
  const knowledge = { document, rules: rules.value, sources: sourcesOf(document), messages: NO_MESSAGES };
  return (
    <FormContext.Provider value={knowledge}>
      <Pages document={document} />
    </FormContext.Provider>
  );
}

function Pages({ document }: { readonly document: Document }) {
  const { router } = useApp();
  const { rest } = router.route.value;
  // An API key that is typed into one operation's form serves the others too, until the view is left.
  const [apiKey, setApiKey] = useState('');
  const page = rest[0] === 'schemas' && rest.length > 1 ? rest.slice(0, 2) : rest.slice(0, 1);
  const content = useTopOnChange(page.join('/'), rest.length === page.length);
  const operation = page.length === 1 ? operationIn(document, page[0] ?? '') : undefined;
  return (
    <div class="reference">
      <ReferenceIndex document={document} current={page} />
      <div class={`reference-content${operation ? ' reference-tries' : ''}`} ref={content}>
        {page.length === 0 ? (
          <Overview document={document} />
        ) : operation ? (
          <>
            <OperationHead operation={operation} />
            <TryIt
              key={operation.operationId}
              document={document}
              operation={operation}
              apiKey={apiKey}
              onApiKey={setApiKey}
            />
            <OperationDocs key={operation.operationId} document={document} operation={operation} />
          </>
        ) : page.length > 1 && schemaNames(document).includes(page[1] ?? '') ? (
          <SchemaPage key={page[1]} document={document} name={page[1] ?? ''} />
        ) : (
          <EmptyState icon="reference" title="The contract does not have this">
            <p>
              There is no {page.length > 1 ? 'schema' : 'operation'} <code>{page.at(-1)}</code>. It may have another
              name now.
            </p>
            <a href={hashOf('reference')}>All operations and schemas</a>
          </EmptyState>
        )}
      </div>
    </div>
  );
}

/** Another page begins at its top; a link into a page goes to its place by itself. */
function useTopOnChange(page: string, isWhole: boolean) {
  const content = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  useLayoutEffect(() => {
    if (isWhole && !first.current) {
      for (const each of [content.current, content.current?.closest('main')]) each?.scrollTo(0, 0);
    }
    first.current = false;
  }, [page]);
  return content;
}
