import { FindingGlyph, Meant } from '../../components/finding-glyph.tsx';
import { Prose } from '../../components/prose.tsx';
import { StandingTag } from '../../components/standing-tag.tsx';
import type { Finding } from '../../logic/findings.ts';
import { counted } from '../../logic/format.ts';

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly url: string;
  /** Whether the body is shown on the same page, so that places can be links. */
  readonly jumps?: boolean;
}

/** Findings in the list; the rest are marked at their places in the body. */
const MOST = 50;

/** The issues and warnings of a request, each with its rule and how certain that is. */
export function Findings({ findings, url, jumps = true }: FindingsProps) {
  const more = findings.length - MOST;
  return (
    <section class="part">
      <h3>Findings</h3>
      <ul class="findings">
        {findings.slice(0, MOST).map((finding, index) => (
          <li key={index} class={`finding finding-${finding.kind}`}>
            <FindingGlyph kind={finding.kind} />
            <div>
              <p class="finding-what">
                <Place finding={finding} url={url} jumps={jumps} />
                <span>
                  <Prose text={finding.message} />
                  <Meant finding={finding} />
                </span>
              </p>
              <p class="finding-why small">
                <StandingTag trust={finding.trust} /> {finding.rule !== undefined && <code>{finding.rule}: </code>}
                {finding.explanation !== finding.message && <Prose text={finding.explanation} />}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="quiet">And {counted(more, 'more finding')}, marked in the body.</p>}
    </section>
  );
}

interface PlaceProps extends Required<Pick<FindingsProps, 'url' | 'jumps'>> {
  readonly finding: Finding;
}

/** Where it is; a click shows the place in the body. */
function Place({ finding: { part, path, pointer }, url, jumps }: PlaceProps) {
  if (part === 'path') {
    return (
      <code class="finding-place" title={url.slice(0, 500)}>
        {path.join('.')} in the path
      </code>
    );
  }
  if (!jumps) return <code class="finding-place">{pointer === '' ? 'body' : pointer}</code>;
  return (
    <button
      type="button"
      class="finding-place finding-jump mono"
      onClick={(event) => jump(event.currentTarget, pointer)}
    >
      {pointer === '' ? 'body' : pointer}
    </button>
  );
}

/** Goes to the line of the place, or of the nearest place around it. */
function jump(from: HTMLElement, pointer: string): void {
  const details = from.closest('[data-details]');
  for (let place = pointer; ; place = place.slice(0, place.lastIndexOf('/'))) {
    const line = details?.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(place)}"]`);
    if (line) {
      line.scrollIntoView({ block: 'center' });
      line.focus({ preventScroll: true });
      return;
    }
    if (place === '') return;
  }
}
