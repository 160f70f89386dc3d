/** Sorts the stub's messages about a request to the fields of the form that it came from. */
import { toPointer } from '../../lib/json-pointer.ts';
import type { JournalIssue, Rule } from '../api.ts';
import type { FormMessage } from '../form/form-context.ts';
import { placeOf, type Path } from './form-model.ts';
import type { Json } from '../../lib/json.ts';
import type { Document, Schema } from './merged-schema.ts';
import { parseStubWarnings } from './stub-warnings.ts';

/** A message and where in the body it belongs. */
export interface PlacedMessage extends FormMessage {
  readonly path: Path;
}

/** Messages by the place of their field, and those that no field can show. */
export interface SortedMessages {
  readonly at: ReadonlyMap<string, readonly FormMessage[]>;
  readonly loose: readonly PlacedMessage[];
}

export const noMessages: SortedMessages = { at: new Map(), loose: [] };

/** The issues of a refusal as messages. */
export function ofIssues(issues: readonly JournalIssue[]): readonly PlacedMessage[] {
  return issues.map(({ path, message, params }) => ({
    kind: 'issue',
    path,
    text: message,
    ...ruleIn(params),
  }));
}

/** The header `stub-warnings` as messages, in the words of the rules. */
export function ofWarnings(header: string | null, rules: ReadonlyMap<string, Rule>): readonly PlacedMessage[] {
  return parseStubWarnings(header).map(({ rule, path, meant, count }) => {
    const documented = 'The contract says otherwise; only the validation level lets it pass.';
    const text = rules.get(rule)?.explanation ?? documented;
    const message = { kind: 'warning', path, text, rule, ...(meant !== undefined && { suggestion: meant }) } as const;
    return rule === 'more' ? { kind: 'warning', path, text: `And ${count ?? 'some'} more; see the request.` } : message;
  });
}

/** @param value what the form shows */
export function sorted(
  document: Document,
  schema: Schema,
  value: Json | undefined,
  messages: readonly PlacedMessage[],
): SortedMessages {
  const at = new Map<string, readonly FormMessage[]>();
  const loose: PlacedMessage[] = [];
  for (const { path, ...message } of messages) {
    const place = placeOf(document, schema, value, path);
    if (place === undefined) loose.push({ ...message, path });
    // At a field around the place, the message has to name the place.
    else at.set(place, [...(at.get(place) ?? []), place === toPointer(path) ? message : within(message, path)]);
  }
  return { at, loose };
}

function within(message: FormMessage, path: Path): FormMessage {
  return { ...message, text: `${path.join('.')}: ${message.text}` };
}

function ruleIn(params: unknown): { rule?: string } {
  const rule = (params as { rule?: unknown } | undefined)?.rule;
  return typeof rule === 'string' ? { rule } : {};
}
