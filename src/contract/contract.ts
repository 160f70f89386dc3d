/**
 * The contract at run time: which operations there are, what their requests must look like, and what the OpenAPI
 * document says about their replies. The data is generated from the documents in openapi/.
 */

import type { Issue } from './types.ts';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The keys that lead to a place in a JSON value, from the root. */
export type Path = (string | number)[];

/** The HTTP methods that a contract can describe, as Node writes them. */
export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH' | 'HEAD' | 'OPTIONS' | 'TRACE';

/**
 * The properties that a schema knows, level by level, in the contract's order. `null` is a value without known
 * properties: a scalar, a map, or an object whose properties the contract leaves open.
 */
export interface Shape {
  readonly properties?: Readonly<Record<string, Shape | null>>;
  readonly items?: Shape | null;
}

/** What an issue says about a property, beyond what the compiled schema reports. */
export interface PropertyFacts {
  /** Position among the contract's properties, from 0. */
  readonly position: number;
  readonly type: string;
  /** Whether `minLength` and `maxLength` are the same. */
  readonly exactLength: boolean;
}

/** Facts of the properties of a body or of the path parameters, by name. */
export type Facts = Readonly<Record<string, PropertyFacts>>;

/** The values that a query parameter takes. */
export interface QueryParameter {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: string | number;
}

/** One response of an operation, with its named examples in the contract's order. */
export interface ResponseData {
  readonly description: string;
  /** The example of each header that has one, by the header's name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly examples: Readonly<Record<string, Json>>;
}

/** One method and path of the contract. */
export interface OperationData {
  readonly operationId: string;
  readonly method: Method;
  /** Path template relative to the server's base URL, such as `/use-cases/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** Whether the operation requires an API key. */
  readonly secured: boolean;
  /** Names of the security schemes, one of which is required. */
  readonly schemes: readonly string[];
  readonly pathParameters: Facts;
  /** By name. */
  readonly queryParameters: Readonly<Record<string, QueryParameter>>;
  readonly body: {
    readonly required: boolean;
    readonly shape: Shape | null;
    readonly facts: Facts;
    /** Documented defaults of fields that a client may leave out. */
    readonly defaults: Readonly<Record<string, Json>>;
    /** Messages of `if`/`then` rules, by the property that the rule requires. */
    readonly conditions: Readonly<Record<string, string>>;
  } | null;
  /** By status code. */
  readonly responses: Readonly<Record<string, ResponseData>>;
}

/** A document under openapi/ as data; `npm run generate` writes it, beside types and validators. */
export interface ContractData {
  readonly operations: readonly OperationData[];
  /** Values that are assumed where the reference shows only the first one, by `Schema.property`. */
  readonly assumedValues: Readonly<Record<string, readonly string[]>>;
  /** Values of each named enumeration, by the name of its schema. */
  readonly enumerations: Readonly<Record<string, readonly string[]>>;
}

/** A property that the contract does not know. */
export interface UnknownProperty {
  readonly path: Path;
  /** Names that the contract knows at that place. */
  readonly known: readonly string[];
}

/**
 * Copies a value without its unknown properties, in the contract's order, as zod does; a value that is already like
 * that is returned itself. Values of the wrong type stay as they are; the validators refuse them.
 *
 * @param unknown the properties that were removed are added to this list
 * @param path where the value is in the body; default: it is the body
 */
export type StripUnknown = (value: unknown, unknown: UnknownProperty[], path?: Path) => unknown;

/** The part of an Ajv error that the stub reads. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A compiled JSON Schema: tells whether a value conforms, and puts the reasons into `errors`. */
export interface SchemaValidator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
  /** Of validators that are not compiled: the issues themselves. `later` is as in `bodyIssues`. */
  readonly issuesOf?: (value: unknown, later?: Issue[]) => readonly Issue[];
}

/** The compiled schemas of one operation. */
export interface OperationValidators {
  readonly path?: SchemaValidator;
  readonly body?: SchemaValidator;
  /** Of the bodies of replies, by status. The stub's own routes have none. */
  readonly replies?: Readonly<Record<string, SchemaValidator>>;
}

/** An operation together with its compiled schemas. */
export interface Operation extends OperationData {
  /** Removes unknown properties from a body. */
  readonly stripUnknown: StripUnknown;
  readonly validators: OperationValidators;
}

/** A contract, ready to serve. */
export interface Contract {
  readonly operations: readonly Operation[];
  /** Reads the whole OpenAPI document that describes an operation. Its references are not resolved. */
  loadDocument(operation: Operation): Promise<object>;
}

/** Thrown for a file that cannot be served as a contract. The message is one line: file, place, reason. */
export class SpecFileError extends Error {
  override readonly name = 'SpecFileError';
}
