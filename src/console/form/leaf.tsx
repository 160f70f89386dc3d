import { useId, useState } from 'preact/hooks';
import type { Kind } from '../logic/form-model.ts';
import type { Json } from '../logic/json.ts';
import { textOf } from '../logic/text-of.ts';
import { AnyValue } from './any-value.tsx';
import type { ControlIds, ValueProps } from './schema-field.tsx';

interface LeafProps extends ValueProps {
  readonly kind: Kind;
  readonly ids: ControlIds;
  readonly label: string;
}

/** The control for a single value: a text, a number, a choice, or JSON. */
export function Leaf({ kind, ids, value, onChange, label }: LeafProps) {
  switch (kind.kind) {
    case 'text':
      return <TextValue {...{ ids, value, onChange }} suggestions={kind.suggestions} long={kind.long} />;
    case 'number':
      return <NumberValue {...{ ids, value, onChange }} />;
    case 'boolean':
      return <Choice {...{ ids, value, onChange }} values={[true, false]} />;
    case 'choice':
      return <Choice {...{ ids, value, onChange }} values={kind.values} />;
    default:
      return <AnyValue {...{ ids, value, onChange, label }} />;
  }
}

interface ControlProps {
  readonly ids: ControlIds;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

interface TextValueProps extends ControlProps {
  readonly suggestions?: readonly string[];
  readonly long?: boolean;
}

/** A text; known values are suggested, and any other can be typed. */
export function TextValue({ ids, value, onChange, suggestions = [], long = false }: TextValueProps) {
  const list = useId();
  // A control that changed its kind during typing would lose the focus.
  const [isLong] = useState(long);
  const text = typeof value === 'string' ? value : '';
  if (isLong) {
    return (
      <textarea
        {...ids}
        class="input form-text"
        rows={3}
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
export function NumberValue({ ids, value, onChange }: ControlProps) {
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
      value={text}
      onInput={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(numberIn(currentTarget.value));
      }}
    />
  );
}

/** One of a few values. A current value that is not among them stays as a choice. */
function Choice({ ids, value, values, onChange }: ControlProps & { readonly values: readonly Json[] }) {
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
      <option value="-1">{value === null ? 'null' : '–'}</option>
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
