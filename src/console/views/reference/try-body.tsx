import { useId, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { FieldGroup } from '../../form/schema-field.tsx';
import { kindOf } from '../../logic/form-model.ts';
import { isObject, parsed, type Json } from '../../../lib/json.ts';
import { resolved, type Document } from '../../logic/merged-schema.ts';
import { isJson, type Content } from '../../logic/reference-model.ts';
import type { Draft } from '../../logic/try-request.ts';

interface TryBodyProps {
  readonly document: Document;
  readonly contents: readonly Content[];
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** The body of the request, as text or, where the schema is an object, field by field. */
export function TryBody({ document, contents, draft: { mediaType, body }, onChange }: TryBodyProps) {
  const id = useId();
  const [inFields, setInFields] = useState(false);
  // A new number makes new controls, which start with the values that were filled in.
  const [filling, setFilling] = useState(0);
  const content = contents.find((each) => each.mediaType === mediaType);
  const schema = content?.schema && resolved(document, content.schema);
  const json = isJson(mediaType);
  const value = body.trim() === '' ? {} : parsed(body);
  const hasFields = json && schema !== undefined && kindOf(document, schema, undefined).kind === 'group';
  const isBroken = json && body.trim() !== '' && parsed(body) === undefined;
  const fill = (next: string) => {
    setFilling(filling + 1);
    onChange({ body: next });
  };

  return (
    <div class="reference-body">
      <div class="reference-body-head">
        <label class="field-label" for={id}>
          Body
        </label>
        {contents.length > 1 && (
          <select
            class="input"
            aria-label="Media type"
            value={mediaType}
            onChange={({ currentTarget }) => {
              const next = contents.find((each) => each.mediaType === currentTarget.value);
              setInFields(false);
              onChange({ mediaType: currentTarget.value, body: next?.examples[0]?.text ?? '' });
            }}
          >
            {contents.map((each) => (
              <option key={each.mediaType}>{each.mediaType}</option>
            ))}
          </select>
        )}
        {content !== undefined && content.examples.length > 0 && (
          <select
            class="input"
            aria-label="Fill in an example"
            value=""
            onChange={({ currentTarget }) => {
              const example = content.examples.find(({ name }) => name === currentTarget.value);
              currentTarget.value = '';
              if (example) fill(example.text);
            }}
          >
            <option value="">Example …</option>
            {content.examples.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
        {hasFields && (
          <Button
            disabled={!inFields && !isObject(value)}
            title={isObject(value) ? undefined : 'The fields need a JSON object'}
            onClick={() => setInFields(!inFields)}
          >
            {inFields ? 'Write JSON' : 'Use fields'}
          </Button>
        )}
      </div>
      {inFields && schema !== undefined && isObject(value) ? (
        <FieldGroup
          key={filling}
          schema={schema}
          value={value}
          path={[]}
          onChange={(next) => onChange({ body: textOfFields(next) })}
        />
      ) : (
        <textarea
          id={id}
          class="input"
          rows={Math.min(18, Math.max(4, body.split('\n').length))}
          spellcheck={false}
          value={body}
          aria-describedby={`${id}-hint`}
          onInput={({ currentTarget }) => onChange({ body: currentTarget.value })}
        />
      )}
      {!inFields && (
        <p class="field-hint" id={`${id}-hint`}>
          {isBroken ? 'This is not JSON. It is sent all the same.' : `Sent as ${mediaType}.`}
        </p>
      )}
    </div>
  );
}

function textOfFields(value: Json | undefined): string {
  return JSON.stringify(value ?? {}, null, 2);
}
