/** Long strings in every place of a request. CI checks the replies, the soak measures their time. */
import { hostileStrings, validFields } from '../test/helpers/arbitraries.ts';
import type { ApiRequest } from '../test/helpers/requests.ts';

/** Parsing a URL takes work before it fails, most of all for the host's name. */
const addresses = ['a', 'a.', '1.', 'é', '\u0301', ':', '%41', '[', '/..', '\t', '\\', '@'];

/** @returns strings of a length, by their first characters */
export function longStrings(length: number): ReadonlyMap<string, string> {
  const urls = addresses.map((unit) => `http://${unit.repeat(length / unit.length - 7)}!`);
  const spaces = [`{{${' '.repeat(length)}`, `{{a${' '.repeat(length)}`, `+1${' '.repeat(length)}4155550134`];
  return new Map(
    [...hostileStrings(length), ...urls, ...spaces].map((text) => [JSON.stringify(text.slice(0, 12)), text]),
  );
}

/** By field: a body with a string there, valid or not. */
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
  'an unknown property': (name) => ({ [name]: 'x' }),
};

/** By place: a create with a string there, and a valid name. */
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
