import { Ajv2020 } from 'ajv/dist/2020.js';
import type { DataFile } from '../lib/data-file.ts';
import { fromPointer } from '../lib/json-pointer.ts';
import { assembleContract, extendContract } from './assemble.ts';
import { builtInContract } from './built-in.ts';
import { checkReplies } from './compile-replies.ts';
import {
  addComponents,
  ajvOptions,
  appendErrors,
  compileDocument,
  ContractError,
  operationsOf,
  type Node,
  type OperationSchemas,
} from './compile.ts';
import { SpecFileError, type Contract, type OperationValidators, type SchemaValidator } from './contract.ts';
import { readDocumentFile } from './read-document.ts';

/**
 * Extends the built-in contract by the operations of an OpenAPI 3.1 document (`--spec FILE`). Prism mocks those that
 * the stub has no handler for.
 *
 * @param file a YAML or JSON file
 * @throws SpecFileError when the file cannot be read, parsed or compiled
 */
export async function loadContract(file: string): Promise<Contract> {
  return extendContract(builtInContract(), (await readCompiled(file)).contract);
}

/** An OpenAPI document, compiled: only what the file itself describes. */
export interface ContractFile {
  /** The file's path as it was given. */
  readonly file: string;
  readonly document: Node;
  readonly contract: Contract;
  /** The line, from 1, of a JSON pointer into the document, or of the nearest place around it. */
  lineOf(pointer: string): number;
}

/**
 * Reads an OpenAPI 3.1 document that pacts are compared with. A stub that serves a document need not read its replies;
 * this does.
 *
 * @param file a YAML or JSON file
 * @throws SpecFileError when the file cannot be read, parsed or compiled
 */
export async function readContractFile(file: string): Promise<ContractFile> {
  return readCompiled(file, checkReplies);
}

/** @param check throws ContractError for a document that is not wanted */
async function readCompiled(file: string, check?: (document: Node) => void): Promise<ContractFile> {
  const read = await readDocumentFile(file);
  const document = read.value;
  try {
    const { data, schemas } = compileDocument(document);
    check?.(document);
    const contract = assembleContract(data, compileSchemas(document, schemas), async () => document);
    return { file, document, contract, lineOf: (pointer) => read.lineOf(fromPointer(pointer)) };
  } catch (error) {
    const place = error instanceof ContractError ? placeOf(error.pointer, read) : '';
    throw new SpecFileError(`${file}${place}: ${(error as Error).message}`, { cause: error });
  }
}

function compileSchemas(
  document: Node,
  schemas: Readonly<Record<string, OperationSchemas>>,
): Record<string, OperationValidators> {
  const ajv = new Ajv2020({ ...ajvOptions, code: { process: appendErrors } });
  addComponents(ajv, document);
  const places = new Map([...operationsOf(document)].map(({ node, pointer }) => [node['operationId'], pointer]));
  const compiled = Object.entries(schemas).map(([operationId, { path, body, replies }]) => {
    const validators = withPlace(places.get(operationId) ?? '', () => ({
      ...(path && { path: ajv.compile(path) }),
      ...(body && { body: ajv.compile(body) }),
      replies: Object.fromEntries(Object.entries(replies).map(([status, schema]) => [status, onFirstUse(ajv, schema)])),
    }));
    return [operationId, validators] as const;
  });
  return Object.fromEntries(compiled);
}

/**
 * Compiles a schema when it is first used: few stubs check a reply. What Ajv cannot compile refuses nothing, since a
 * document must be no stricter at start than it was without scenarios.
 */
function onFirstUse(ajv: Ajv2020, schema: Node): SchemaValidator {
  let compiled: SchemaValidator | undefined;
  const validator: SchemaValidator = (value) => {
    try {
      compiled ??= ajv.compile(schema);
    } catch {
      compiled = () => true;
    }
    const conforms = compiled(value);
    validator.errors = compiled.errors ?? null;
    return conforms;
  };
  return validator;
}

/** Adds the place in the document to what Ajv throws: Ajv sees only the schema. */
function withPlace<Result>(pointer: string, compile: () => Result): Result {
  try {
    return compile();
  } catch (error) {
    throw new ContractError(pointer, (error as Error).message);
  }
}

/** The line and pointer of an error. A pointer that begins with `#` is a broken reference: the line that has it. */
function placeOf(pointer: string, { value, lineOf }: DataFile): string {
  const path = pointer.startsWith('/') ? fromPointer(pointer) : pathToReference(value, pointer);
  if (path === undefined) return pointer === '' ? '' : ` at ${pointer}`;
  return `:${lineOf(path)} at ${pointer}`;
}

function pathToReference(node: unknown, reference: string): string[] | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref' && value === reference) return [key];
    const below = pathToReference(value, reference);
    if (below) return [key, ...below];
  }
  return undefined;
}
