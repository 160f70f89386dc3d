import type { RefObject } from 'preact';
import { toPointer } from '../../lib/json-pointer.ts';
import { FindingGlyph } from '../components/finding-glyph.tsx';
import { counted } from '../logic/format.ts';
import type { SortedMessages } from '../logic/form-messages.ts';
import { focusPlace } from './focus-message.ts';
import type { FormMessage } from './form-context.ts';

interface FormSummaryProps {
  readonly messages: SortedMessages;
  readonly form: RefObject<HTMLElement | null>;
}

/** The number of messages, those that belong to no field, and links to the fields of the others. */
export function FormSummary({ messages: { at, loose }, form }: FormSummaryProps) {
  const all: readonly FormMessage[] = [...loose, ...[...at.values()].flat()];
  if (all.length === 0) return null;
  const issues = all.filter(({ kind }) => kind === 'issue').length;
  const warnings = all.length - issues;
  const words = [issues > 0 && counted(issues, 'issue'), warnings > 0 && counted(warnings, 'warning')];
  return (
    <div class={`form-summary form-summary-${issues > 0 ? 'bad' : 'warn'}`} data-summary tabIndex={-1} role="alert">
      <p>
        <FindingGlyph kind={issues > 0 ? 'issue' : 'warning'} />
        {issues > 0 ? 'Not saved: ' : 'Saved, with '}
        {words.filter(Boolean).join(' and ')}.
      </p>
      {loose.length > 0 && (
        <ul>
          {loose.map(({ path, text, suggestion }, index) => (
            <li key={index}>
              {path.length > 0 && <code>{toPointer(path)}</code>} {text}
              {suggestion !== undefined && (
                <>
                  {' '}
                  Did you mean <code>{suggestion}</code>?
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {at.size > 0 && (
        <p class="form-jumps">
          {[...at.keys()].map((pointer) => (
            <button key={pointer} type="button" class="link mono" onClick={() => focusPlace(form.current, pointer)}>
              {pointer.slice(1).replaceAll('/', '.')}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}
