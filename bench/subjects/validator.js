/**
 * What the two bare servers check a body with. Plain JavaScript, because the comparison would be unfair if Node had
 * to strip their types first.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @param {string} file a JSON Schema, which Ajv compiles when the server starts, as people do; or a module of
 *   validators compiled ahead of time, as ours has
 */
export async function loadValidator(file) {
  if (file.endsWith('.js')) return (await import(pathToFileURL(file).href)).createUseCase_body;
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ allErrors: true, strict: false, unicode: false, validateFormats: false, logger: false });
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}

/** @param {string | undefined} header */
export function isAuthorized(header) {
  return header !== undefined && header.startsWith('Bearer ') && header.length > 'Bearer '.length;
}
