import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import { useApp } from '../../context.ts';
import { counted } from '../../logic/format.ts';
import { hashOf } from '../../router.ts';
import { RefillDialog } from './refill-dialog.tsx';
import { useLatestWrite, type UseCase } from './use-case.ts';

const PAGE = 100;
/** Milliseconds after the last key before the search starts. */
const TYPING = 200;

/** The use cases of the organization, newest first. */
export function UseCaseList() {
  const app = useApp();
  const { api, router, connection } = app;
  const { query } = router.route.value;
  const { text = '' } = query;
  const from = Math.max(0, Number(query['from']) || 0);
  const [refilling, setRefilling] = useState<'seed' | 'empty'>();
  const [typed, setTyped] = useState(text);
  const writes = useLatestWrite();
  const { value, error, reload } = useLoaded(
    () => api.get('/use-cases', { query: { text, limit: PAGE, from } }),
    [text, from, writes, connection.value === 'live'],
  );
  const show = (next: Record<string, string>) => router.go(hashOf('use-cases', [], next), 'replace');

  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => show({ text: typed }), TYPING);
    return () => clearTimeout(timer);
  }, [typed]);

  const useCases = (value?.useCases ?? []) as unknown as readonly UseCase[];
  const total = value?.total ?? 0;
  return (
    <div class="page">
      <div class="page-head">
        <h1>Use cases</h1>
        <div class="page-tools">
          <a class="button button-primary fades" href={hashOf('use-cases', ['new'])}>
            Create
          </a>
          <Button onClick={() => setRefilling('seed')}>Re-seed</Button>
          <Button kind="danger" disabled={total === 0 && text === ''} onClick={() => setRefilling('empty')}>
            Empty
          </Button>
        </div>
      </div>
      <div class="list-tools">
        <input
          class="input"
          type="search"
          data-filter
          aria-label="Search the use cases"
          placeholder="Search in all fields"
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <p class="quiet small" role="status">
          {value && inWords(total, from, useCases.length)}
        </p>
        <Button kind="plain" onClick={reload}>
          Refresh
        </Button>
      </div>
      {error && (
        <EmptyState icon="warn" title="The use cases cannot be shown">
          <p>{error.message}</p>
          <Button onClick={reload}>Try again</Button>
        </EmptyState>
      )}
      {value && useCases.length === 0 && !error && <Nothing text={text} onSeed={() => setRefilling('seed')} />}
      {useCases.length > 0 && (
        <ul class="cases card">
          {useCases.map((useCase) => (
            <Row key={useCase.id} useCase={useCase} />
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
            setTyped('');
            show({});
            reload();
          }}
        />
      )}
    </div>
  );
}

function Row({ useCase }: { readonly useCase: UseCase }) {
  const { id, name, language, amd_behavior: behavior, hidden } = useCase;
  return (
    <li>
      <a class="cases-row fades" href={hashOf('use-cases', [id])}>
        <span class="cases-name">{shown(name)}</span>
        <span class="cases-tags">
          {language !== undefined && <span class="tag">{shown(language)}</span>}
          {useCase['amd'] === true && <span class="tag tone-accent">{shown(behavior ?? 'amd')}</span>}
          {hidden === true && <span class="tag">hidden</span>}
        </span>
        <code class="cases-id quiet">{id}</code>
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
        Page {Math.floor(from / PAGE) + 1} of {Math.ceil(total / PAGE)}
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
  if (value === '') return '(empty)';
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '(no name)');
}
