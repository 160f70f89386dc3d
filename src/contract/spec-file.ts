import { Ajv2020 } from 'ajv/dist/2020.js';
import { assembleContract, extendContract } from './assemble.ts';
import { builtInContract } from './built-in.ts';
import { addComponents, ajvOptions, compileDocument, ContractError } from './compile.ts';
import type { Contract, OperationValidators } from './contract.ts';
import { readDocument } from './read-document.ts';
import { SpecFileError } from './spec-file-error.ts';

/**
 * The built-in contract, extended by the operations of an OpenAPI 3.1 document. Operations that the stub has no
 * handler for are mocked by Prism; so the contract can grow ahead of the code.
 *
 * @param file a YAML or JSON file
 * @throws SpecFileError when the file cannot be read, parsed or compiled
 */
export async function loadContract(file: string): Promise<Contract> {
  const document = await readDocument(file);
  try {
    const { data, schemas } = compileDocument(document);
    const ajv = new Ajv2020(ajvOptions);
    addComponents(ajv, document);
    const validators: Record<string, OperationValidators> = {};
    for (const [operationId, { path, body }] of Object.entries(schemas)) {
      validators[operationId] = { ...(path && { path: ajv.compile(path) }), ...(body && { body: ajv.compile(body) }) };
    }
    return extendContract(
      builtInContract(),
      assembleContract(data, validators, async () => document),
    );
  } catch (error) {
    const place = error instanceof ContractError ? ` at ${error.pointer}` : '';
    throw new SpecFileError(`${file}${place}: ${(error as Error).message}`, { cause: error });
  }
}
