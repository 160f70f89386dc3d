import { knownWays, type InForce, type KnownWay } from '../contract/behavior.ts';
import type { Contract } from '../contract/contract.ts';
import { measure, type RequiredCoverage, type UnitCoverage } from './units.ts';

/** How often an operation replied with a status. */
export interface StatusCoverage {
  readonly status: number;
  /** Whether the contract documents the status. */
  readonly documented: boolean;
  readonly description?: string;
  readonly seen: number;
}

/** An operation with its statuses, documented or observed, in ascending order. */
export interface OperationCoverage {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly statuses: readonly StatusCoverage[];
}

/** What the clients of an organization have covered of the contract. */
export interface StubCoverage {
  /** When counting began (ISO 8601). */
  readonly since: string;
  readonly operations: readonly OperationCoverage[];
  /** Ways of assumptions that are chosen, or known from the real API: the contract that is counted follows them. */
  readonly assumptions: readonly KnownWay[];
}

/** Puts together what is covered of the contract that is in force. */
export function stubCoverage(
  contract: Contract,
  inForce: InForce,
  { since, counts }: { readonly since: string; readonly counts: Parameters<typeof operationCoverage>[1] },
): StubCoverage {
  return { since, operations: operationCoverage(contract, counts), assumptions: knownWays(inForce) };
}

/** Units that requests to a stub can cover: what clients do with the fields of replies, no stub can tell. */
export const suiteUnits = ['operations', 'replies'] as const;

/**
 * Lists the operations of a contract with their statuses, documented or observed.
 *
 * @param statusCounts by operation and status: the number of replies
 */
export function operationCoverage(
  { operations }: Contract,
  statusCounts: ReadonlyMap<string, ReadonlyMap<number, number>>,
): readonly OperationCoverage[] {
  return operations.map(({ operationId, method, path, summary, responses }) => {
    const counts = statusCounts.get(operationId) ?? new Map<number, number>();
    const documented = Object.keys(responses).map(Number).filter(Number.isInteger);
    const statuses = [...new Set([...documented, ...counts.keys()])].sort((one, other) => one - other);
    return {
      operationId,
      method,
      path,
      summary,
      statuses: statuses.map((status): StatusCoverage => {
        const response = responses[String(status)];
        return {
          status,
          documented: response !== undefined,
          ...(response && { description: response.description }),
          seen: counts.get(status) ?? 0,
        };
      }),
    };
  });
}

/** Counts what of the contract has been seen. An operation is covered when it has replied at all. */
export function suiteCoverage(operations: readonly OperationCoverage[], required: RequiredCoverage): UnitCoverage[] {
  const items = operations.map(({ operationId, statuses }) => ({
    operationId,
    name: '',
    isCovered: statuses.some(({ seen }) => seen > 0),
  }));
  const replies = operations.flatMap(({ operationId, statuses }) =>
    statuses
      .filter(({ documented }) => documented)
      .map(({ status, seen }) => ({ operationId, name: String(status), isCovered: seen > 0 })),
  );
  return [measure('operations', items, required.operations), measure('replies', replies, required.replies)];
}
