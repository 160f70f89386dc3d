import type { Contract } from '../contract/contract.ts';

/** How often an operation was answered with a status. */
interface StatusCoverage {
  readonly status: number;
  /** Whether the contract has it. */
  readonly documented: boolean;
  readonly description?: string;
  readonly seen: number;
}

/**
 * Every operation of the contract with every status that it can have, or has had.
 * @param seen by operation and status: how often it was answered
 */
export function coverageOf(
  { operations }: Contract,
  seen: ReadonlyMap<string, ReadonlyMap<number, number>>,
): readonly object[] {
  return operations.map(({ operationId, method, path, summary, responses }) => {
    const counts = seen.get(operationId) ?? new Map<number, number>();
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
