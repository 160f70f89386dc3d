import { Component } from 'preact';
import type { JournalEntry } from '../../api.ts';
import { StatusTag, VerdictGlyph } from '../../components/verdict.tsx';
import { count, duration, timeOfDay } from '../../logic/format.ts';
import type { Summary } from '../../logic/summary.ts';

interface RowProps {
  readonly entry: JournalEntry;
  readonly index: number;
  readonly of: number;
  readonly isSelected: boolean;
  readonly summary: Summary;
  /** Whether it begins a session of a client. */
  readonly isFirst: boolean;
}

/** One request in the list. Drawn again only when it changes, so that scrolling stays fast. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate({ entry, index, of, isSelected, isFirst }: RowProps): boolean {
    const { props } = this;
    if (isFirst !== props.isFirst) return true;
    return entry !== props.entry || index !== props.index || of !== props.of || isSelected !== props.isSelected;
  }

  override render({ entry, index, of, isSelected, summary, isFirst }: RowProps) {
    const { number, method, url, operationId, milliseconds, time, issues, warnings } = entry;
    return (
      <div
        id={`request-${number}`}
        class={`row${index % 2 === 1 ? ' row-odd' : ''}${isFirst ? ' row-first' : ''}`}
        role="option"
        aria-selected={isSelected}
        aria-setsize={of}
        aria-posinset={index + 1}
        data-number={number}
      >
        <VerdictGlyph entry={entry} named />
        <span class="row-time mono">{timeOfDay(time)}</span>
        <span class="row-method mono">{method}</span>
        <span class="row-operation">{operationId ?? <span class="quiet">no operation</span>}</span>
        <span class="row-url mono" title={url.length > 40 ? url.slice(0, 500) : undefined}>
          {url.slice(0, 300)}
        </span>
        <span
          class="row-summary"
          title={summary.remarks
            .map(({ text }) => text)
            .join(' · ')
            .slice(0, 500)}
        >
          {summary.remarks.map(({ text, tone }, place) => (
            <span key={place} class={tone && `ink-${tone}`}>
              {place > 0 && <span class="quiet"> · </span>}
              {text.slice(0, 200)}
            </span>
          ))}
        </span>
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
        <StatusTag {...entry} />
        <span class="row-duration mono">{duration(milliseconds)}</span>
      </div>
    );
  }
}
