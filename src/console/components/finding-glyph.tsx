import type { Finding } from '../logic/findings.ts';
import { Icon } from './icons.tsx';

/** The glyph of an issue or a warning, with its word for screen readers. */
export function FindingGlyph({ kind }: Pick<Finding, 'kind'>) {
  return (
    <span class={`glyph glyph-${kind === 'issue' ? 'bad' : 'warn'}`}>
      <Icon name={kind === 'issue' ? 'stop' : 'warn'} />
      <span class="sr-only">{kind === 'issue' ? 'Issue: ' : 'Warning: '}</span>
    </span>
  );
}

/** What was probably meant, behind the message of a finding. */
export function Meant({ finding: { suggestion } }: { readonly finding: Finding }) {
  if (suggestion === undefined) return null;
  return (
    <>
      ; did you mean <code>{suggestion}</code>?
    </>
  );
}
