import type { OperationData } from '../../contract/contract.ts';
import type { CoverageRow, PactReport } from './report.ts';

/** Who relies on which status of which operation; those of the contract that nobody relies on included. */
export function coverageOf(operations: readonly OperationData[], pacts: readonly PactReport[]): CoverageRow[] {
  const consumers = new Map<string, Set<string>>();
  for (const { consumer, interactions } of pacts) {
    for (const { operationId, status } of interactions) {
      if (operationId === undefined) continue;
      const key = `${operationId} ${status}`;
      consumers.set(key, (consumers.get(key) ?? new Set()).add(consumer));
    }
  }
  return operations.flatMap(({ operationId, responses }) =>
    Object.keys(responses).map((status) => ({
      operationId,
      status,
      consumers: [...(consumers.get(`${operationId} ${status}`) ?? [])].sort(),
    })),
  );
}
