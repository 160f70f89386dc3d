import { useState } from 'preact/hooks';
import { parsed, type Json } from '../logic/json.ts';
import { textOf } from '../logic/text-of.ts';
import { NumberValue, TextValue } from './leaf.tsx';
import type { ControlIds } from './schema-field.tsx';

interface AnyValueProps {
  readonly ids: ControlIds;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
  readonly label: string;
}

const shapes = ['text', 'number', 'true', 'false', 'null', 'JSON'] as const;
type Shape = (typeof shapes)[number];

/** A value of any type: the type is chosen, and lists and objects are written as JSON. */
export function AnyValue({ ids, value, onChange, label }: AnyValueProps) {
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
function JsonText({ ids, value, onChange }: Omit<AnyValueProps, 'label'>) {
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const isBroken = text.trim() !== '' && parsed(text) === undefined;
  return (
    <div class="form-json">
      <textarea
        {...ids}
        {...(isBroken && { 'aria-invalid': 'true', 'data-broken': '' })}
        class="input"
        rows={Math.min(12, Math.max(3, text.split('\n').length))}
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
