import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { ChangedValues } from '../../components/changed-values.tsx';
import { useApp } from '../../context.ts';
import { clientOf } from '../../logic/client.ts';
import { firstAfter } from '../../logic/filter.ts';
import { dayAndTime, timeOfDay } from '../../logic/format.ts';
import { historyOf, type Revision } from '../../logic/history.ts';
import { hashOf } from '../../router.ts';
import type { UseCase } from './use-case.ts';

/** Changes that are shown at once; a button shows the rest. */
const MOST = 20;
/** Milliseconds in which the request behind a change may still come. */
const PATIENCE = 1_000;

/** Who changed what of a use case, and when, newest first. */
export function UseCaseHistory({ useCase, until }: { readonly useCase: UseCase; readonly until: number }) {
  const { journal } = useApp();
  const [all, setAll] = useState(false);
  const [waited, setWaited] = useState(false);
  useLayoutEffect(() => {
    setWaited(false);
    const timer = setTimeout(() => setWaited(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [JSON.stringify(useCase)]);
  const { entries } = journal;
  const known = useMemo(() => historyOf(useCase, entries.slice(0, firstAfter(entries, until))), [useCase]);
  const history = known.filter(({ entry }) => waited || entry !== undefined);
  return (
    <section class="part history" aria-label="History">
      <h2>History</h2>
      {history.length === 0 && <p class="quiet">The journal has no change of it.</p>}
      <ol>
        {history.slice(0, all ? undefined : MOST).map((revision) => (
          <RevisionItem key={revision.entry?.number ?? 'now'} {...revision} />
        ))}
      </ol>
      {!all && history.length > MOST && <Button onClick={() => setAll(true)}>Show all {history.length} changes</Button>}
      <p class="quiet small">
        From the requests that this page has. What an update is compared with is the latest version in a reply before
        it.
      </p>
    </section>
  );
}

const WORDS = { created: 'Created', updated: 'Updated', elsewhere: 'Changed by no request listed here' };

function RevisionItem({ kind, entry, changes }: Revision) {
  return (
    <li>
      <p>
        <strong>{WORDS[kind]}</strong>
        {entry && kind !== 'elsewhere' && <> by {clientOf(entry)}</>}{' '}
        {entry && (
          <a class="small" href={hashOf('requests', [String(entry.number)])}>
            {kind === 'elsewhere' ? 'seen in ' : ''}request {entry.number}
          </a>
        )}
        {entry && (
          <time class="quiet small" dateTime={entry.time} title={dayAndTime(entry.time)}>
            {timeOfDay(entry.time)}
          </time>
        )}
      </p>
      {kind !== 'created' && <ChangedValues list={changes} />}
    </li>
  );
}
