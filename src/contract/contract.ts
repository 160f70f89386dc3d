/**
 * The contract at run time: which operations there are, what their requests must look like, and what the
 * OpenAPI document says a reply looks like. Everything here is derived from `openapi/use-cases.yaml`.
 */

/** JSON as it travels. Objects are plain; none of this code trusts their prototypes. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The keys that lead to a place in a JSON value, from the root. */
export type Path = (string | number)[];

/** The HTTP methods that a contract can describe, as Node writes them. */
export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH' | 'HEAD' | 'OPTIONS' | 'TRACE';

/**
 * The properties that a schema knows, level by level, in the contract's order. `null` stands for a value that is
 * kept whole: a scalar, a map, or an object whose shape the contract leaves open.
 */
export interface Shape {
  readonly properties?: Readonly<Record<string, Shape | null>>;
  readonly items?: Shape | null;
}

/** What an issue may have to say about a property, beyond what the compiled schema reports. */
export interface PropertyFacts {
  /** Its place among the contract's properties, from 0. */
  readonly position: number;
  readonly type: string;
  /** Whether its shortest and its longest permitted length are the same. */
  readonly exactLength: boolean;
}

/** By name: the facts of a request part's properties. */
export type Facts = Readonly<Record<string, PropertyFacts>>;

/** What a parameter of a query may be. */
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
  /** By name, in lower case: the example of each header that has one. */
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
  /** Whether the contract wants an API key. */
  readonly secured: boolean;
  /** Names of the security schemes of which it wants one. */
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
    /** By the property that an `if`/`then` rule asks for: what to say when it is missing. */
    readonly conditions: Readonly<Record<string, string>>;
  } | null;
  /** By status code. */
  readonly responses: Readonly<Record<string, ResponseData>>;
}

/** What `npm run generate` writes about a contract beside its types and validators. */
export interface ContractData {
  readonly operations: readonly OperationData[];
  /** By `Schema.property`: the values that are assumed where the reference shows only the first. */
  readonly assumedValues: Readonly<Record<string, readonly string[]>>;
  /** By schema name: the values of each named enumeration. */
  readonly enumerations: Readonly<Record<string, readonly string[]>>;
}

/** A property that the contract does not know. */
export interface UnknownProperty {
  readonly path: Path;
  /** The names that the contract knows at that place. */
  readonly known: readonly string[];
}

/**
 * Copies a value without the properties that the contract does not know, as zod does, in the contract's order.
 * Values of the wrong type are kept as they are; to refuse them is the validators' business.
 */
export type Keep = (value: unknown, unknown: UnknownProperty[], path?: Path) => unknown;

/** The part of an Ajv error that is read here. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A compiled JSON Schema: answers whether a value conforms and leaves the reasons in `errors`. */
export interface SchemaValidator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** The compiled schemas of one operation. */
export interface OperationValidators {
  readonly path?: SchemaValidator;
  readonly body?: SchemaValidator;
}

/** An operation together with its compiled schemas. */
export interface Operation extends OperationData {
  /** Drops from a body what the contract does not know. */
  readonly keep: Keep;
  readonly validators: OperationValidators;
}

/** A contract, ready to serve. */
export interface Contract {
  readonly operations: readonly Operation[];
  /** The whole OpenAPI document that describes an operation, dereferenced by whoever wants it so. */
  loadDocument(operation: Operation): Promise<object>;
}
