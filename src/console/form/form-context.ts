import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Rule } from '../api.ts';
import type { Path } from '../logic/form-model.ts';
import type { Json } from '../../lib/json.ts';
import type { Document, Schema } from '../logic/merged-schema.ts';

/** A value and the function that takes its changes; `undefined` is a value that is left out. */
export interface ValueProps {
  readonly schema: Schema;
  readonly value: Json | undefined;
  readonly path: Path;
  readonly onChange: (value: Json | undefined) => void;
}

/** The attributes that tie label, help and messages to a control. */
export interface ControlIds {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
}

/** A message of the stub about a value. */
export interface FormMessage {
  readonly kind: 'issue' | 'warning';
  readonly text: string;
  /** What was probably meant. */
  readonly suggestion?: string;
  /** Id of the rule behind it. */
  readonly rule?: string;
}

/** Everything that the fields of a form share. */
export interface FormKnowledge {
  readonly document: Document;
  readonly rules: ReadonlyMap<string, Rule>;
  /** The catalogue `x-sources`. */
  readonly sources: Schema;
  /** The stub's messages, by the JSON pointer of the field that shows them. */
  readonly messages: ReadonlyMap<string, readonly FormMessage[]>;
}

export const FormContext = createContext<FormKnowledge | undefined>(undefined);

/** Everything that the fields of the form share. */
export function useForm(): FormKnowledge {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error('a field is outside of FormContext');
  return form;
}
