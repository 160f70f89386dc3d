import { useComputed } from '@preact/signals';
import type { Api, JournalEntry } from '../../api.ts';
import { useApp } from '../../context.ts';
import { isObject, type Json } from '../../logic/json.ts';
import { followed, resolved, type Document, type Schema } from '../../logic/merged-schema.ts';

/** A use case as the stub has it; at some levels of validation its fields can be anything. */
export type UseCase = { readonly [name: string]: Json } & { readonly id: string };

/** The languages that the contract knows. */
export function languagesIn(document: Document | undefined): readonly string[] {
  const values = document && followed(document, '#/components/schemas/Language')['enum'];
  return Array.isArray(values) ? (values as readonly string[]) : [];
}

/** The schema of the body of a create or of an update. */
export function bodyOf(document: Document, operationId: string): Schema {
  const paths = isObject(document['paths']) ? document['paths'] : {};
  for (const item of Object.values(paths)) {
    for (const operation of Object.values(isObject(item) ? item : {})) {
      if (!isObject(operation) || operation['operationId'] !== operationId) continue;
      const body = isObject(operation['requestBody']) ? resolved(document, operation['requestBody']) : {};
      const content = isObject(body['content']) ? body['content']['application/json'] : undefined;
      const schema = isObject(content) ? content['schema'] : undefined;
      return isObject(schema) ? resolved(document, schema) : {};
    }
  }
  return {};
}

/** One use case by its id, without leaving a trace in the journal. */
export async function findUseCase(api: Api, id: string): Promise<UseCase | undefined> {
  const { useCases } = await api.get('/use-cases', { query: { text: id, limit: 100 } });
  return (useCases as unknown as readonly UseCase[]).find((each) => each.id === id);
}

/** Names the latest write to use cases that the journal has seen, so that whoever shows them knows when to look again. */
export function useLatestWrite(): string {
  const { journal } = useApp();
  return useComputed(() => {
    void journal.version.value;
    const isWrite = ({ operationId, method, status }: JournalEntry) =>
      method !== 'GET' && method !== 'HEAD' && status < 300 && operationId?.includes('UseCase');
    return `${journal.epoch}/${journal.entries.findLast(isWrite)?.number ?? 0}`;
  }).value;
}
