import { isAmended } from './amended-operation.ts';
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
  /** Issues of a use case as an update would leave it, at places where it had none before. */
  readonly issuesOfChange: (before: object, merged: object) => readonly Issue[];
  /** Properties that the contract does not know, at any depth; none where the API keeps them. */
  readonly unknownProperties: (fields: object) => readonly UnknownProperty[];
}

/** @param contract where it lacks `createUseCase` or `updateUseCase`, the built-in contract is used */
export function useCaseFacts(contract: Contract): UseCaseFacts {
  const builtIn = builtInContract();
  const operation = (id: string) =>
    [...contract.operations, ...builtIn.operations].find(({ operationId }) => operationId === id) as Operation;
  const create = operation('createUseCase');
  const update = operation('updateUseCase');
  const contractIssues = (fields: object) => bodyIssues(create, fields);
  return {
    defaults: create.body?.defaults ?? {},
    contractIssues,
    issuesOfChange: isAmended(create)
      ? create.issuesOfChange
      : (before, merged) => withoutOld(contractIssues(merged), () => contractIssues(before)),
    unknownProperties(fields) {
      if (isAmended(update) && update.keepsUnknown) return [];
      const unknown: UnknownProperty[] = [];
      update.stripUnknown(fields, unknown);
      return unknown;
    },
  };
}

function withoutOld(found: readonly Issue[], old: () => readonly Issue[]): readonly Issue[] {
  if (found.length === 0) return found;
  const known = new Set(old().map(({ path }) => path.join('\u0000')));
  return found.filter(({ path }) => !known.has(path.join('\u0000')));
}
