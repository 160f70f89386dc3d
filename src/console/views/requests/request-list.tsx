import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { JournalEntry } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { firstAfter } from '../../logic/filter.ts';
import { counted } from '../../logic/format.ts';
import { beginsSession } from '../../logic/client.ts';
import type { Summary } from '../../logic/summary.ts';
import { windowOf, type Window } from '../../logic/window.ts';
import { Row } from './row.tsx';

interface RequestListProps {
  readonly listRef: RefObject<HTMLDivElement | null>;
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  /** How many of them are in the list; those after are waiting. */
  readonly shown: number;
  readonly summaryOf: (entry: JournalEntry) => Summary;
  readonly selected: number | undefined;
  readonly onSelect: (number: number) => void;
  /** Called with whether newer requests have to wait, because the list is scrolled down. */
  readonly onHold: (held: boolean) => void;
  readonly onNewest: () => void;
}

/** Pixels; below the width, a row has two lines. */
const NARROW = 900;
const TWO_LINES = 46;

/** A list of any length, of which only the rows around the visible ones exist. */
export function RequestList({
  listRef,
  entries,
  shown,
  summaryOf,
  selected,
  onSelect,
  onHold,
  onNewest,
}: RequestListProps) {
  const [isNarrow, setNarrow] = useState(false);
  const [isCoarse] = useState(() => matchMedia('(pointer: coarse)').matches);
  // Two lines where the summary has no room beside the rest.
  const row = isNarrow ? TWO_LINES : isCoarse ? 40 : 28;
  const [place, setPlace] = useState<Window>({ top: 0, height: 800 });
  const waiting = entries.length - shown;
  const { from, to } = windowOf(place, row, shown);
  const indexOf = (number: number) => {
    const after = firstAfter(entries, number);
    return entries[after - 1]?.number === number && after <= shown ? shown - after : -1;
  };
  const current = selected === undefined ? -1 : indexOf(selected);

  function look(): void {
    const list = listRef.current;
    if (!list) return;
    // In steps of a few rows: otherwise every pixel of scrolling would draw the list again.
    const top = Math.floor(list.scrollTop / (row * 8)) * row * 8;
    const height = list.clientHeight;
    setNarrow(list.clientWidth < NARROW);
    setPlace((before) => (before.top === top && before.height === height ? before : { top, height }));
    onHold(list.scrollTop > row / 2);
  }
  const latestLook = useRef(look);
  latestLook.current = look;
  useEffect(() => {
    const list = listRef.current;
    if (!list) return;
    const observer = new ResizeObserver(() => latestLook.current());
    observer.observe(list);
    return () => observer.disconnect();
  }, []);

  function reveal(index: number): void {
    const list = listRef.current;
    if (!list) return;
    const top = index * row;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + row > list.scrollTop + list.clientHeight) list.scrollTop = top + row - list.clientHeight;
  }
  // An address may name a request far down.
  useLayoutEffect(() => {
    if (current >= 0) reveal(current);
  }, []);

  function move(to: number): void {
    const index = Math.max(0, Math.min(shown - 1, to));
    const entry = entries[shown - 1 - index];
    if (!entry) return;
    reveal(index);
    onSelect(entry.number);
    listRef.current?.focus();
  }
  const page = Math.max(1, Math.floor(place.height / row) - 1);
  const next = () => move(current + 1);
  const previous = () => move(current < 0 ? 0 : current - 1);
  useKeys({ j: next, k: previous });
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: next,
    ArrowUp: previous,
    PageDown: () => move(current + page),
    PageUp: () => move(current - page),
    Home: () => move(0),
    End: () => move(shown - 1),
    Enter: () => document.querySelector<HTMLElement>('[data-details]')?.focus(),
  };

  const rows = [];
  for (let index = from; index < to; index++) {
    const entry = entries[shown - 1 - index];
    if (!entry) continue;
    rows.push(
      <Row
        key={entry.number}
        entry={entry}
        index={index}
        of={shown}
        isSelected={index === current}
        summary={summaryOf(entry)}
        isFirst={beginsSession(entry, entries[shown - 2 - index])}
      />,
    );
  }
  return (
    <div class={`list-frame${isNarrow ? ' list-narrow' : ''}`}>
      {waiting > 0 && (
        <Button kind="primary" icon="up" class="list-waiting" onClick={onNewest}>
          {counted(waiting, 'new request')}
        </Button>
      )}
      <div
        ref={listRef}
        class="list"
        role="listbox"
        aria-label="Requests, newest first"
        aria-activedescendant={current >= from && current < to ? `request-${selected}` : undefined}
        tabIndex={0}
        data-list
        style={{ '--row': `${row}px` }}
        onScroll={look}
        onKeyDown={(event) => {
          const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
          if (!act) return;
          event.preventDefault();
          act();
        }}
        onClick={(event) => {
          const at = (event.target as Element).closest<HTMLElement>('[data-number]')?.dataset['number'];
          if (at !== undefined) onSelect(Number(at));
        }}
      >
        <div class="list-all" role="presentation" style={{ height: `${shown * row}px` }}>
          <div class="list-some" role="presentation" style={{ transform: `translateY(${from * row}px)` }}>
            {rows}
          </div>
        </div>
      </div>
    </div>
  );
}
