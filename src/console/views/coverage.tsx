import { useEffect, useId, useState } from 'preact/hooks';
import type { Coverage } from '../api.ts';
import { useApp } from '../context.ts';
import { count, dayAndTime } from '../logic/format.ts';
import { hashOf } from '../router.ts';
import { NoRequests } from './requests/no-requests.tsx';

type Operation = Coverage['operations'][number];
type Status = Operation['statuses'][number];

/** Milliseconds between two loads while requests come in. */
const EVERY = 1_000;

/** The view "Coverage": what each operation documents, and how often clients were answered so. */
export function CoverageView() {
  const { session, connection } = useApp();
  const coverage = useCoverage();
  if (session.chosen.value === undefined || coverage === undefined) {
    return connection.value === 'live' ? <p class="page quiet">Loading the coverage …</p> : <NoRequests />;
  }
  const all = tally(coverage.operations.flatMap(({ statuses }) => statuses));
  const others = coverage.assumptions
    .filter((each) => !each.isDefault)
    .map(({ assumption, value, standing, checkedAt = '' }) =>
      `${assumption}=${value} ${standing} ${checkedAt.slice(0, 10)}`.trim(),
    );
  return (
    <div class="page">
      <div class="page-head">
        <h1>Coverage</h1>
        <p class="quiet">Since {dayAndTime(coverage.since)}</p>
      </div>
      {others.length > 0 && <p class="quiet small">The contract assumes otherwise: {others.join(', ')}.</p>}
      <p class="coverage-sum">
        <progress value={all.seen} max={all.documented} aria-label="Exercised" />
        <span>
          <strong>{count(all.seen)}</strong> of {count(all.documented)} documented answers were seen
        </span>
        <span class="quiet">A number leads to the requests.</span>
      </p>
      <ul class="coverage">
        {coverage.operations.map((operation) => (
          <OperationCard key={operation.operationId} operation={operation} />
        ))}
      </ul>
    </div>
  );
}

/** One operation: its statuses, what each means, and the requests that got it or a way to provoke it. */
function OperationCard({ operation: { operationId, method, path, statuses } }: { readonly operation: Operation }) {
  const id = useId();
  const { seen, documented } = tally(statuses);
  return (
    <li class="card coverage-operation" aria-labelledby={id}>
      <div class="coverage-head">
        <h2 id={id}>
          <a href={hashOf('requests', [], { operation: operationId })}>{operationId}</a>
        </h2>
        <span class={`tag ${seen === documented ? 'tone-good' : ''}`}>
          {seen} of {documented}
        </span>
        <span class="quiet small mono anywhere">
          {method} {path}
        </span>
      </div>
      <ul>
        {statuses.map((each) => (
          <StatusRow key={each.status} operation={operationId} {...each} />
        ))}
      </ul>
    </li>
  );
}

function StatusRow({ operation, status, seen, documented, description }: Status & { readonly operation: string }) {
  const name = `${operation} ${status}`;
  const tone = documented ? (status < 400 ? 'good' : status < 500 ? 'bad' : 'fail') : 'warn';
  return (
    <li class="coverage-row">
      <code class={`tag ${seen > 0 ? `tone-${tone}` : 'coverage-open'}`}>{status}</code>
      <span class={seen > 0 ? undefined : 'quiet'}>
        {documented ? description : 'The contract does not have this status.'}
      </span>
      {seen > 0 ? (
        <a href={hashOf('requests', [], { operation, status: String(status) })} aria-label={`${name}: ${seen}`}>
          {count(seen)}
        </a>
      ) : status < 400 ? (
        <span class="quiet">not seen</span>
      ) : (
        <a
          class="quiet"
          href={hashOf('misbehave', [], { operation, status: String(status) })}
          aria-label={`Provoke ${name}`}
        >
          provoke
        </a>
      )}
    </li>
  );
}

/** How many of the documented statuses were seen. */
function tally(statuses: readonly Status[]): { readonly seen: number; readonly documented: number } {
  const documented = statuses.filter((each) => each.documented);
  return { seen: documented.filter(({ seen }) => seen > 0).length, documented: documented.length };
}

/** The coverage, loaded again as requests come in, at most once in `EVERY`. */
function useCoverage(): Coverage | undefined {
  const { api, journal, session, connection } = useApp();
  const [coverage, setCoverage] = useState<Coverage>();
  const version = journal.version.value;
  const chosen = session.chosen.value;
  const isLive = connection.value === 'live';
  const [lookedAt, setLookedAt] = useState(0);
  useEffect(() => {
    if (chosen === undefined || !isLive) return;
    let over = false;
    const look = async () => {
      setLookedAt(Date.now());
      // The header shows connection problems, so this view only waits.
      const latest = await api.get('/coverage').catch(() => undefined);
      if (!over && latest) setCoverage(latest);
    };
    const timer = setTimeout(() => void look(), Math.max(0, lookedAt + EVERY - Date.now()));
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [version, chosen, isLive]);
  return coverage;
}
