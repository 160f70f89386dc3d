import type { Contract, ContractData, Operation, OperationValidators } from './contract.ts';
import { keeperOf } from './known-properties.ts';

/** Joins what was generated about the operations with their validators. */
export function assembleContract(
  data: ContractData,
  validators: Readonly<Record<string, OperationValidators>>,
  loadDocument: () => Promise<object>,
): Contract {
  return {
    operations: data.operations.map((operation) => ({
      ...operation,
      keep: keeperOf(operation.body?.shape ?? null),
      validators: validators[operation.operationId] ?? {},
    })),
    loadDocument,
  };
}

/** Adds the operations of `extra`; one with the same id, or the same method and path, takes the other's place. */
export function extendContract(base: Contract, extra: Contract): Contract {
  const replaced = (old: Operation) =>
    extra.operations.some(
      (each) => each.operationId === old.operationId || (each.method === old.method && each.path === old.path),
    );
  return {
    operations: [...base.operations.filter((old) => !replaced(old)), ...extra.operations],
    loadDocument: (operation) => (extra.operations.includes(operation) ? extra : base).loadDocument(operation),
  };
}
