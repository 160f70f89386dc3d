import { useId } from 'preact/hooks';
import { toPointer } from '../../lib/json-pointer.ts';
import { Button } from '../components/button.tsx';
import { FindingGlyph } from '../components/finding-glyph.tsx';
import { Prose } from '../components/prose.tsx';
import { isNullable, kindOf, type Kind, type Path } from '../logic/form-model.ts';
import type { Json } from '../logic/json.ts';
import type { Schema } from '../logic/merged-schema.ts';
import { Compound } from './compound.tsx';
import { keepFocus } from './focus-message.ts';
import { useForm, type FormMessage } from './form-context.ts';
import { Leaf } from './leaf.tsx';
import { Origin, OriginTag } from './origin.tsx';

/** A value and the function that takes its changes; `undefined` is a value that is left out. */
export interface ValueProps {
  readonly schema: Schema;
  readonly value: Json | undefined;
  readonly path: Path;
  readonly onChange: (value: Json | undefined) => void;
}

interface SchemaFieldProps extends ValueProps {
  readonly label: string;
  readonly required?: boolean;
  /** The stored value: the field shows when its own differs, and can be put back to it. */
  readonly stored?: Json | undefined;
  /** Whether the field can be left out by its own button. */
  readonly optional?: boolean;
}

/** The attributes that tie label, help and messages to a control. */
export interface ControlIds {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
}

/** One field of a form that is derived from a schema: label, control, help, and the stub's messages about it. */
export function SchemaField(props: SchemaFieldProps) {
  const { schema, value, path, label, required = false, onChange, stored, optional = true } = props;
  const { document, messages } = useForm();
  const id = useId();
  const kind = kindOf(document, schema, value, path.length);
  const said = messages.get(toPointer(path)) ?? [];
  const hasIssue = said.some((each) => each.kind === 'issue');
  const description = typeof schema['description'] === 'string' ? schema['description'] : undefined;
  const described = [description && `${id}-hint`, said.length > 0 && `${id}-said`].filter(Boolean).join(' ');
  const ids: ControlIds = {
    id,
    ...(described !== '' && { 'aria-describedby': described }),
    ...(hasIssue && { 'aria-invalid': 'true' }),
  };
  const isCompound = kind.kind === 'list' || kind.kind === 'map' || kind.kind === 'group';
  const differs = stored !== undefined && JSON.stringify(stored) !== JSON.stringify(value);
  const head = (
    <>
      <span class="form-name">{label}</span>
      {required && <span class="form-required">required</span>}
      <span class="form-type">{typeInWords(kind, schema)}</span>
      <OriginTag schema={schema} />
    </>
  );
  const body = (
    <>
      {description && (
        <p class="field-hint" id={`${id}-hint`}>
          <Prose text={description} />
        </p>
      )}
      {isCompound ? (
        <Compound {...{ schema, value, path, onChange, kind, label }} />
      ) : (
        <Leaf {...{ schema, value, path, onChange, kind, ids, label }} />
      )}
      <Messages id={`${id}-said`} said={said} {...(kind.kind === 'text' && { onUse: onChange })} />
      <div class="form-foot">
        {value === '' && <span class="quiet small">Sent as an empty text.</span>}
        {value === null && <span class="quiet small">Sent as null.</span>}
        {isNullable(schema) && value !== null && (
          <Button kind="plain" onClick={() => onChange(null)}>
            Set to null
          </Button>
        )}
        {optional && (stored === undefined ? value !== undefined : differs) && (
          <Button
            kind="plain"
            aria-label={`${stored === undefined ? 'Leave out' : 'Put back'} ${label}`}
            onClick={({ currentTarget }) => {
              keepFocus(currentTarget);
              onChange(stored);
            }}
          >
            {stored === undefined ? 'Leave out' : 'Put back'}
          </Button>
        )}
        <Origin schema={schema} label={label} />
      </div>
    </>
  );
  const classes = [
    'form-field',
    isCompound || kind.kind === 'any' ? 'form-wide' : '',
    value !== undefined && stored === undefined ? 'form-given' : '',
    differs ? 'form-given' : '',
    hasIssue ? 'form-bad' : said.length > 0 ? 'form-warn' : '',
  ];
  const common = { class: classes.filter(Boolean).join(' '), 'data-pointer': toPointer(path) };
  if (isCompound) {
    return (
      <div
        {...common}
        role="group"
        aria-labelledby={`${id}-label`}
        {...(described !== '' && { 'aria-describedby': described })}
      >
        <div class="form-head" id={`${id}-label`}>
          {head}
        </div>
        {body}
      </div>
    );
  }
  return (
    <div {...common}>
      <label class="form-head" for={id}>
        {head}
      </label>
      {body}
    </div>
  );
}

interface MessagesProps {
  readonly id: string;
  readonly said: readonly FormMessage[];
  readonly onUse?: (value: string) => void;
}

/** The stub's messages about a value. */
function Messages({ id, said, onUse }: MessagesProps) {
  if (said.length === 0) return null;
  return (
    <ul class="form-said" id={id}>
      {said.map(({ kind, text, suggestion, rule }, index) => (
        <li key={index} class={`form-message form-${kind}`}>
          <FindingGlyph kind={kind} />
          <span>
            {text} {rule !== undefined && <code class="quiet">{rule}</code>}
            {suggestion !== undefined && (
              <>
                {' '}
                Did you mean <code>{suggestion}</code>?{' '}
                {onUse && (
                  <Button kind="plain" onClick={() => onUse(suggestion)}>
                    Use it
                  </Button>
                )}
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function typeInWords({ kind }: Kind, schema: Schema): string {
  const [least, most] = [schema['minimum'], schema['maximum']];
  if (typeof least === 'number' && typeof most === 'number') return `${least} to ${most}`;
  const words = { text: 'text', number: 'number', boolean: 'true or false', choice: 'choice', list: 'list' };
  const more = { map: 'by name', group: 'group', any: 'anything' };
  if (kind === 'any' && typeof schema['title'] === 'string') return schema['title'];
  return { ...words, ...more }[kind];
}
