import type { Node } from './compile.ts';
import type { Json, Operation, ResponseData } from './contract.ts';
import type { Issue } from './types.ts';

/** A reply of an amended operation: what the document says of it, and the schema of its body. */
export interface AmendedReply extends ResponseData {
  /** References name components as in the document. Undefined: as before. */
  readonly schema?: Node;
}

/** An operation with what has been amended of it. */
export interface AmendedOperation extends Operation {
  readonly responses: Readonly<Record<string, AmendedReply>>;
  /** Issues of a use case as an update would leave it, which `before` did not have. */
  readonly issuesOfChange: (before: object, merged: object) => readonly Issue[];
  /** Whether unknown properties are stored. */
  readonly keepsUnknown: boolean;
}

/** Whether an operation is of an amended contract, and not of a document that a user has given. */
export function isAmended<Given extends object>(operation: Given): operation is Given & AmendedOperation {
  return 'issuesOfChange' in operation;
}

/** The issue for a request without an API key, where the contract has that header. */
export const MISSING_KEY = {
  code: 'invalid_type',
  expected: 'string',
  received: 'undefined',
  path: ['authorization'],
  message: 'Required',
} as const;

/** What is otherwise in a reply of an operation of a user's document. */
export type OwnReply =
  /** It may have this form as well. */
  | ({ readonly kind: 'also'; readonly schema: Node } & Pick<ResponseData, 'description' | 'examples'>)
  /** It has this form. */
  | { readonly kind: 'instead'; readonly schema: Node; readonly change: (example: Json) => Json }
  /** What it was stands within this form. */
  | { readonly kind: 'within'; readonly schema: (old: Node) => Node; readonly change: (example: Json) => Json }
  /** Only its examples are otherwise. */
  | { readonly kind: 'examples'; readonly change: (example: Json) => Json };

const TEXT = { type: 'string' };

/** Replies to requests whose key is missing or malformed, where it is chosen that they are no 401. */
export const keyReplies = {
  missing: {
    description: 'The request breaks the contract.',
    schema: {
      type: 'object',
      required: ['issues', 'name'],
      properties: { issues: { type: 'array', items: { type: 'object' } }, name: { const: 'ZodError' } },
    },
    examples: { key_missing: { issues: [MISSING_KEY], name: 'ZodError' } },
  },
  malformed: {
    description: 'The authorization header has no bearer token.',
    schema: { type: 'object', required: ['message'], properties: { message: TEXT } },
    examples: { key_malformed: { message: 'The authorization header must be of the form "Bearer API_KEY"' } },
  },
} as const satisfies Record<string, Pick<ResponseData, 'description' | 'examples'> & { readonly schema: Node }>;

/** The schema of a page of a list. @param list the schema of the list */
export function pageSchema(list: Node): Node {
  const properties = { items: list, count: { type: 'integer' }, currentPage: { type: 'integer' } };
  return { type: 'object', required: Object.keys(properties), properties };
}

/** A list as a page. */
export function pageOf(items: Json[]): Json {
  return { items, count: items.length, currentPage: 1 };
}
