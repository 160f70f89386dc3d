import { useEffect, useState } from 'preact/hooks';
import type { Coverage } from '../api.ts';
import { useApp } from '../context.ts';
import { coverageGrid, type CoverageGrid } from '../logic/coverage.ts';
import { count, dayAndTime } from '../logic/format.ts';
import { hashOf } from '../router.ts';
import { NoRequests } from './requests/no-requests.tsx';

/** Milliseconds between two loads while requests come in. */
const EVERY = 1_000;

/** The view "Coverage": operation by status, and what no request has exercised yet. */
export function CoverageView() {
  const { session, connection } = useApp();
  const coverage = useCoverage();
  if (session.chosen.value === undefined || coverage === undefined) {
    return connection.value === 'live' ? <p class="page quiet">Loading the coverage …</p> : <NoRequests />;
  }
  const grid = coverageGrid(coverage);
  return (
    <div class="page">
      <div class="page-head">
        <h1>Coverage</h1>
        <p class="quiet">Since {dayAndTime(coverage.since)}</p>
      </div>
      <p class="coverage-sum">
        <progress value={grid.exercised} max={grid.documented} aria-label="Exercised" />
        <span>
          <strong>{count(grid.exercised)}</strong> of {count(grid.documented)} documented answers were seen
        </span>
      </p>
      <Gaps grid={grid} />
      <Grid grid={grid} />
      <p class="quiet small">
        <span aria-hidden="true">○</span> not exercised; hatched: not in the contract. A number leads to the requests.
      </p>
    </div>
  );
}

/** Documented replies that no request has got yet, with links to provoke them. */
function Gaps({ grid: { gaps } }: { readonly grid: CoverageGrid }) {
  if (gaps.length === 0) return <p class="quiet">Every documented answer has been seen.</p>;
  return (
    <section class="card gaps" aria-labelledby="gaps">
      <h2 id="gaps">Not exercised yet</h2>
      <dl>
        {gaps.map(({ operation: { operationId, summary }, statuses }) => (
          <div key={operationId} class="gaps-row">
            <dt title={summary}>{operationId}</dt>
            <dd>
              {statuses.map(({ status, description }) =>
                status < 400 ? (
                  <span key={status} class="tag mono" title={description}>
                    {status}
                  </span>
                ) : (
                  <a
                    key={status}
                    class="tag mono gaps-link"
                    href={hashOf('misbehave', [], { operation: operationId, status: String(status) })}
                    title={`${description ?? ''} Provoke it`}
                  >
                    {status}
                  </a>
                ),
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p class="quiet small">A click on an error leads to where it can be provoked.</p>
    </section>
  );
}

function Grid({ grid: { columns, rows } }: { readonly grid: CoverageGrid }) {
  return (
    <div class="card grid-frame" role="region" aria-label="Operations by status" tabIndex={0}>
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">Operation</th>
            {columns.map((status) => (
              <th key={status} scope="col" class="mono">
                {status}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ operationId, method, path, statuses }) => (
            <tr key={operationId}>
              <th scope="row">
                <a href={hashOf('requests', [], { operation: operationId })}>{operationId}</a>
                <span class="quiet small mono">
                  {method} {path}
                </span>
              </th>
              {columns.map((column) => (
                <Cell key={column} operation={operationId} cell={statuses.find(({ status }) => status === column)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly operation: string;
  readonly cell: Coverage['operations'][number]['statuses'][number] | undefined;
}

function Cell({ operation, cell }: CellProps) {
  if (cell === undefined) return <td class="cell-none" aria-label="not documented" />;
  const { status, seen, documented, description } = cell;
  if (seen === 0) {
    return (
      <td class="cell-open" title={description}>
        <span aria-hidden="true">○</span>
        <span class="sr-only">not exercised</span>
      </td>
    );
  }
  const tone = documented ? (status < 400 ? 'good' : status < 500 ? 'bad' : 'fail') : 'warn';
  return (
    <td title={documented ? description : 'The contract does not have this status'}>
      <a
        class={`cell tone-${tone}`}
        href={hashOf('requests', [], { operation, status: String(status) })}
        aria-label={`${operation} ${status}: ${seen}`}
      >
        {count(seen)}
        {!documented && ' ⚠'}
      </a>
    </td>
  );
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
