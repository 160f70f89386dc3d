import type { JournalEntry } from '../api.ts';
import { Icon } from './icons.tsx';

/** How a verdict looks: its tone, glyph and word. */
export interface VerdictLook {
  readonly tone: 'good' | 'warn' | 'bad' | 'fail';
  readonly icon: 'check' | 'warn' | 'stop' | 'broken';
  readonly word: string;
}

export function verdictLook({ verdict, warnings }: Pick<JournalEntry, 'verdict' | 'warnings'>): VerdictLook {
  if (verdict === 'refused') return { tone: 'bad', icon: 'stop', word: 'refused' };
  if (verdict === 'failed') return { tone: 'fail', icon: 'broken', word: 'failed' };
  if (warnings.length > 0) return { tone: 'warn', icon: 'warn', word: 'accepted with warnings' };
  return { tone: 'good', icon: 'check', word: 'accepted' };
}

interface VerdictGlyphProps {
  readonly entry: Pick<JournalEntry, 'verdict' | 'warnings'>;
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
export function StatusTag({ status }: { readonly status: number }) {
  const tone = status < 400 ? 'good' : status < 500 ? 'bad' : 'fail';
  return <span class={`tag mono tone-${tone}`}>{status}</span>;
}
