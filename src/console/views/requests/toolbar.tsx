import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { JournalEntry } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useApp } from '../../context.ts';
import { download } from '../../download.ts';
import { ANY_CLIENT, isEmptyFilter, NO_OPERATION, type Filter } from '../../logic/filter.ts';
import { count, counted } from '../../logic/format.ts';
import { harOf } from '../../logic/har.ts';
import { pactTests } from '../../logic/pact-code.ts';
import { clientOf } from '../../logic/client.ts';
import { ClearDialog } from './clear-dialog.tsx';

interface ToolbarProps {
  readonly filter: Filter;
  /** The requests that pass the filter, oldest first. */
  readonly passed: readonly JournalEntry[];
  readonly onFilter: (filter: Filter) => void;
}

const VERDICTS = [
  ['accepted', 'Accepted'],
  ['warned', 'With warnings'],
  ['refused', 'Refused'],
  ['failed', 'Failed'],
] as const;

/** Filters the list; clears and downloads it. */
export function Toolbar({ filter, passed, onFilter }: ToolbarProps) {
  const { journal, origin, about, contract, ...app } = useApp();
  const operations = app.operations.value.map(({ operationId }) => operationId);
  const documented = new Set(app.operations.value.flatMap(({ statuses: each }) => each.map(String)));
  const statuses = ['2xx', '4xx', '5xx', ...[...documented].sort()];
  const all = journal.entries.length;
  const [clearing, setClearing] = useState(false);
  const clients = useMemo(() => clientsIn(journal.entries), [journal.version.value]);
  const skipped = journal.skipped.value;
  const set = (change: Partial<Filter>) => onFilter({ ...filter, ...change });
  const save = () =>
    download('requests.har', JSON.stringify(harOf(passed, origin, about.value?.version ?? ''), null, 1));
  return (
    <div class="toolbar">
      <label class="toolbar-search">
        <Icon name="search" />
        <span class="sr-only">Text in the request or its reply</span>
        <input
          class="input"
          type="search"
          data-filter
          placeholder="Filter"
          autocomplete="off"
          spellcheck={false}
          value={filter.text}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
      </label>
      <div class="toolbar-choices">
        <Choice
          label="Operation"
          value={filter.operation}
          values={withCurrent(operations, filter.operation, NO_OPERATION)}
          onChoose={(operation) => set({ operation })}
        >
          <option value={NO_OPERATION}>No operation</option>
        </Choice>
        <Choice
          label="Status"
          value={filter.status}
          values={withCurrent(statuses, filter.status)}
          onChoose={(status) => set({ status })}
        />
        <Choice label="Verdict" value={filter.verdict} values={VERDICTS} onChoose={(verdict) => set({ verdict })} />
        <Choice
          label="Client"
          value={filter.client}
          values={[[ANY_CLIENT, 'Without the console'], ...withCurrent(clients, filter.client, ANY_CLIENT)]}
          onChoose={(client) => set({ client })}
        />
      </div>
      <p class="toolbar-count quiet small">
        {isEmptyFilter(filter) ? counted(all, 'request') : `${count(passed.length)} of ${count(all)}`}
        {skipped > 0 && (
          <span title="They came faster than the page takes them. The stub's journal may still have them.">
            , {count(skipped)} skipped
          </span>
        )}
      </p>
      <span class="toolbar-tools">
        <Button kind="plain" icon="download" label="Download what is listed as HAR" onClick={save} />
        <Button
          kind="plain"
          icon="check"
          label="Download what is listed as pact tests"
          onClick={() => download('use-cases.pact.test.ts', pactTests(passed, contract.value), 'text/plain')}
        />
        <Button
          kind="plain"
          icon="trash"
          label="Forget all requests"
          disabled={all === 0}
          onClick={() => setClearing(true)}
        />
      </span>
      {clearing && <ClearDialog count={all} onSave={save} onClose={() => setClearing(false)} />}
    </div>
  );
}

/** The clients among the latest requests. */
function clientsIn(entries: readonly JournalEntry[]): readonly string[] {
  return [...new Set(entries.slice(-1_000).map(clientOf))].sort();
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** The values, those that are shown in other words with these. */
  readonly values: readonly (string | readonly [value: string, words: string])[];
  readonly onChoose: (value: string) => void;
  /** Further options. */
  readonly children?: JSX.Element;
}

function Choice({ label, value, values, onChoose, children }: ChoiceProps) {
  return (
    <select
      class={`input toolbar-choice${value === '' ? '' : ' toolbar-chosen'}`}
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      <option value="">{label}</option>
      {values.map((each) => {
        const [own, words] = typeof each === 'string' ? [each, each] : each;
        return (
          <option key={own} value={own}>
            {words}
          </option>
        );
      })}
      {children}
    </select>
  );
}

/** An address can name a value that no list offers; it is offered too. */
function withCurrent(values: readonly string[], current: string, except = ''): readonly string[] {
  return current === '' || current === except || values.includes(current) ? values : [...values, current];
}
