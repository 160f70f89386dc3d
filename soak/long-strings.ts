/** Strings that are long, wherever a request has room for one. CI looks at the answers, the soak at the clock. */
import { hostileStrings, validFields } from '../test/helpers/arbitraries.ts';
import type { ApiRequest } from '../test/helpers/requests.ts';

/** What the API reads of a URL, a host's name above all, is worked on before it is found to be wrong. */
const addresses = ['a', 'a.', '1.', 'é', '\u0301', ':', '%41', '[', '/..', '\t', '\\', '@'];

/** By what they consist of: strings of so many characters. */
export function longStrings(length: number): ReadonlyMap<string, string> {
  const urls = addresses.map((unit) => `http://${unit.repeat(length / unit.length - 7)}!`);
  const spaces = [`{{${' '.repeat(length)}`, `{{a${' '.repeat(length)}`, `+1${' '.repeat(length)}4155550134`];
  return new Map(
    [...hostileStrings(length), ...urls, ...spaces].map((text) => [JSON.stringify(text.slice(0, 12)), text]),
  );
}

/** By field: a body that has a string there, of the right type or not. */
const fields: Readonly<Record<string, (text: string) => object>> = {
  ...Object.fromEntries(Object.keys(validFields).map((field) => [field, (text: string) => ({ [field]: text })])),
  'a name to extract': (name) => ({ extract_with_ai: [{ name }, { name }] }),
  'a type to extract': (type) => ({ extract_with_ai: [{ name: 'x', type }] }),
  'a tag': (name) => ({ classification_tags: [{ name, description: name }] }),
  'a day of the week': (day) => ({ enable_detailed_work_hours: true, detailed_work_hours: { [day]: null } }),
  'the hours of a day': (start) => ({ detailed_work_hours: { monday: { start, end: '18:00' } } }),
  'a keyword': (keyword) => ({ keywords: [keyword] }),
  'the address of a hook': (url) => ({ hooks: [{ url }] }),
  'a header of a hook': (key) => ({ hooks: [{ url: 'https://a.example', headers: [{ key, value: key }] }] }),
  'the name of a parameter': (name) => ({ params: { [name]: 'x' } }),
  'the language of a message': (key) => ({ amd: true, amd_behavior: 'Message', amd_messages: { [key]: 'x' } }),
  'a message': (text) => ({ amd: true, amd_behavior: 'Message', amd_messages: { 'en-US': text } }),
  'a label': (name) => ({ sample_labels: [{ name, color: 'slate' }] }),
  'the colour of a label': (color) => ({ sample_labels: [{ name: 'x', color }] }),
  'a model': (model) => ({ evaluation_models: [model] }),
  'a property that nobody knows': (name) => ({ [name]: 'x' }),
};

/** By place: a request to the API that has a string there, besides a name that is fine. */
export const placesInUseCases: ReadonlyMap<string, (text: string) => ApiRequest> = new Map(
  Object.entries(fields).map(([place, body]) => [
    place,
    (text) => ({
      method: 'POST',
      path: '/use-cases',
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      text: JSON.stringify({ name: 'x', ...body(text) }),
    }),
  ]),
);
