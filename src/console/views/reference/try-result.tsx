import { useEffect, useRef, useState } from 'preact/hooks';
import { toPointer } from '../../../lib/json-pointer.ts';
import type { ApiReply, ApiRequest, JournalEntry, JournalIssue, JournalWarning, Rule } from '../../api.ts';
import { Icon } from '../../components/icons.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { StatusTag } from '../../components/verdict.tsx';
import { useApp } from '../../context.ts';
import type { FormMessage } from '../../form/form-context.ts';
import { findingsOf } from '../../logic/findings.ts';
import { duration } from '../../logic/format.ts';
import { ofIssues, ofWarnings, sorted } from '../../logic/form-messages.ts';
import { isObject, parsed } from '../../../lib/json.ts';
import { resolved, type Document } from '../../logic/merged-schema.ts';
import type { Operation } from '../../logic/reference-model.ts';
import { parameterPlace } from '../../logic/try-request.ts';
import { hashOf } from '../../router.ts';
import { Findings } from '../requests/findings.tsx';

/** What came of sending: a reply, or why there is none. */
export type Tried =
  | { readonly request: ApiRequest; readonly reply: ApiReply; readonly milliseconds: number }
  | { readonly failure: string };

interface TryResultProps {
  readonly tried: Tried;
  readonly operation: Operation;
}

/** The reply: status, findings, headers and body. It gets the focus, so that it is read out and in sight. */
export function TryResult({ tried, operation }: TryResultProps) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [tried]);
  return (
    <section ref={place} class="reference-result" tabIndex={-1} aria-label="Reply to the request">
      {'failure' in tried ? (
        <p class="form-summary form-summary-bad" role="alert">
          <span>{tried.failure}</span>
        </p>
      ) : (
        <Answer key={tried.reply.headers.get('x-request-id')} tried={tried} operation={operation} />
      )}
    </section>
  );
}

type Answered = Extract<Tried, { reply: ApiReply }>;

function Answer({ tried, operation }: { readonly tried: Answered; readonly operation: Operation }) {
  const { rules, contract, whenSeen } = useApp();
  const { request, reply, milliseconds } = tried;
  const [entry, setEntry] = useState<JournalEntry>();
  // The journal has the stub's own words; a request with another API key is in another journal.
  useEffect(() => whenSeen(reply.headers.get('x-request-id'), setEntry), [tried]);
  const judged = entry ?? judgedBy(tried, operation, rules.value);
  const findings = findingsOf(judged, { rules: rules.value, contract: contract.value });
  const headers = [...reply.headers];
  return (
    <>
      <p class="reference-result-head">
        <StatusTag status={reply.status} />
        <strong>{statusText(reply.status, operation)}</strong>
        <span class="quiet small">{duration(milliseconds)}</span>
        {entry && (
          <a class="small" href={hashOf('requests', [String(entry.number)])}>
            Show in Requests
          </a>
        )}
      </p>
      {findings.length > 0 && <Findings findings={findings} url={request.path} jumps={false} />}
      {reply.text === '' ? (
        <p class="quiet">
          <Icon name="info" /> Without a body.
        </p>
      ) : (
        <JsonView text={reply.text} label="Body of the reply" />
      )}
      <details class="reference-options">
        <summary>Headers ({headers.length})</summary>
        <dl class="headers mono">
          {headers.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

/** The messages about the fields of the form, by their places. */
export function messagesOf(
  tried: Tried,
  document: Document,
  operation: Operation,
  rules: ReadonlyMap<string, Rule>,
): ReadonlyMap<string, readonly FormMessage[]> {
  if ('failure' in tried) return new Map();
  const { request, reply } = tried;
  const all = [...ofIssues(issuesIn(reply)), ...ofWarnings(reply.headers.get('stub-warnings'), rules)];
  const body = parsed(request.body);
  const schema = operation.body?.contents[0]?.schema;
  const isInPath = ({ path: [first] }: (typeof all)[number]) =>
    typeof first === 'string' &&
    operation.pathParameters.includes(first) &&
    !(isObject(body) && Object.hasOwn(body, first));
  const { at } = sorted(
    document,
    schema ? resolved(document, schema) : {},
    body,
    all.filter((each) => !isInPath(each)),
  );
  const messages = new Map(at);
  for (const { path, ...message } of all.filter(isInPath)) {
    const place = toPointer([parameterPlace({ place: 'path', name: String(path[0]) })]);
    messages.set(place, [...(messages.get(place) ?? []), message]);
  }
  return messages;
}

/** What the journal will say, as far as the reply tells. */
function judgedBy({ request, reply }: Answered, { operationId }: Operation, rules: ReadonlyMap<string, Rule>) {
  const warnings = ofWarnings(reply.headers.get('stub-warnings'), rules).map(
    ({ rule = 'more', path, text, suggestion }): JournalWarning => ({
      rule,
      path: [...path],
      message: text,
      ...(suggestion !== undefined && { suggestion }),
    }),
  );
  return {
    operationId,
    issues: [...issuesIn(reply)],
    warnings,
    ...(request.body !== undefined && { body: request.body }),
  };
}

function issuesIn({ text }: ApiReply): readonly JournalIssue[] {
  const body = parsed(text);
  const issues = isObject(body) ? body['issues'] : undefined;
  if (!Array.isArray(issues)) return [];
  return (issues as unknown[]).filter(isIssue);
}

/** Only replies with a status of the contract's own errors are sure to have this shape. */
function isIssue(issue: unknown): issue is JournalIssue {
  return isObject(issue) && Array.isArray(issue['path']) && typeof issue['message'] === 'string';
}

function statusText(status: number, { replies }: Operation): string {
  const documented = replies.find((each) => each.status === String(status));
  return documented?.description.split('\n')[0] ?? 'The contract does not have this status';
}
