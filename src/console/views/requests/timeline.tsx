import type { JournalEntry } from '../../api.ts';
import { counted, timeOfDay } from '../../logic/format.ts';
import type { Summary } from '../../logic/summary.ts';
import { timelineOf, total } from '../../logic/timeline.ts';

interface TimelineProps {
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  readonly summaryOf: (entry: JournalEntry) => Summary;
  readonly onSelect: (number: number) => void;
}

const HEIGHT = 24;
const PARTS = ['accepted', 'refused', 'failed'] as const;

/** Bars of the requests of the last ten minutes. A click goes to the latest request of a bar; the list has them all. */
export function TimelineStrip({ entries, summaryOf, onSelect }: TimelineProps) {
  const timeline = timelineOf(entries, (entry) => summaryOf(entry).isRetry);
  if (!timeline) return null;
  const { from, to, bins, most } = timeline;
  const retries = bins.reduce((sum, bin) => sum + bin.retries, 0);
  const [start, end] = [from, to].map((time) => timeOfDay(new Date(time).toISOString()));
  const sum = bins.reduce((count, bin) => count + total(bin), 0);
  const retried = `${retries} ${retries === 1 ? 'retry' : 'retries'}`;
  const words = `${counted(sum, 'request')} from ${start} to ${end}, ${retried}`;
  return (
    <div class="timeline">
      <span class="mono quiet" aria-hidden="true">
        {start}
      </span>
      <svg viewBox={`0 0 ${bins.length} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words}>
        {bins.map((bin, index) => {
          let top = HEIGHT - 3;
          return (
            <g key={index} onClick={() => bin.latest !== undefined && onSelect(bin.latest)}>
              <rect x={index} y={0} width={1} height={HEIGHT} fill="transparent" />
              {PARTS.map((part) => {
                const height = (bin[part] / most) * (HEIGHT - 3);
                top -= height;
                return (
                  bin[part] > 0 && <rect class={`bar-${part}`} x={index + 0.1} y={top} width={0.8} height={height} />
                );
              })}
              {bin.retries > 0 && <rect class="bar-retry" x={index} y={HEIGHT - 2} width={1} height={2} />}
            </g>
          );
        })}
      </svg>
      <span class="mono quiet" aria-hidden="true">
        {end}
      </span>
      {retries > 0 && (
        <span class="quiet small timeline-retries" aria-hidden="true">
          {retried}
        </span>
      )}
    </div>
  );
}
