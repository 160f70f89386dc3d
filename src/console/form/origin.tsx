import { useId, useRef } from 'preact/hooks';
import type { JsonPath } from '../../lib/json-pointer.ts';
import { shownStanding, standingInWords, type DatedStanding } from '../../contract/standing.ts';
import { Prose } from '../components/prose.tsx';
import { standingTone } from '../components/standing-tag.tsx';
import { useApp } from '../context.ts';
import { words, type Schema } from '../logic/merged-schema.ts';
import { assumptionsAbout, trustOf } from '../logic/provenance.ts';
import { textOf } from '../logic/text-of.ts';
import { useForm } from './form-context.ts';
import { OriginLines } from '../views/reference/origin-lines.tsx';

interface OriginTagProps {
  readonly schema: Schema;
  /** What assumptions call it; none for a field of a document that a user has given. */
  readonly names?: readonly string[];
}

/** Says how far it can be trusted what the contract says of something; empty where the contract names no source. */
export function OriginTag({ schema, names = [] }: OriginTagProps) {
  const { rules } = useForm();
  const about = assumptionsAbout(names, useApp().assumptions.value);
  // The schema of an entry has a page of its own, where only its rules tell.
  const ofRules = words(schema['x-rules']).flatMap((id) => rules.get(id) ?? []);
  const trust = trustOf(schema, [...about, ...ofRules.filter(({ assumption }) => assumption !== undefined)]);
  return trust ? <span class={`form-source ${badgeOf(trust)}`}>{shownStanding(trust)}</span> : null;
}

/** The classes of a badge. */
function badgeOf(trust: DatedStanding): string {
  return trust.standing === 'documented' ? 'form-type' : `tag ${standingTone(trust)}`;
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
  const name = path.filter((step) => typeof step === 'string').join('.');
  const { value: assumptions } = useApp().assumptions;
  const about = schema['x-source'] ? assumptionsAbout([name], assumptions) : [];
  const trust = trustOf(schema, about);
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
        class={`tip-button ${badgeOf(trust)}`}
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
