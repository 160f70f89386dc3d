import type { Contract } from '../contract/contract.ts';
import type { StatusCounts } from '../store/port.ts';

/** How often an operation replied with a status. */
interface StatusCoverage {
  readonly status: number;
  /** Whether the contract documents the status. */
  readonly documented: boolean;
  readonly description?: string;
  readonly seen: number;
}

/**
 * Lists the operations of a contract with their statuses, documented or observed.
 *
 * @param statusCounts by operation and status: the number of replies
 * @returns the body of the reply to `getCoverage`
 */
export function coverageOf({ operations }: Contract, statusCounts: StatusCounts['counts']): readonly object[] {
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
