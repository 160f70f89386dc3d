import { useId, useRef } from 'preact/hooks';
import type { JsonPath } from '../../lib/json-pointer.ts';
import { shownStanding, standingInWords } from '../../contract/standing.ts';
import { Prose } from '../components/prose.tsx';
import { standingTone } from '../components/standing-tag.tsx';
import { useApp } from '../context.ts';
import type { Schema } from '../logic/merged-schema.ts';
import { assumptionsAbout, certaintyOf, trustOfField } from '../logic/provenance.ts';
import { textOf } from '../logic/text-of.ts';
import { OriginLines } from '../views/reference/origin-lines.tsx';

/** Says whether a field is documented or assumed; empty where the contract names no source. */
export function OriginTag({ schema }: { readonly schema: Schema }) {
  const certainty = certaintyOf(schema);
  if (certainty === undefined) return null;
  return <span class={`form-source ${certainty === 'documented' ? 'form-type' : 'tag tone-warn'}`}>{certainty}</span>;
}

/** Pixels between a tip and the edges of the window. */
const MARGIN = 8;

interface OriginTipProps {
  readonly schema: Schema;
  /** Where the field is in the body; any entry of a list. */
  readonly path: JsonPath;
  readonly label: string;
  /** Whether the tip says what the field is, too, because no other place does. */
  readonly described?: boolean;
}

/**
 * A badge that says how far a field can be trusted. It tells where the field comes from, and what is assumed about it,
 * when it is pointed at or pressed. Esc closes the tip.
 */
export function OriginTip({ schema, path, label, described = false }: OriginTipProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const about = assumptionsAbout(path, useApp().assumptions.value);
  const trust = trustOfField(schema, about);
  if (trust === undefined) return null;
  const standing = shownStanding(trust);

  function open(): void {
    const [place, card] = [button.current?.getBoundingClientRect(), tip.current];
    if (!place || !card || card.matches(':popover-open')) return;
    card.showPopover();
    const { offsetWidth, offsetHeight } = card;
    const below = place.bottom + offsetHeight + MARGIN < innerHeight;
    card.style.left = `${Math.max(MARGIN, Math.min(place.left, innerWidth - offsetWidth - MARGIN))}px`;
    card.style.top = `${Math.max(MARGIN, below ? place.bottom : place.top - offsetHeight)}px`;
  }

  return (
    <span class="tip" onMouseEnter={open} onMouseLeave={() => tip.current?.hidePopover()}>
      <button
        ref={button}
        type="button"
        class={`tip-button ${standing === 'documented' ? 'form-type' : `tag ${standingTone(trust)}`}`}
        aria-label={`${label}: ${standing}`}
        aria-details={id}
        onClick={open}
      >
        {standing}
      </button>
      <div ref={tip} id={id} class="tip-card" popover="auto">
        <p>
          <strong class="mono">{label}</strong>: {standing}
        </p>
        {described && <p>{textOf(schema['description'] ?? '')}</p>}
        {about.map((each) => (
          <p key={each.id} class="reference-note small">
            <span class={`tag ${standingTone(each)}`}>{standingInWords({ ...each, assumption: each.id })}</span>{' '}
            <Prose text={each.sentence} />
          </p>
        ))}
        <OriginLines schema={schema} />
      </div>
    </span>
  );
}
