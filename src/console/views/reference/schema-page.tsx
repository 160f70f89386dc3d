import { CopyButton } from '../../components/copy-button.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { RichText } from '../../components/rich-text.tsx';
import { OriginTag } from '../../form/origin.tsx';
import { Prose } from '../../components/prose.tsx';
import { followed, resolved, type Document } from '../../logic/merged-schema.ts';
import { textIn } from '../../logic/reference-model.ts';
import { choicesOf, insidesOf, limitsOf } from '../../logic/schema-words.ts';
import { Fields, Type } from './fields.tsx';
import { OriginLines } from './origin-lines.tsx';

/** One schema of the contract: its fields with their sources, and its JSON Schema. */
export function SchemaPage({ document, name }: { readonly document: Document; readonly name: string }) {
  // Not by a reference: a name may have characters that a reference would have to escape.
  const source = followed(document, '#/components/schemas')[name] as { readonly [name: string]: never };
  const whole = resolved(document, source);
  const insides = insidesOf(document, source);
  const json = JSON.stringify(source, null, 2);
  return (
    <article class="reference-page">
      <div class="page-head">
        <h1 class="mono anywhere">{name}</h1>
        <OriginTag schema={whole} />
      </div>
      <p>
        <Type schema={whole} />
        {limitsOf(whole).map((limit) => (
          <span key={limit} class="reference-limit">
            <Prose text={limit} />
          </span>
        ))}
      </p>
      <RichText text={textIn(whole, 'description')} />
      {choicesOf(whole).length > 0 && (
        <p>
          {choicesOf(whole).map((value) => (
            <code key={value} class="reference-value">
              {value}
            </code>
          ))}
        </p>
      )}
      <OriginLines schema={whole} />
      {insides.length > 0 && (
        <section class="reference-part">
          <h2>Fields</h2>
          <Fields fields={insides} place={['schemas', name]} />
        </section>
      )}
      <section class="reference-part">
        <div class="page-head">
          <h2>JSON Schema</h2>
          <CopyButton compact what="the JSON Schema" text={() => json} />
        </div>
        <JsonView text={json} label={`JSON Schema of ${name}`} />
      </section>
    </article>
  );
}
