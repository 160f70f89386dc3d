import { useForm } from '../../form/form-context.ts';
import { Prose } from '../../components/prose.tsx';
import type { Schema } from '../../logic/merged-schema.ts';
import { provenanceOf } from '../../logic/provenance.ts';
import { hashOf } from '../../router.ts';

/** Where each aspect of a field comes from, the rules that look at it, and values that are assumed. */
export function OriginLines({ schema }: { readonly schema: Schema }) {
  const { document, rules: known } = useForm();
  const { facts, rules, assumedValues, condition } = provenanceOf(document, known, schema);
  return (
    <>
      {condition !== undefined && (
        <p class="reference-note small">
          <span class="reference-note-head">Condition</span> <Prose text={condition} />
        </p>
      )}
      {rules.map(({ id, kind, isAssumed, enforced, explanation }) => (
        <p key={id} class="reference-note small">
          <span class={`tag ${isAssumed ? 'tone-warn' : ''}`}>{kind}</span> <code>{id}</code>{' '}
          {enforced && '(always refuses) '}
          <Prose text={explanation} />
        </p>
      ))}
      {assumedValues.length > 0 && (
        <p class="reference-note small">
          <span class="reference-note-head">Assumed values</span>{' '}
          {assumedValues.map((value) => (
            <code key={value} class="reference-value">
              {value}
            </code>
          ))}
        </p>
      )}
      {facts.length > 0 && (
        <p class="reference-note small quiet">
          <span class="reference-note-head">Source</span>{' '}
          {facts.map(({ source, aspects, meaning }, index) => (
            <span key={source}>
              {index > 0 && '; '}
              {aspects.join(', ')}: {meaning}
              {meaning !== '' && ' ('}
              <a class="reference-source" href={hashOf('reference', [], { source })}>
                {source}
              </a>
              {meaning !== '' && ')'}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
