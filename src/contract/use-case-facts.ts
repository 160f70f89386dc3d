import { builtInContract } from './built-in.ts';
import type { Contract, Json, Operation, UnknownProperty } from './contract.ts';
import { bodyIssues } from './issues.ts';
import type { Issue } from './types.ts';

/** What the contract says about the fields of a use case, whichever operation is at work. */
export interface UseCaseFacts {
  /** Documented defaults of fields that a create leaves out. */
  readonly defaults: Readonly<Record<string, Json>>;
  /** What is wrong with a whole use case: the rules of create. */
  readonly contractIssues: (fields: object) => readonly Issue[];
  /** What the contract does not know of a use case's fields, however deep. */
  readonly unknownProperties: (fields: object) => readonly UnknownProperty[];
}

/** @param contract one given by a user may describe the same paths otherwise; then the built-in one counts */
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
      update.keep(fields, unknown);
      return unknown;
    },
  };
}
