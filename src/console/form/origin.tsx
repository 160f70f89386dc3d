import { isObject } from '../logic/json.ts';
import { words, type Schema } from '../logic/merged-schema.ts';
import { certaintyOf, spaced } from '../logic/provenance.ts';
import { textOf } from '../logic/text-of.ts';
import { useForm } from './form-context.ts';

/** Says whether a field is documented or assumed; empty where the contract names no source. */
export function OriginTag({ schema }: { readonly schema: Schema }) {
  const certainty = certaintyOf(schema);
  if (certainty === undefined) return null;
  return <span class={`form-source ${certainty === 'documented' ? 'form-type' : 'tag tone-warn'}`}>{certainty}</span>;
}

/** Where each aspect of a field comes from and which rules look at it, folded until asked for. */
export function Origin({ schema, label }: { readonly schema: Schema; readonly label: string }) {
  const { sources, rules } = useForm();
  const facts = Object.entries(isObject(schema['x-source']) ? schema['x-source'] : {});
  const ruleIds = words(schema['x-rules']);
  const assumed = words(schema['x-assumed-values']);
  if (facts.length === 0 && ruleIds.length === 0) return null;
  return (
    <details class="form-origin">
      <summary>
        Source<span class="sr-only">: {label}</span>
      </summary>
      <dl>
        {facts.map(([aspect, source]) => (
          <div key={aspect}>
            <dt>{spaced(aspect)}</dt>
            <dd>{textOf(sources[textOf(source)] ?? source)}</dd>
          </div>
        ))}
        {ruleIds.map((id) => (
          <div key={id}>
            <dt>
              rule <code>{id}</code>
            </dt>
            <dd>{rules.get(id)?.explanation ?? ''}</dd>
          </div>
        ))}
        {assumed.length > 0 && (
          <div>
            <dt>assumed values</dt>
            <dd>{assumed.join(', ')}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
