import { useId, useRef } from 'preact/hooks';
import { Icon } from '../components/icons.tsx';
import type { Schema } from '../logic/merged-schema.ts';
import { certaintyOf } from '../logic/provenance.ts';
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
  readonly label: string;
  /** Whether the tip says what the field is, too, because no other place does. */
  readonly described?: boolean;
}

/** A button that tells where a field comes from, when it is pointed at or pressed. Esc closes the tip. */
export function OriginTip({ schema, label, described = false }: OriginTipProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const certainty = certaintyOf(schema);
  if (certainty === undefined) return null;

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
        class={`tip-button${certainty === 'documented' ? '' : ' ink-warn'}`}
        aria-label={`${label}: ${certainty}`}
        aria-details={id}
        onClick={open}
      >
        <Icon name="info" />
      </button>
      <div ref={tip} id={id} class="tip-card" popover="auto">
        <p>
          <strong class="mono">{label}</strong> is {certainty}.
        </p>
        {described && <p>{textOf(schema['description'] ?? '')}</p>}
        <OriginLines schema={schema} />
      </div>
    </span>
  );
}
