import { Component } from 'preact';
import type { JournalEntry } from '../../api.ts';
import { StatusTag, VerdictGlyph } from '../../components/verdict.tsx';
import { count, duration, timeOfDay } from '../../logic/format.ts';

interface RowProps {
  readonly entry: JournalEntry;
  readonly index: number;
  readonly of: number;
  readonly isSelected: boolean;
}

/** One request in the list. Drawn again only when it changes, so that scrolling stays fast. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate({ entry, index, of, isSelected }: RowProps): boolean {
    const { props } = this;
    return entry !== props.entry || index !== props.index || of !== props.of || isSelected !== props.isSelected;
  }

  override render({ entry, index, of, isSelected }: RowProps) {
    const { number, method, url, status, operationId, milliseconds, time, issues, warnings } = entry;
    return (
      <div
        id={`request-${number}`}
        class={`row${index % 2 === 1 ? ' row-odd' : ''}`}
        role="option"
        aria-selected={isSelected}
        aria-setsize={of}
        aria-posinset={index + 1}
        data-number={number}
      >
        <VerdictGlyph entry={entry} named />
        <span class="row-time mono">{timeOfDay(time)}</span>
        <span class="row-method mono">{method}</span>
        <span class="row-url mono" title={url.length > 40 ? url.slice(0, 500) : undefined}>
          {url.slice(0, 300)}
        </span>
        <span class="row-operation">{operationId ?? ''}</span>
        <span class="row-findings">
          {issues.length > 0 && (
            <span class="tag tone-bad">
              {count(issues.length)}
              <span class="sr-only"> {issues.length === 1 ? 'issue' : 'issues'}</span>
            </span>
          )}
          {warnings.length > 0 && (
            <span class="tag tone-warn">
              {count(warnings.length)}
              <span class="sr-only"> {warnings.length === 1 ? 'warning' : 'warnings'}</span>
            </span>
          )}
        </span>
        <StatusTag status={status} />
        <span class="row-duration mono">{duration(milliseconds)}</span>
      </div>
    );
  }
}
