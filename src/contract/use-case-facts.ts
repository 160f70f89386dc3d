import { builtInContract } from './built-in.ts';
import type { Contract, Json, Operation, UnknownProperty } from './contract.ts';
import { bodyIssues } from './issues.ts';
import type { Issue } from './types.ts';

/** What the contract says about the fields of a use case, for any operation. */
export interface UseCaseFacts {
  /** Documented defaults of the fields that a create leaves out. */
  readonly defaults: Readonly<Record<string, Json>>;
  /** Issues of a whole use case, by the rules of a create. */
  readonly contractIssues: (fields: object) => readonly Issue[];
  /** Properties that the contract does not know, at any depth. */
  readonly unknownProperties: (fields: object) => readonly UnknownProperty[];
}

/** @param contract where it lacks `createUseCase` or `updateUseCase`, the built-in contract is used */
export function useCaseFacts(contract: Contract): UseCaseFacts {
  const builtIn = builtInContract();
  const operation = (id: string) =>
    [...contract.operations, ...builtIn.operations].find(({ operationId }) => operationId === id) as Operation;
  const create = operation('createUseCase');
  const update = operation('updateUseCase');
  return {
    defaults: create.body?.defaults ?? {},
    contractIssues: (fields) => bodyIssues(create, fields),
    unknownProperties(fields) {
      const unknown: UnknownProperty[] = [];
      update.stripUnknown(fields, unknown);
      return unknown;
    },
  };
}
