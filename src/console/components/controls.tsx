/** Single controls with their label, hint and error, for forms whose fields are all texts. */
import { Field } from './field.tsx';

interface ControlProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A value and its words; a text stands for both. */
export type Option = string | readonly [value: string, words: string];

/** A choice of a few values. */
export function SelectField({ value, onChange, options, ...field }: ControlProps & { options: readonly Option[] }) {
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          {options.map((option) => {
            const [given, words] = typeof option === 'string' ? [option, option] : option;
            return (
              <option key={given} value={given}>
                {words}
              </option>
            );
          })}
        </select>
      )}
    </Field>
  );
}

interface TextFieldProps extends ControlProps {
  readonly inputMode?: 'decimal' | 'numeric';
  readonly placeholder?: string;
}

/** A line of text. */
export function TextField({ label, hint, wrong, onChange, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, hint, wrong }}>
      {(control) => (
        <input
          {...control}
          {...input}
          class="input"
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => onChange(input.inputMode ? currentTarget.value.trim() : currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface AreaFieldProps extends ControlProps {
  readonly rows: number;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** Lines of text in code's letters: JSON, or headers. */
export function AreaField({ label, hint, wrong, onChange, ...area }: AreaFieldProps) {
  return (
    <Field {...{ label, hint, wrong }}>
      {(control) => (
        <textarea
          {...control}
          {...area}
          class="input"
          spellcheck={false}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </Field>
  );
}
