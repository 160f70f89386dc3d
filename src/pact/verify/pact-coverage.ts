import type { OperationData } from '../../contract/contract.ts';
import { fieldsIn, type OperationFields } from '../../coverage/fields.ts';
import { measure, type CoverageUnit, type RequiredCoverage, type UnitCoverage } from '../../coverage/units.ts';
import { asObject } from '../../lib/guards.ts';
import { queryNames } from './compare-request.ts';
import { bodyOf } from './pact-body.ts';
import type { Interaction } from './pact-document.ts';
import type { CoverageRow, FieldRow, PactReport } from './verification-report.ts';

/** The fields of the contract that an interaction sends, and those that it reads. */
export interface UsedFields {
  readonly sends: readonly string[];
  readonly reads: readonly string[];
}

/**
 * Lists the fields that an interaction uses. A request that is to be refused covers none: it may be wrong on purpose.
 *
 * @param fields those of the operation that its request names
 */
export function usedFields(interaction: Interaction, fields: OperationFields | undefined): UsedFields {
  const { json, status, path } = interaction;
  if (fields === undefined || status >= 400) return { sends: [], reads: [] };
  const halves = [asObject(json['request']) ?? {}, asObject(json['response']) ?? {}] as const;
  const [sent, read] = halves.map((half) => bodyOf(half));
  const inQuery = queryNames(halves[0]['query'], path).map((name) => `?${name}`);
  return {
    sends: [...fields.request.filter((field) => inQuery.includes(field)), ...fieldsIn(sent?.value, fields.request)],
    reads: fieldsIn(read?.value, fields.replies.get(String(status)) ?? []),
  };
}

/** What the pacts cover of the contract. */
export interface PactCoverage {
  readonly coverage: readonly CoverageRow[];
  readonly fields: readonly FieldRow[];
  readonly units: readonly UnitCoverage[];
}

/**
 * Lists every status and every field of every operation, each with the consumers that rely on it, and rightly so: only
 * interactions that pass count.
 *
 * @param required what is demanded of each unit
 */
export function coverageOf(
  operations: readonly OperationData[],
  fields: readonly OperationFields[],
  pacts: readonly PactReport[],
  required: RequiredCoverage,
): PactCoverage {
  const consumers = new Map<string, Set<string>>();
  const add = (key: string, consumer: string) => consumers.set(key, (consumers.get(key) ?? new Set()).add(consumer));
  const keyOf = (...parts: string[]) => parts.join(' ');
  for (const { consumer, interactions } of pacts) {
    for (const { operationId, pathOperationIds = [], status, verdict, sends, reads } of interactions) {
      if (verdict !== 'passed') continue;
      for (const id of operationId === undefined ? pathOperationIds : [operationId])
        add(keyOf(id, String(status)), consumer);
      if (operationId === undefined) continue;
      for (const field of sends) add(keyOf(operationId, 'request', field), consumer);
      for (const field of reads) add(keyOf(operationId, String(status), field), consumer);
    }
  }
  const namesOf = (...parts: string[]) => [...(consumers.get(keyOf(...parts)) ?? [])].sort();
  const coverage = operations.flatMap(({ operationId, responses }) =>
    Object.keys(responses).map((status) => ({ operationId, status, consumers: namesOf(operationId, status) })),
  );
  const rows = fields.flatMap(({ operationId, request, replies }): FieldRow[] => [
    ...request.map((field) => ({
      operationId,
      part: 'request' as const,
      field,
      consumers: namesOf(operationId, 'request', field),
    })),
    ...[...replies].flatMap(([status, each]) =>
      each.map((field) => ({
        operationId,
        part: 'response' as const,
        status,
        field,
        consumers: namesOf(operationId, status, field),
      })),
    ),
  ]);
  return { coverage, fields: rows, units: unitsOf(operations, coverage, rows, required) };
}

function unitsOf(
  operations: readonly OperationData[],
  coverage: readonly CoverageRow[],
  fields: readonly FieldRow[],
  required: RequiredCoverage,
): UnitCoverage[] {
  const isUsed = ({ consumers }: { readonly consumers: readonly string[] }) => consumers.length > 0;
  const ofPart = (part: FieldRow['part']) =>
    fields
      .filter((row) => row.part === part)
      .map((row) => ({ operationId: row.operationId, name: row.field, isCovered: isUsed(row) }));
  const items = {
    operations: operations.map(({ operationId }) => ({
      operationId,
      name: '',
      isCovered: coverage.some((row) => row.operationId === operationId && isUsed(row)),
    })),
    replies: coverage.map((row) => ({ operationId: row.operationId, name: row.status, isCovered: isUsed(row) })),
    'request-fields': ofPart('request'),
    'response-fields': ofPart('response'),
  };
  return Object.entries(items).map(([unit, each]) =>
    measure(unit as CoverageUnit, each, required[unit as CoverageUnit]),
  );
}

/** The fields that no consumer uses in any operation. Of a field that is not used, the fields in it are left out. */
export function unusedFields(rows: readonly FieldRow[], part: FieldRow['part']): string[] {
  const own = rows.filter((row) => row.part === part);
  const used = new Set(own.filter(({ consumers }) => consumers.length > 0).map(({ field }) => field));
  const unused = [...new Set(own.map(({ field }) => field))].filter((field) => !used.has(field));
  const isWithin = (field: string, other: string) => field.startsWith(`${other}.`) || field.startsWith(`${other}[]`);
  return unused.filter((field) => !unused.some((other) => isWithin(field, other)));
}
