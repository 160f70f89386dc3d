import { asObject, isObject, parseJson, type UnknownRecord } from '../../lib/guards.ts';

/** The body of a request or response as a pact has it. */
export interface PactBody {
  /** JSON: the value. Text: what is not JSON. None: the pact says nothing about the body. */
  readonly kind: 'json' | 'text' | 'none';
  readonly value: unknown;
  /** The media type that the pact declares, in lower case and without parameters. */
  readonly mediaType: string | undefined;
}

/** Keys of the object that wraps a body from version 4 on. */
const WRAPPER: ReadonlySet<string> = new Set(['content', 'contentType', 'encoded', 'contentTypeHint']);

/**
 * From version 4 on, a body is wrapped in an object, with its type and encoding if the library writes them.
 *
 * @returns the step of a JSON pointer into the wrapper; empty when there is none
 */
export function stepIntoBody(body: unknown): readonly string[] {
  return isObject(body) && 'content' in body && Object.keys(body).every((key) => WRAPPER.has(key)) ? ['content'] : [];
}

/**
 * Reads a body: wrapped or not, a JSON value or JSON as a text, plain or in base64. JSON as a text is JSON unless
 * another media type is declared; a text that is no JSON stays a text.
 *
 * @param half the request or response
 */
export function bodyOf(half: UnknownRecord): PactBody {
  const body = half['body'];
  const wrapper = stepIntoBody(body).length > 0 ? asObject(body) : undefined;
  const mediaType = mediaTypeOf(headerValue(half, 'content-type') ?? wrapper?.['contentType']);
  const content = wrapper === undefined ? body : wrapper['content'];
  if (content === undefined) return { kind: 'none', value: undefined, mediaType };
  const encoded = textOf(wrapper?.['encoded']).toLowerCase();
  if (typeof content !== 'string') return { kind: 'json', value: content, mediaType };
  if (content === '') return { kind: 'text', value: content, mediaType };
  const text = encoded === 'base64' ? Buffer.from(content, 'base64').toString('utf8') : content;
  if (mediaType !== undefined && !isJsonType(mediaType)) return { kind: 'text', value: text, mediaType };
  // Pact's core takes a text of a JSON type for a JSON string, unless its encoding says that the text is JSON.
  if (wrapper !== undefined && mediaType !== undefined && !['base64', 'json'].includes(encoded))
    return { kind: 'json', value: text, mediaType };
  const parsed = parseJson(text);
  if (parsed !== undefined) return { kind: 'json', value: parsed, mediaType };
  // A text in a version without wrappers is a JSON text, as it stands in the file.
  return wrapper === undefined && mediaType !== undefined
    ? { kind: 'json', value: text, mediaType }
    : { kind: 'text', value: text, mediaType };
}

/** Whether a media type is JSON. */
export function isJsonType(mediaType: string): boolean {
  return /^application\/(.+\+)?json$/.test(mediaType);
}

/** The value of a header; of several values, all of them. Names of headers have no case. */
export function headerValue(half: UnknownRecord, name: string): string | undefined {
  const entry = headersOf(half).find(([each]) => each.toLowerCase() === name);
  return entry?.[1];
}

/** Headers as pairs of name and text. Values are texts up to version 3, and lists of texts in version 4. */
export function headersOf(half: UnknownRecord): [name: string, value: string][] {
  return Object.entries(asObject(half['headers']) ?? {}).map(([name, value]) => [
    name,
    [value].flat().map(textOf).join(', '),
  ]);
}

/** A value as text. String() would fail for an object that has a property "toString". */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function mediaTypeOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.split(';', 1)[0]?.trim().toLowerCase() : undefined;
}
