import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Rule } from '../api.ts';
import type { Document, Schema } from '../logic/merged-schema.ts';

/** Something that the stub says about a value. */
export interface FormMessage {
  readonly kind: 'issue' | 'warning';
  readonly text: string;
  /** What was probably meant. */
  readonly suggestion?: string;
  /** Id of the rule behind it. */
  readonly rule?: string;
}

/** What all fields of a form know. */
export interface FormKnowledge {
  readonly document: Document;
  readonly rules: ReadonlyMap<string, Rule>;
  /** The catalogue `x-sources`. */
  readonly sources: Schema;
  /** What the stub says, by the place of the field that says it on. */
  readonly messages: ReadonlyMap<string, readonly FormMessage[]>;
}

export const FormContext = createContext<FormKnowledge | undefined>(undefined);

/** What all fields of the form know. */
export function useForm(): FormKnowledge {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error('a field is outside of FormContext');
  return form;
}
