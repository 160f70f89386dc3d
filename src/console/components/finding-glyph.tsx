import type { Finding } from '../logic/findings.ts';
import { Icon } from './icons.tsx';

/** The glyph of an issue or a warning, with its word for who does not see it. */
export function FindingGlyph({ kind }: Pick<Finding, 'kind'>) {
  return (
    <span class={`glyph glyph-${kind === 'issue' ? 'bad' : 'warn'}`}>
      <Icon name={kind === 'issue' ? 'stop' : 'warn'} />
      <span class="sr-only">{kind === 'issue' ? 'Issue: ' : 'Warning: '}</span>
    </span>
  );
}
