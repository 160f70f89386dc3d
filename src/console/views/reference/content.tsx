import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { Prose } from '../../components/prose.tsx';
import { resolved, type Document } from '../../logic/merged-schema.ts';
import { textIn, type Content, type NamedExample } from '../../logic/reference-model.ts';
import { insidesOf } from '../../logic/schema-words.ts';
import { RichText } from '../../components/rich-text.tsx';
import { FoldedFields, Type } from './fields.tsx';
import { OriginLines } from './origin-lines.tsx';

/** The fields of a reply that has more of them are folded, so that the other replies are in sight. */
const MANY = 8;

interface ContentDocProps {
  readonly document: Document;
  readonly content: Content;
  readonly place: readonly string[];
  /** Of what it is the content, for labels. */
  readonly label: string;
  readonly isReply?: boolean;
}

/** A body: its schema, field by field, and its named examples. */
export function ContentDoc({
  document,
  content: { mediaType, schema, examples },
  place,
  label,
  isReply = false,
}: ContentDocProps) {
  const whole = schema && resolved(document, schema);
  const insides = schema ? insidesOf(document, schema) : [];
  return (
    <>
      <p class="reference-media small">
        <code>{mediaType}</code>
        {schema && <Type schema={schema} />}
      </p>
      {whole && textIn(whole, 'description') !== '' && <RichText text={textIn(whole, 'description')} />}
      {whole && <OriginLines schema={whole} />}
      <Examples examples={examples} label={label} />
      {insides.length > 0 && (
        <FoldedFields fields={insides} place={place} of={label} folded={isReply && insides.length > MANY} />
      )}
    </>
  );
}

interface ExamplesProps {
  readonly examples: readonly NamedExample[];
  readonly label: string;
}

/** The named examples of a body, one at a time. */
function Examples({ examples, label }: ExamplesProps) {
  const [chosen, setChosen] = useState(0);
  const example = examples[chosen] ?? examples[0];
  if (example === undefined) return null;
  return (
    <section class="reference-examples" aria-label={`Examples: ${label}`}>
      <div class="reference-examples-head">
        <span class="reference-note-head small">{examples.length > 1 ? 'Examples' : 'Example'}</span>
        {examples.map(({ name }, index) => (
          <Button key={name} class="mono" aria-pressed={example === examples[index]} onClick={() => setChosen(index)}>
            {name}
          </Button>
        ))}
        <CopyButton compact what={`the example ${example.name}`} text={() => example.text} />
      </div>
      {example.summary !== '' && (
        <p class="quiet small">
          <Prose text={example.summary} />
        </p>
      )}
      <JsonView text={example.text} label={`Example ${example.name} of ${label}`} />
    </section>
  );
}
