import type { Node } from './compile.ts';
import type { Operation, ResponseData } from './contract.ts';
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
