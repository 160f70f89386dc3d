import { useRef, useState } from 'preact/hooks';
import { EmptyState } from '../components/empty-state.tsx';
import { useKeys } from '../components/use-keys.ts';
import { useApp } from '../context.ts';
import { createFilteredView, firstAfter, isEmptyFilter, type Filter } from '../logic/filter.ts';
import { createSummaries } from '../logic/summary.ts';
import { hashOf } from '../router.ts';
import { Details } from './requests/details.tsx';
import { NoRequests } from './requests/no-requests.tsx';
import { RequestList } from './requests/request-list.tsx';
import { TimelineStrip } from './requests/timeline.tsx';
import { Toolbar } from './requests/toolbar.tsx';

/** Where the tab keeps the text of the filter. */
const TEXT = 'use-case-stub.filter';

/** The view "Requests": a live list, newest first, and the details of one of them. */
export function RequestsView() {
  const { journal, router, connection } = useApp();
  const [filtered] = useState(() => createFilteredView(journal));
  // It stays out of the address, because it may be a secret, but in the tab.
  const [text, setText] = useState(() => sessionStorage.getItem(TEXT) ?? '');
  const [summaryOf] = useState(() => createSummaries(journal.entries));
  // While the list is scrolled down, newer requests wait above this one; undefined while it follows the newest.
  const [heldAt, setHeldAt] = useState<number>();
  const list = useRef<HTMLDivElement>(null);
  void journal.version.value;

  const { rest, query } = router.route.value;
  const { operation = '', status = '', verdict = '', client = '' } = query;
  const filter: Filter = { operation, status, verdict, client, text };
  const passed = filtered(filter);
  const shown = heldAt === undefined ? passed.length : firstAfter(passed, heldAt);
  const selected = rest[0] === undefined ? undefined : Number(rest[0]);

  const select = (number: number | undefined) =>
    router.go(hashOf('requests', number === undefined ? [] : [String(number)], query), 'replace');
  const setFilter = ({ text: words, ...others }: Filter) => {
    setText(words);
    if (words === '') sessionStorage.removeItem(TEXT);
    else sessionStorage.setItem(TEXT, words);
    setHeldAt(undefined);
    router.go(hashOf('requests', rest, others), 'replace');
  };
  const toNewest = () => {
    setHeldAt(undefined);
    list.current?.scrollTo({ top: 0 });
  };
  const close = () => {
    select(undefined);
    list.current?.focus();
  };
  useKeys({ t: toNewest, Escape: (event) => leave(event, selected, close) });

  const nothing = journal.entries.length === 0;
  if (nothing && selected === undefined) return <NoRequests />;
  return (
    <div class={`requests${selected === undefined ? '' : ' requests-split'}`}>
      <h1 class="sr-only">Requests</h1>
      <section class="requests-left" aria-label="Requests">
        <Toolbar filter={filter} passed={passed} onFilter={setFilter} />
        <TimelineStrip entries={passed} summaryOf={summaryOf} onSelect={select} />
        {passed.length === 0 && !nothing ? (
          <EmptyState icon="search" title="No request matches">
            <p>
              <button
                type="button"
                class="button"
                onClick={() => setFilter({ operation: '', status: '', verdict: '', client: '', text: '' })}
              >
                Clear the filter
              </button>
            </p>
          </EmptyState>
        ) : (
          <RequestList
            listRef={list}
            entries={passed}
            shown={shown}
            summaryOf={summaryOf}
            selected={selected}
            onSelect={select}
            onHold={(held) => setHeldAt(held ? passed[shown - 1]?.number : undefined)}
            onNewest={toNewest}
          />
        )}
        <p class="sr-only" role="status">
          {!isEmptyFilter(filter) && connection.value === 'live' ? `${passed.length} match` : ''}
        </p>
      </section>
      {selected !== undefined && (
        <Details key={selected} entry={journal.find(selected)} number={selected} onClose={close} />
      )}
    </div>
  );
}

/** Esc leaves a field first, and closes the details only then. */
function leave(event: KeyboardEvent, selected: number | undefined, close: () => void): boolean {
  const { target } = event;
  if (target instanceof HTMLElement && target.matches('input, textarea, select')) {
    target.blur();
    return true;
  }
  if (selected === undefined) return false;
  close();
  return true;
}
