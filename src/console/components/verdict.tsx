import type { JournalEntry } from '../api.ts';
import { Icon } from './icons.tsx';

/** How a verdict looks: its tone, glyph and word. */
export interface VerdictLook {
  readonly tone: 'good' | 'warn' | 'bad' | 'fail';
  readonly icon: 'check' | 'warn' | 'stop' | 'broken';
  readonly word: string;
}

/** The parts of an entry that decide how it looks. */
type Judged = Pick<JournalEntry, 'verdict' | 'warnings' | 'cause'>;

export function verdictLook({ verdict, warnings, cause }: Judged): VerdictLook {
  if (cause?.kind === 'client-gone') return { tone: 'warn', icon: 'broken', word: 'not answered' };
  if (verdict === 'refused') return { tone: 'bad', icon: 'stop', word: 'refused' };
  if (verdict === 'failed') return { tone: 'fail', icon: 'broken', word: 'failed' };
  if (warnings.length > 0) return { tone: 'warn', icon: 'warn', word: 'accepted with warnings' };
  return { tone: 'good', icon: 'check', word: 'accepted' };
}

interface VerdictGlyphProps {
  readonly entry: Judged;
  /** Adds the word for screen readers; leave it out where the word stands beside the glyph. */
  readonly named?: boolean;
}

/** The glyph of a verdict. */
export function VerdictGlyph({ entry, named }: VerdictGlyphProps) {
  const { tone, icon, word } = verdictLook(entry);
  return (
    <span class={`glyph glyph-${tone}`} title={named ? word : undefined}>
      <Icon name={icon} />
      {named && <span class="sr-only">{word}</span>}
    </span>
  );
}

/** A status in the colour of its class. */
export function StatusTag({ status, cause }: Pick<JournalEntry, 'status' | 'cause'>) {
  const { kind, fault } = cause ?? {};
  // Nothing of the reply came to the client.
  const lost = kind === 'client-gone' ? 'gone' : fault === 'reset' || fault === 'empty' ? fault : undefined;
  const isBroken = fault !== undefined && fault !== 'slow';
  const tone = lost !== undefined || isBroken ? 'fail' : status < 400 ? 'good' : status < 500 ? 'bad' : 'fail';
  return <span class={`tag mono tone-${tone}`}>{lost ?? status}</span>;
}
