import { useEffect, useState } from 'preact/hooks';
import { CopyButton } from '../../components/copy-button.tsx';
import { Icon } from '../../components/icons.tsx';
import { OutsideLink, RichText } from '../../components/rich-text.tsx';
import { StatusTag } from '../../components/verdict.tsx';
import { useApp } from '../../context.ts';
import { OriginTag } from '../../form/origin.tsx';
import type { Document } from '../../logic/merged-schema.ts';
import type { DocumentedReply, Operation } from '../../logic/reference-model.ts';
import { hashOf } from '../../router.ts';
import { ContentDoc } from './content.tsx';
import { ParameterDocs } from './fields.tsx';
import { OriginLines } from './origin-lines.tsx';
import { Method } from './reference-index.tsx';
import { Target, useTarget } from './target.tsx';

const PLACES = [
  ['path', 'Path parameters'],
  ['query', 'Query parameters'],
  ['header', 'Request headers'],
  ['cookie', 'Cookies'],
] as const;

/** What an operation is: title, method and path, description, and who may use it. */
export function OperationHead({ operation }: { readonly operation: Operation }) {
  const { apiUrl } = useApp();
  const { operationId, method, path, title, description, node, link, needsKey, deprecated } = operation;
  return (
    <article class="reference-page reference-head">
      <div class="page-head">
        <h1 class="anywhere">{title}</h1>
        <span class="reference-tags">
          {deprecated && <span class="tag tone-warn">deprecated</span>}
          <OriginTag schema={node} names={[operationId, `${method.toUpperCase()} ${path}`]} />
        </span>
      </div>
      <p class="copyable reference-route">
        <Method method={method} />
        <code class="anywhere">
          <span class="quiet">/api/v1</span>
          {path}
        </code>
        <CopyButton compact what="the address" text={() => `${apiUrl}${path}`} />
      </p>
      <RichText text={description} />
      <dl class="reference-facts">
        <dt>Operation</dt>
        <dd>
          <code>{operationId}</code>
        </dd>
        <dt>Access</dt>
        <dd>{needsKey ? 'with the API key of an organization' : 'without an API key'}</dd>
        {link && (
          <>
            <dt>More</dt>
            <dd>
              <OutsideLink url={link.url}>{link.text}</OutsideLink>
            </dd>
          </>
        )}
      </dl>
      <OriginLines schema={node} />
    </article>
  );
}

interface OperationDocsProps {
  readonly document: Document;
  readonly operation: Operation;
}

/** What an operation takes and what it answers, field by field. */
export function OperationDocs({ document, operation: { operationId, parameters, body, replies } }: OperationDocsProps) {
  const { isTarget: isBody } = useTarget([operationId, 'body']);
  return (
    <article class="reference-page reference-docs">
      {PLACES.map(([place, title]) => {
        const here = parameters.filter((each) => each.place === place);
        if (here.length === 0) return null;
        return (
          <section key={place} class="reference-part">
            <h2>{title}</h2>
            <ParameterDocs parameters={here} place={[operationId, place]} />
          </section>
        );
      })}
      {body && (
        <Target isTarget={isBody} class="reference-part">
          <h2>
            <a class="reference-name" href={hashOf('reference', [operationId, 'body'])}>
              Request body
            </a>{' '}
            {body.required && <span class="form-required">required</span>}
          </h2>
          <RichText text={body.description} />
          {body.contents.map((content) => (
            <ContentDoc
              key={content.mediaType}
              document={document}
              content={content}
              place={[operationId, 'body']}
              label="Request body"
            />
          ))}
        </Target>
      )}
      <section class="reference-part">
        <h2>Replies</h2>
        {replies.length === 0 && <p class="quiet">The contract documents none.</p>}
        <div class="reference-replies">
          {replies.map((reply) => (
            <ReplyDoc key={reply.status} document={document} reply={reply} operationId={operationId} />
          ))}
        </div>
      </section>
    </article>
  );
}

interface ReplyDocProps {
  readonly document: Document;
  readonly reply: DocumentedReply;
  readonly operationId: string;
}

/** One documented reply. Those that are no success are folded until they are asked for. */
function ReplyDoc({ document, reply, operationId }: ReplyDocProps) {
  const { status, description, node, headers, contents } = reply;
  const place = [operationId, status];
  const { isTarget, leads } = useTarget(place);
  const isAsked = isTarget || leads;
  const [open, setOpen] = useState(isAsked || /^2/.test(status));
  useEffect(() => {
    if (isAsked) setOpen(true);
  }, [isAsked]);
  return (
    <Target isTarget={isTarget && open} class="card reference-reply" label={`Reply ${status}`}>
      <div class="reference-reply-head">
        <button type="button" class="reference-unfold fades" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="down" />
          {/^\d{3}$/.test(status) ? <StatusTag status={Number(status)} /> : <span class="tag mono">{status}</span>}
          <span class="reference-reply-title">{description.split('\n')[0]}</span>
        </button>
        <OriginTag schema={node} names={[status, place.join(' ')]} />
      </div>
      {open && (
        <div class="reference-reply-body">
          {description.includes('\n') && <RichText text={description} />}
          <OriginLines schema={node} />
          <p class="small">
            <a href={hashOf('reference', place)}>Link to this reply</a>
          </p>
          {headers.length > 0 && (
            <>
              <h3>Headers</h3>
              <ParameterDocs parameters={headers} place={[...place, 'headers']} />
            </>
          )}
          {contents.length === 0 && <p class="quiet">Without a body.</p>}
          {contents.map((content) => (
            <ContentDoc
              key={content.mediaType}
              document={document}
              content={content}
              place={place}
              label={`Reply ${status}`}
              isReply
            />
          ))}
        </div>
      )}
    </Target>
  );
}
