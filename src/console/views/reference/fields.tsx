import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icons.tsx';
import { RichText } from '../../components/rich-text.tsx';
import { Prose } from '../../components/prose.tsx';
import { useForm } from '../../form/form-context.ts';
import { OriginTag } from '../../form/origin.tsx';
import { counted } from '../../logic/format.ts';
import { resolved, type Schema } from '../../logic/merged-schema.ts';
import { textIn } from '../../logic/reference-model.ts';
import { choicesOf, insidesOf, limitsOf, samplesOf, typeParts, type Inside } from '../../logic/schema-words.ts';
import { textOf } from '../../logic/text-of.ts';
import { hashOf } from '../../router.ts';
import { OriginLines } from './origin-lines.tsx';
import { useGoTo, useTarget } from './target.tsx';

/** Longer values are cut. */
const LONGEST_SAMPLE = 80;

interface FieldsProps {
  readonly fields: readonly Inside[];
  /** Path of the place in the view that these fields are in; each field's address is below it. */
  readonly place: readonly string[];
}

/** Fields one below the other, those inside them to be unfolded. */
export function Fields({ fields, place }: FieldsProps) {
  return (
    <ul class="reference-fields">
      {fields.map(({ name, kind, required, schema }) => (
        <FieldDoc key={name} name={name} kind={kind} required={required} schema={schema} place={[...place, name]} />
      ))}
    </ul>
  );
}

interface FoldedFieldsProps extends FieldsProps {
  /** Whose fields they are, for screen readers. */
  readonly of: string;
  /** Whether they are folded until they are asked for. */
  readonly folded?: boolean;
}

/** Fields behind a button, which an address that leads to one of them unfolds too. */
export function FoldedFields({ fields, place, of, folded = true }: FoldedFieldsProps) {
  const { leads } = useTarget(place);
  const [open, setOpen] = useState(leads || !folded);
  useEffect(() => {
    if (leads) setOpen(true);
  }, [leads]);
  const noun = fields.every((each) => each.kind === 'alternative') ? 'alternative' : 'field';
  return (
    <>
      <button type="button" class="reference-unfold fades" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="down" />
        {counted(fields.length, noun)}
        <span class="sr-only"> of {of}</span>
      </button>
      {open && <Fields fields={fields} place={place} />}
    </>
  );
}

interface FieldDocProps extends Omit<Inside, 'kind'> {
  readonly kind: Inside['kind'] | 'parameter';
  readonly place: readonly string[];
}

/** Everything that the contract says of one field, and its address. */
function FieldDoc({ name, kind, required, schema, place }: FieldDocProps) {
  const { document } = useForm();
  const { isTarget } = useTarget(place);
  const row = useGoTo<HTMLLIElement>(isTarget);
  const whole = resolved(document, schema);
  const insides = insidesOf(document, schema);
  const choices = choicesOf(whole);
  const samples = samplesOf(whole);
  const limits = limitsOf(whole);
  return (
    <li ref={row} tabIndex={-1} class={`reference-field${isTarget ? ' reference-target' : ''}`}>
      <p class="form-head">
        <a class="reference-name form-name" href={hashOf('reference', place)}>
          {kind === 'values' ? 'any name' : name}
        </a>
        <Type schema={schema} />
        {required && <span class="form-required">required</span>}
        {whole['deprecated'] === true && <span class="tag tone-warn">deprecated</span>}
        <OriginTag
          schema={whole}
          names={whole['x-source'] ? [kind === 'parameter' ? `{${name}}` : place.slice(2).join('.')] : []}
        />
      </p>
      {textIn(whole, 'description') !== '' && <RichText text={textIn(whole, 'description')} />}
      {limits.length > 0 && (
        <p class="reference-note small">
          {limits.map((limit) => (
            <span key={limit} class="reference-limit">
              <Prose text={limit} />
            </span>
          ))}
        </p>
      )}
      {choices.length > 0 && (
        <p class="reference-note small">
          <span class="reference-note-head">One of</span>{' '}
          {choices.map((value) => (
            <code key={value} class="reference-value">
              {value}
            </code>
          ))}
        </p>
      )}
      {samples.length > 0 && (
        <p class="reference-note small">
          <span class="reference-note-head">Example</span> <code class="anywhere">{shortened(textOf(samples[0]))}</code>
        </p>
      )}
      <OriginLines schema={whole} />
      {insides.length > 0 && <FoldedFields fields={insides} place={place} of={name} />}
    </li>
  );
}

/** Parameters of a request or headers of a reply, which look like fields. */
export function ParameterDocs({
  parameters,
  place,
}: {
  readonly parameters: readonly { readonly name: string; readonly required: boolean; readonly schema: Schema }[];
  readonly place: readonly string[];
}) {
  return (
    <ul class="reference-fields">
      {parameters.map(({ name, required, schema }) => (
        <FieldDoc
          key={name}
          kind="parameter"
          name={name}
          required={required}
          schema={schema}
          place={[...place, name]}
        />
      ))}
    </ul>
  );
}

/** The type of a schema; names of schemas lead to their pages. */
export function Type({ schema }: { readonly schema: Schema }) {
  const { document } = useForm();
  return (
    <span class="reference-type">
      {typeParts(document, schema).map(({ text, schema: name }, index) =>
        name === undefined ? (
          text
        ) : (
          <a key={index} href={hashOf('reference', ['schemas', name])}>
            {text}
          </a>
        ),
      )}
    </span>
  );
}

function shortened(text: string): string {
  return text.length > LONGEST_SAMPLE ? `${text.slice(0, LONGEST_SAMPLE)}…` : text;
}
