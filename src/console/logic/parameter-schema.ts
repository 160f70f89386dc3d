import { propertiesOf, type Document, type Schema } from './merged-schema.ts';

/** A parameter of a state, as `GET /__stub/states` describes it. */
interface Parameter {
  readonly type: string;
  readonly meaning?: string | undefined;
}

const WHOLE_NUMBER = /^whole number from (\d+) to (\d+)$/;
const TEXT = /^text\b/;
/** A list of simple words or numbers. */
const LIST = /^[\w.-]+(?:, [\w.-]+)+$/;

/**
 * A schema for the parameters of a state, whose types are described in words. A type that is not recognised is asked
 * for as JSON.
 *
 * @param fields schema of a use case, for parameters that are its fields
 */
export function parametersSchema(
  document: Document,
  fields: Schema,
  parameters: Readonly<Record<string, Parameter>>,
): Schema {
  const known = new Map(propertiesOf(document, fields));
  const properties = Object.entries(parameters).map(([name, { type, meaning }]): [string, Schema] => {
    const schema = known.get(name) && type === 'as in the contract' ? (known.get(name) as Schema) : schemaOfWords(type);
    return [
      name,
      meaning ? { ...schema, description: `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.` } : schema,
    ];
  });
  return { type: 'object', properties: Object.fromEntries(properties) };
}

/** `whole number from 0 to 60000`, `500, 503`, `text of 24 characters` */
function schemaOfWords(type: string): Schema {
  const range = WHOLE_NUMBER.exec(type);
  if (range) return { type: 'integer', minimum: Number(range[1]), maximum: Number(range[2]) };
  if (LIST.test(type)) {
    const values = type.split(', ');
    const numbers = values.map(Number);
    return { enum: numbers.every(Number.isFinite) ? numbers : values };
  }
  return TEXT.test(type) ? { type: 'string', title: type } : { title: type };
}
