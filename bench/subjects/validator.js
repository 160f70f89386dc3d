/**
 * Validates bodies for the two bare servers. Plain JavaScript, because stripping types would make their start slower.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @param {string} file a JSON Schema, which Ajv compiles when the server starts, as usual; or a module of validators
 *   compiled ahead of time, as the stub has
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
