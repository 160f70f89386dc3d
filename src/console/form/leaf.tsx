import { useId, useState } from 'preact/hooks';
import { placeholderOf, type Kind } from '../logic/form-model.ts';
import { parsed, type Json } from '../../lib/json.ts';
import { textOf } from '../logic/text-of.ts';
import type { ControlIds, ValueProps } from './form-context.ts';

interface LeafProps extends ValueProps {
  readonly kind: Kind;
  readonly ids: ControlIds;
  readonly label: string;
}

/** The control for a single value: a text, a number, a choice, or JSON. */
export function Leaf({ kind, ids, schema, value, onChange, label }: LeafProps) {
  const placeholder = placeholderOf(schema);
  switch (kind.kind) {
    case 'text':
      return <TextValue {...{ ids, value, onChange, placeholder }} suggestions={kind.suggestions} long={kind.long} />;
    case 'number':
      return <NumberValue {...{ ids, value, onChange, placeholder }} />;
    case 'boolean':
      return <Choice {...{ ids, value, onChange, placeholder }} values={[true, false]} />;
    case 'choice':
      return <Choice {...{ ids, value, onChange, placeholder }} values={kind.values} />;
    default:
      return <AnyValue {...{ ids, value, onChange, label }} />;
  }
}

interface ControlProps {
  readonly ids: ControlIds;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
  readonly placeholder?: string | undefined;
}

interface TextValueProps extends ControlProps {
  readonly suggestions?: readonly string[];
  readonly long?: boolean;
}

/** A text; known values are suggested, and any other can be typed. */
function TextValue({ ids, value, onChange, placeholder, suggestions = [], long = false }: TextValueProps) {
  const list = useId();
  // A control that changed its kind during typing would lose the focus.
  const [isLong] = useState(long);
  const text = typeof value === 'string' ? value : '';
  if (isLong) {
    return (
      <textarea
        {...ids}
        class="input form-text"
        rows={2}
        placeholder={placeholder}
        value={text}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  }
  return (
    <>
      <input
        type="text"
        {...ids}
        class="input"
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        value={text}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
        {...(suggestions.length > 0 && { list })}
      />
      {suggestions.length > 0 && (
        <datalist id={list}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** A number. A text that is not a number is sent as it is; the server says what is wrong with it. */
function NumberValue({ ids, value, onChange, placeholder }: ControlProps) {
  const [typed, setTyped] = useState('');
  const shown = value === undefined || value === null ? '' : textOf(value);
  // `1.` and `1` are the same number, but the text must stay as typed on the way to `1.5`.
  const text = shown !== '' && textOf(numberIn(typed)) === shown ? typed : shown;
  return (
    <input
      {...ids}
      class="input"
      inputMode="decimal"
      autocomplete="off"
      placeholder={placeholder}
      value={text}
      onInput={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(numberIn(currentTarget.value));
      }}
    />
  );
}

/** One of a few values. A current value that is not among them stays as a choice. */
function Choice({ ids, value, values, onChange, placeholder }: ControlProps & { readonly values: readonly Json[] }) {
  const isOther = value !== undefined && value !== null && !values.includes(value);
  const all = isOther ? [...values, value] : values;
  const index = value === undefined ? -1 : all.indexOf(value);
  return (
    <select
      {...ids}
      class="input"
      value={String(index)}
      onChange={({ currentTarget }) => onChange(all[Number(currentTarget.value)])}
    >
      <option value="-1">{value === null ? 'null' : (placeholder ?? '–')}</option>
      {all.map((each, at) => (
        <option key={at} value={String(at)}>
          {textOf(each)}
        </option>
      ))}
    </select>
  );
}

function numberIn(text: string): Json | undefined {
  if (text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

interface AnyValueProps extends ControlProps {
  readonly label: string;
}

const shapes = ['text', 'number', 'true', 'false', 'null', 'JSON'] as const;
type Shape = (typeof shapes)[number];

/** A value of any type: the type is chosen, and lists and objects are written as JSON. */
function AnyValue({ ids, value, onChange, label }: AnyValueProps) {
  const [shape, setShape] = useState(shapeOf(value));
  const choose = (next: Shape) => {
    setShape(next);
    onChange(converted(value, next));
  };
  return (
    <div class="form-any">
      <select
        class="input"
        aria-label={`Kind of ${label}`}
        value={shape}
        onChange={({ currentTarget }) => choose(currentTarget.value as Shape)}
      >
        {shapes.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
      {shape === 'text' && <TextValue {...{ ids, value, onChange }} long={textOf(value).length > 50} />}
      {shape === 'number' && <NumberValue {...{ ids, value, onChange }} />}
      {shape === 'JSON' && <JsonText {...{ ids, value, onChange }} />}
    </div>
  );
}

/** Only valid JSON changes the value; anything else is marked, so that the form is not sent by mistake. */
function JsonText({ ids, value, onChange }: ControlProps) {
  const [text, setText] = useState(() => readable(value));
  const isBroken = text.trim() !== '' && parsed(text) === undefined;
  return (
    <div class="form-json">
      <textarea
        {...ids}
        {...(isBroken && { 'aria-invalid': 'true', 'data-broken': '' })}
        class="input"
        rows={Math.min(12, text.split('\n').length)}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          const next = parsed(currentTarget.value);
          if (next !== undefined || currentTarget.value.trim() === '') onChange(next);
        }}
      />
      {isBroken && <p class="field-wrong">This is not JSON yet.</p>}
    </div>
  );
}

/** On one line where it is short, otherwise on several. */
function readable(value: Json | undefined): string {
  if (value === undefined) return '';
  const line = JSON.stringify(value);
  return line.length < 60 ? line : JSON.stringify(value, null, 2);
}

function shapeOf(value: Json | undefined): Shape {
  if (typeof value === 'object' && value !== null) return 'JSON';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean' || value === null) return String(value) as Shape;
  return 'text';
}

function converted(value: Json | undefined, shape: Shape): Json | undefined {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  if (shape === 'text') return text;
  if (shape === 'number') return text !== '' && Number.isFinite(Number(text)) ? Number(text) : 0;
  if (shape === 'JSON') return parsed(text) ?? text;
  return JSON.parse(shape) as Json;
}
