import type { Contract, ContractData, Operation, OperationData, OperationValidators } from './contract.ts';
import { templateKey } from './routes.ts';
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

/** Whether an operation stands in the place of another one: it has the same id, or takes the same requests. */
export function replaces(operation: OperationData, old: OperationData): boolean {
  return operation.operationId === old.operationId || takesSame(operation, old);
}

/** Whether operations take the same requests: method and path, whatever the parameters are called. */
export function takesSame(one: Pick<OperationData, 'method' | 'path'>, other: OperationData): boolean {
  return one.method === other.method && templateKey(one.path) === templateKey(other.path);
}

/** A contract with the operations of both. One of `extra` replaces a base one of the same id, or method and path. */
export function extendContract(base: Contract, extra: Contract): Contract {
  const isReplaced = (old: Operation) => extra.operations.some((each) => replaces(each, old));
  return {
    operations: [...base.operations.filter((old) => !isReplaced(old)), ...extra.operations],
    loadDocument: (operation) => (extra.operations.includes(operation) ? extra : base).loadDocument(operation),
  };
}
