import { shownStanding, standingInWords, type DatedStanding } from '../../contract/standing.ts';
import type { Trust } from '../../contract/types.ts';

/** The classes of what shows a standing. */
export function standingTone({ standing }: DatedStanding): string {
  if (standing === 'documented') return 'tone-accent';
  return standing === 'confirmed' ? 'tone-good' : standing?.endsWith('assumed') ? 'tone-warn' : '';
}

/** Says how far something can be trusted, and what is in force; nothing where that is not known. */
export function StandingTag({ trust }: { readonly trust: Trust }) {
  return shownStanding(trust) === '' ? null : (
    <span class={`tag ${standingTone(trust)}`}>{standingInWords(trust)}</span>
  );
}
