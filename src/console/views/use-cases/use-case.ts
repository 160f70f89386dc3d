import { useComputed } from '@preact/signals';
import type { Api, JournalEntry } from '../../api.ts';
import { useApp } from '../../context.ts';
import { objectOf, type Json } from '../../logic/json.ts';
import { followed, resolved, type Document, type Schema } from '../../logic/merged-schema.ts';
import { bodySchema } from '../../logic/schema.ts';

/** A use case as the stub has it; at some levels of validation its fields can be anything. */
export type UseCase = { readonly [name: string]: Json } & { readonly id: string };

/** The languages that the contract knows. */
export function languagesIn(document: Document | undefined): readonly string[] {
  const values = document && followed(document, '#/components/schemas/Language')['enum'];
  return Array.isArray(values) ? (values as readonly string[]) : [];
}

/** The schema of the body of a create or of an update. */
export function bodyOf(document: Document, operationId: string): Schema {
  return resolved(document, objectOf(bodySchema(document, operationId)));
}

/** One use case by its id, without leaving a trace in the journal. */
export async function findUseCase(api: Api, id: string): Promise<UseCase | undefined> {
  const { useCases } = await api.get('/use-cases', { query: { text: id, limit: 100 } });
  return (useCases as unknown as readonly UseCase[]).find((each) => each.id === id);
}

/** An id of the latest write to use cases in the journal; it changes when a list of use cases has to be loaded again. */
export function useLatestWrite(): string {
  const { journal } = useApp();
  return useComputed(() => {
    void journal.version.value;
    const isWrite = ({ operationId, method, status }: JournalEntry) =>
      method !== 'GET' && method !== 'HEAD' && status < 300 && operationId?.includes('UseCase');
    return `${journal.epoch}/${journal.entries.findLast(isWrite)?.number ?? 0}`;
  }).value;
}
