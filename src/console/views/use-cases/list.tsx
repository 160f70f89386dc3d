import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useLoaded } from '../../components/use-loaded.ts';
import { useApp } from '../../context.ts';
import { count, counted } from '../../logic/format.ts';
import { textOf } from '../../logic/text-of.ts';
import { hashOf } from '../../router.ts';
import { RefillDialog } from './refill-dialog.tsx';
import { hoursOf, partsOf, useLatestWrite, type UseCase } from './use-case.ts';

const PAGE = 100;
/** Milliseconds after the last key before the search starts. */
const TYPING = 200;

/** The use cases of the organization, newest first. The search and the page stay in the address, whatever is open. */
export function UseCaseList({ selected }: { readonly selected: string | undefined }) {
  const { api, router, connection } = useApp();
  const { rest, query } = router.route.value;
  const { text = '' } = query;
  const from = Math.max(0, Number(query['from']) || 0);
  const [refilling, setRefilling] = useState<'seed' | 'empty'>();
  const [sought, setSought] = useState(text);
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(selected);
  const writes = useLatestWrite();
  const { value, error, reload } = useLoaded(
    () => api.get('/use-cases', { query: { text: sought, limit: PAGE, from } }),
    [sought, from, writes, connection.value === 'live'],
  );
  const show = (next: Record<string, string>) => router.go(hashOf('use-cases', rest, next), 'replace');

  useEffect(() => {
    const timer = setTimeout(() => setSought(text), TYPING);
    return () => clearTimeout(timer);
  }, [text]);

  const useCases = (value?.useCases ?? []) as unknown as readonly UseCase[];
  const total = value?.total ?? 0;

  const links = () => [...(list.current?.querySelectorAll('a') ?? [])];
  const move = (step: number) => () => {
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    const next = at < 0 ? all.findIndex(({ tabIndex }) => tabIndex === 0) : at + step;
    const link = all[Math.max(0, Math.min(all.length - 1, next))];
    link?.focus();
    return link !== undefined;
  };
  useKeys({ j: move(1), k: move(-1) });
  const keys: Readonly<Record<string, () => unknown>> = {
    ArrowDown: move(1),
    ArrowUp: move(-1),
    Home: move(-PAGE),
    End: move(PAGE),
  };

  // One row is a stop of the Tab key; the arrows go to the others.
  const stop = [current, selected].find((id) => useCases.some((each) => each.id === id)) ?? useCases[0]?.id;
  // What is open beside the list has the heading of the page.
  const Title = selected === undefined ? 'h1' : 'h2';
  return (
    <section class="cases-left" aria-labelledby="cases-title">
      <div class="cases-tools">
        <Title id="cases-title">Use cases</Title>
        <input
          class="input"
          type="search"
          data-filter
          aria-label="Search the use cases"
          placeholder="Search in all fields"
          value={text}
          onInput={({ currentTarget }) => show({ text: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' && move(0)()) event.preventDefault();
          }}
        />
        <div class="cases-buttons">
          <p class="quiet small" role="status">
            {value && inWords(total, from, useCases.length)}
          </p>
          <a class="button button-primary fades" href={hashOf('use-cases', ['new'], query)}>
            Create
          </a>
          <Button onClick={() => setRefilling('seed')}>Re-seed</Button>
          <Button kind="danger" disabled={total === 0 && text === ''} onClick={() => setRefilling('empty')}>
            Empty
          </Button>
        </div>
      </div>
      {error ? (
        <EmptyState icon="warn" title="The use cases cannot be shown">
          <p>{error.message}</p>
          <Button onClick={reload}>Try again</Button>
        </EmptyState>
      ) : value && useCases.length === 0 ? (
        <Nothing text={text} onSeed={() => setRefilling('seed')} />
      ) : (
        <ul
          ref={list}
          class="cases-list"
          onKeyDown={(event) => {
            const act = keys[event.key];
            if (act === undefined) return;
            event.preventDefault();
            act();
          }}
        >
          {useCases.map((useCase) => (
            <Row
              key={useCase.id}
              useCase={useCase}
              query={query}
              isSelected={useCase.id === selected}
              isStop={useCase.id === stop}
              onFocus={() => setCurrent(useCase.id)}
            />
          ))}
        </ul>
      )}
      {total > PAGE && <Pages total={total} from={from} onGo={(next) => show({ text, from: String(next) })} />}
      {refilling && (
        <RefillDialog
          how={refilling}
          onClose={() => setRefilling(undefined)}
          onDone={() => {
            setRefilling(undefined);
            show({});
            reload();
          }}
        />
      )}
    </section>
  );
}

interface RowProps {
  readonly useCase: UseCase;
  readonly query: Readonly<Record<string, string>>;
  readonly isSelected: boolean;
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

function Row({ useCase, query, isSelected, isStop, onFocus }: RowProps) {
  const { id, name, language, amd_behavior: behavior, hidden } = useCase;
  return (
    <li>
      <a
        class="cases-row fades"
        href={hashOf('use-cases', [id], query)}
        data-id={id}
        aria-current={isSelected}
        tabIndex={isStop ? 0 : -1}
        onFocus={onFocus}
      >
        <span class="cases-name">{shown(name)}</span>
        <span class="cases-tags">
          {language !== undefined && <span class="tag">{shown(language)}</span>}
          {useCase['amd'] === true && <span class="tag tone-accent">{shown(behavior ?? 'amd')}</span>}
          {hidden === true && <span class="tag">hidden</span>}
        </span>
        <span class="cases-hours">{hoursOf(useCase)}</span>
        <span class="cases-parts">{partsOf(useCase)}</span>
        <code class="cases-id">{id}</code>
      </a>
    </li>
  );
}

function Nothing({ text, onSeed }: { readonly text: string; readonly onSeed: () => void }) {
  if (text !== '') {
    return (
      <EmptyState icon="search" title="Nothing has that in any field">
        <p>Search for something else, or clear the search.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="useCases" title="This organization has no use cases">
      <p>Create one here or with your client, or fill the organization with realistic ones.</p>
      <Button onClick={onSeed}>Fill with realistic ones</Button>
    </EmptyState>
  );
}

interface PagesProps {
  readonly total: number;
  readonly from: number;
  readonly onGo: (from: number) => void;
}

function Pages({ total, from, onGo }: PagesProps) {
  return (
    <nav class="pages" aria-label="Pages">
      <Button icon="back" disabled={from === 0} onClick={() => onGo(Math.max(0, from - PAGE))}>
        Newer
      </Button>
      <span class="quiet small">
        Page {count(Math.floor(from / PAGE) + 1)} of {count(Math.ceil(total / PAGE))}
      </span>
      <Button disabled={from + PAGE >= total} onClick={() => onGo(from + PAGE)}>
        Older
      </Button>
    </nav>
  );
}

function inWords(total: number, from: number, length: number): string {
  const all = counted(total, 'use case');
  return total <= PAGE ? all : `${from + 1} to ${from + length} of ${all}`;
}

/** A value as a text, whatever it is. */
function shown(value: unknown): string {
  return value === '' ? '(empty)' : value === undefined ? '(no name)' : textOf(value);
}
