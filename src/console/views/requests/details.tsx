import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { JournalEntry } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { StandingTag } from '../../components/standing-tag.tsx';
import { StatusTag, VerdictGlyph, verdictLook } from '../../components/verdict.tsx';
import { useApp } from '../../context.ts';
import { findingsOf, type Finding } from '../../logic/findings.ts';
import { dayAndTime, duration } from '../../logic/format.ts';
import { clientOf } from '../../logic/client.ts';
import { changesOf, retriedBy } from '../../logic/history.ts';
import { isCut } from '../../logic/request-code.ts';
import { whyOf } from '../../logic/summary.ts';
import { hashOf } from '../../router.ts';
import { ChangeList } from './changes.tsx';
import { Copies } from './copies.tsx';
import { Findings } from './findings.tsx';
import { Resend } from './resend.tsx';

interface DetailsProps {
  readonly entry: JournalEntry | undefined;
  readonly number: number;
  readonly onClose: () => void;
}

/** Everything that the journal has about one request. */
export function Details({ entry, number, onClose }: DetailsProps) {
  return (
    <section class="details" aria-label={`Request ${number}`} data-details tabIndex={-1}>
      {entry === undefined ? (
        <>
          <div class="details-bar">
            <Button kind="plain" icon="cross" label="Close the details" onClick={onClose} />
          </div>
          <EmptyState icon="search" title={`Request ${number} is not remembered`}>
            <p>It may be of another organization, or too old.</p>
          </EmptyState>
        </>
      ) : (
        <Known entry={entry} onClose={onClose} />
      )}
    </section>
  );
}

function Known({ entry, onClose }: { readonly entry: JournalEntry; readonly onClose: () => void }) {
  const { rules, contract, origin, journal } = useApp();
  const [editing, setEditing] = useState(false);
  const knowledge = { rules: rules.value, contract: contract.value };
  const findings = useMemo(() => findingsOf(entry, knowledge), [entry, knowledge.rules, knowledge.contract]);
  const { method, url, operationId, error, requestId, time, milliseconds, body, reply, headers, replyHeaders } = entry;
  const changes = useMemo(() => changesOf(entry, journal.entries), [entry]);
  const retried = useMemo(() => retriedBy(entry, journal.entries), [entry]);
  return (
    <>
      <div class="details-bar">
        <VerdictGlyph entry={entry} />
        <strong class={`ink-${verdictLook(entry).tone}`}>{verdictLook(entry).word}</strong>
        <StatusTag {...entry} />
        {operationId !== undefined && <span class="quiet small details-operation">{operationId}</span>}
        <Button kind="plain" icon="cross" label="Close the details" onClick={onClose} />
      </div>
      <div class="details-scroll">
        <p class={`why why-${verdictLook(entry).tone}`}>{whyOf(entry)}</p>
        <h2 class="details-url mono">
          <span class="details-method">{method}</span> {origin}
          {url}
        </h2>
        <dl class="facts">
          <Fact name="Time">{dayAndTime(time)}</Fact>
          <Fact name="Took">{duration(milliseconds)}</Fact>
          <Fact name="Request id">
            <code>{requestId}</code>
          </Fact>
          <Fact name="Client">{clientOf(entry)}</Fact>
          {retried !== undefined && (
            <Fact name="Retry of">
              <a href={hashOf('requests', [String(retried)])}>{retried}</a>
            </Fact>
          )}
          {error !== undefined && (
            <Fact name="Error">
              <code>{error}</code> <StandingTag trust={entry} />
            </Fact>
          )}
        </dl>
        <Copies entry={entry} onEdit={() => setEditing(true)} />
        {findings.length > 0 && <Findings findings={findings} url={url} />}
        <div class="details-both">
          <Body title="Request body" text={body} findings={findings} />
          <div class="details-reply">
            {changes && <ChangeList changes={changes} />}
            {operationId === 'updateUseCase' && entry.verdict === 'accepted' && changes === undefined && (
              <p class="quiet small">The journal has no earlier version to compare with.</p>
            )}
            <Body title="Reply" text={reply} />
          </div>
          <Headers title="Request headers" headers={headers} />
          <Headers title="Reply headers" headers={replyHeaders} />
        </div>
      </div>
      {editing && <Resend entry={entry} onClose={() => setEditing(false)} />}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt class="quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface BodyProps {
  readonly title: string;
  readonly text: string | undefined;
  readonly findings?: readonly Finding[];
}

function Body({ title, text, findings = [] }: BodyProps) {
  return (
    <section class="part">
      <h3>
        {title}
        {isCut(text) && <span class="tag tone-warn">the first 16,384 characters</span>}
      </h3>
      {text === undefined || text === '' ? (
        <p class="quiet">None</p>
      ) : (
        <JsonView text={text} label={title} findings={findings} />
      )}
    </section>
  );
}

interface HeadersProps {
  readonly title: string;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

function Headers({ title, headers }: HeadersProps) {
  return (
    <section class="part">
      <h3>{title}</h3>
      {headers === undefined ? (
        <p class="quiet">None: the connection was closed before them.</p>
      ) : (
        <dl class="headers mono">
          {Object.entries(headers).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
