import { useComputed } from '@preact/signals';
import type { Api, JournalEntry } from '../../api.ts';
import { useApp } from '../../context.ts';
import { counted } from '../../logic/format.ts';
import { objectOf, type Json } from '../../../lib/json.ts';
import { followed, resolved, type Document, type Schema } from '../../logic/merged-schema.ts';
import { bodySchema } from '../../../contract/openapi-lookup.ts';
import { textOf } from '../../logic/text-of.ts';

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

/** The hours, such as `08:00 to 17:00 America/Chicago`; empty without. */
export function hoursOf({ work_start: start, work_end: end, timezone = '' }: UseCase): string {
  return start === undefined || end === undefined ? '' : `${textOf(start)} to ${textOf(end)} ${textOf(timezone)}`;
}

const PARTS = [
  ['extract_with_ai', 'extraction'],
  ['classification_tags', 'tag'],
  ['hooks', 'hook'],
] as const;

/** How much a use case has of what there can be several of. */
export function partsOf(useCase: UseCase): string {
  const counts = PARTS.map(([name, noun]) => [[useCase[name] ?? []].flat().length, noun] as const);
  return counts
    .filter(([length]) => length > 0)
    .map(([length, noun]) => counted(length, noun))
    .join(', ');
}

/** Changes whenever use cases have to be loaded again: with each write in the journal, and when the stub says so. */
export function useLatestWrite(): string {
  const { journal, changes } = useApp();
  return useComputed(() => {
    void journal.version.value;
    const isWrite = ({ operationId, method, status }: JournalEntry) =>
      method !== 'GET' && method !== 'HEAD' && status < 300 && operationId?.includes('UseCase');
    return `${changes.value}/${journal.epoch}/${journal.entries.findLast(isWrite)?.number ?? 0}`;
  }).value;
}
