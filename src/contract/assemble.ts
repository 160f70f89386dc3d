import type { Contract, ContractData, Operation, OperationValidators } from './contract.ts';
import { stripUnknownOf } from './strip-unknown.ts';

/**
 * Joins the data of operations with their compiled validators.
 *
 * @param validators by `operationId`
 * @param loadDocument reads the OpenAPI document that the operations are from
 */
export function assembleContract(
  data: ContractData,
  validators: Readonly<Record<string, OperationValidators>>,
  loadDocument: () => Promise<object>,
): Contract {
  return {
    operations: data.operations.map((operation) => ({
      ...operation,
      stripUnknown: stripUnknownOf(operation.body?.shape ?? null),
      validators: validators[operation.operationId] ?? {},
    })),
    loadDocument,
  };
}

/** A contract with the operations of both. One of `extra` replaces a base one of the same id, or method and path. */
export function extendContract(base: Contract, extra: Contract): Contract {
  const isReplaced = (old: Operation) =>
    extra.operations.some(
      (each) => each.operationId === old.operationId || (each.method === old.method && each.path === old.path),
    );
  return {
    operations: [...base.operations.filter((old) => !isReplaced(old)), ...extra.operations],
    loadDocument: (operation) => (extra.operations.includes(operation) ? extra : base).loadDocument(operation),
  };
}
