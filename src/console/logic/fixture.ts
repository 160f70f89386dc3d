import type { JournalEntry } from '../api.ts';
import { isObject, parsed, type Json } from '../../lib/json.ts';
import { isCut } from './request-code.ts';

/** Use case bodies as `--fixtures` takes them; undefined when the entry has none. */
export function fixtureOf(entry: JournalEntry): readonly Json[] | undefined {
  // A stub does not start with a fixture that it refuses.
  if (entry.verdict !== 'accepted') return undefined;
  const reply = isCut(entry.reply) ? undefined : parsed(entry.reply);
  const stored = reply === undefined ? [] : [reply].flat();
  const useCases = stored.filter((each) => isObject(each) && typeof each['name'] === 'string');
  if (useCases.length > 0) return useCases.map(withoutIds);
  const body = isCut(entry.body) ? undefined : parsed(entry.body);
  return isObject(body) && entry.operationId === 'createUseCase' ? [withoutIds(body)] : undefined;
}

function withoutIds(useCase: Json): Json {
  if (!isObject(useCase)) return useCase;
  const { id: _id, organization_id: _organization, ...body } = useCase;
  return body;
}
