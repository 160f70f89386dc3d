import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { OutsideLink, RichText } from '../../components/rich-text.tsx';
import { useApp } from '../../context.ts';
import { download } from '../../download.ts';
import { isObject, objectOf } from '../../../lib/json.ts';
import { followed, type Document } from '../../logic/merged-schema.ts';
import { sourcesOf } from '../../logic/provenance.ts';
import { groupsOf, linkOf, textIn } from '../../logic/reference-model.ts';
import { textOf } from '../../logic/text-of.ts';
import { hashOf } from '../../router.ts';
import { Method } from './reference-index.tsx';
import { useGoTo } from './target.tsx';

/** What the contract says of itself, all operations at a glance, and the catalogue of sources. */
export function Overview({ document }: { readonly document: Document }) {
  const { apiUrl } = useApp();
  const info = objectOf(document['info']);
  const license = linkOf(isObject(info['license']) ? info['license'] : undefined);
  const link = linkOf(document['externalDocs']);
  const schemes = Object.values(followed(document, '#/components/securitySchemes'));
  const access = schemes.map((scheme) => textIn(scheme, 'description')).find((text) => text !== '') ?? '';
  const save = () => download('openapi.json', `${JSON.stringify(document, null, 2)}\n`);
  return (
    <article class="reference-page">
      <div class="page-head">
        <h1>
          {textIn(info, 'title') || 'API reference'} <span class="quiet small">{textIn(info, 'version')}</span>
        </h1>
        <Button icon="download" onClick={save}>
          OpenAPI as JSON
        </Button>
      </div>
      {textIn(info, 'summary') !== '' && <p>{textIn(info, 'summary')}</p>}
      <RichText text={textIn(info, 'description')} />
      <dl class="reference-facts">
        <dt>Address</dt>
        <dd class="reference-address">
          <code>{apiUrl}</code>
          <CopyButton compact what="the address" text={() => apiUrl} />
        </dd>
        {access !== '' && (
          <>
            <dt>Access</dt>
            <dd>
              <RichText text={access} />
            </dd>
          </>
        )}
        {link && (
          <>
            <dt>More</dt>
            <dd>
              <OutsideLink url={link.url}>{link.text}</OutsideLink>
            </dd>
          </>
        )}
        {license && (
          <>
            <dt>Licence</dt>
            <dd>
              <OutsideLink url={license.url}>{license.text}</OutsideLink>
            </dd>
          </>
        )}
      </dl>
      {groupsOf(document).map(({ name, description, operations }) => (
        <section key={name} class="reference-part">
          <h2>{name}</h2>
          {description !== '' && <RichText text={description} />}
          <ul class="card reference-operations">
            {operations.map(({ operationId, method, path, summary }) => (
              <li key={operationId}>
                <a class="reference-operation fades" href={hashOf('reference', [operationId])}>
                  <Method method={method} />
                  <span class="mono anywhere">{path}</span>
                  <span class="quiet">{summary === '' ? operationId : summary}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Sources document={document} />
    </article>
  );
}

/** The catalogue that the sources of all fields refer to. */
function Sources({ document }: { readonly document: Document }) {
  const { router } = useApp();
  const sources = Object.entries(sourcesOf(document));
  const { source: wanted } = router.route.value.query;
  if (sources.length === 0) return null;
  return (
    <section class="reference-part">
      <h2>Where this comes from</h2>
      <p class="quiet">
        Each operation, field and rule names its source. <em>Documented</em> rules refuse a request; <em>assumed</em>{' '}
        ones only warn, unless the stub is told to be strict.
      </p>
      <dl class="card reference-sources">
        {sources.map(([id, text]) => (
          <Source key={id} id={id} text={textOf(text)} isWanted={id === wanted} />
        ))}
      </dl>
    </section>
  );
}

interface SourceProps {
  readonly id: string;
  readonly text: string;
  readonly isWanted: boolean;
}

function Source({ id, text, isWanted }: SourceProps) {
  const place = useGoTo<HTMLDivElement>(isWanted);
  return (
    <div ref={place} tabIndex={-1} class={isWanted ? 'reference-target' : undefined}>
      <dt class="mono">
        <a class="reference-name" href={hashOf('reference', [], { source: id })}>
          {id}
        </a>
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
