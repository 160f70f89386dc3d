import type { Json } from '../lib/json.ts';
import type { Interaction } from './interaction.ts';

/**
 * The interactions without repetitions, in an order that does not depend on that of the requests. Two are the same when
 * only values differ: the same operation, status and state, the same fields with the same types. Of lists that are not
 * empty, the shortest stands for all.
 *
 * @returns them with descriptions of which none names two interactions in the same state
 */
export function distinct(interactions: readonly Interaction[]): readonly Interaction[] {
  const sorted = interactions
    .map((interaction) => ({ interaction, text: orderOf(interaction) }))
    // Numbers by their value, so that the shortest list comes first.
    .sort(
      (one, other) => one.text.localeCompare(other.text, 'en', { numeric: true }) || (one.text < other.text ? -1 : 1),
    );
  const byShape = new Map<string, Interaction>();
  for (const { interaction } of sorted) {
    const key = JSON.stringify(identity(interaction));
    if (!byShape.has(key)) byShape.set(key, interaction);
  }
  const taken = new Map<string, number>();
  return [...byShape.values()].map((each) => {
    const key = sortedText([each.description, each.given]);
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return count === 1 ? each : { ...each, description: `${each.description} (${count})` };
  });
}

/** By address, method and status; then by whatever differs. */
function orderOf(interaction: Interaction): string {
  const { request, status } = interaction;
  return `${request.path} ${request.method} ${status} ${sortedText(interaction)}`;
}

/** What tells interactions apart. */
function identity({ request, status, given, reply, retryAfter }: Interaction): Json {
  const { method, path, isOfState, query, isAnonymous, body } = request;
  const isEmptyList = reply !== undefined && 'like' in reply && reply.like === 'useCases' && reply.args[0] === 0;
  return [
    [method, isOfState ? '' : path, query, isAnonymous, body === undefined ? '' : shapeOf(body)],
    [status, given?.name ?? '', shapeOf(given?.parameters ?? {}), retryAfter !== undefined, isEmptyList],
    // A 400 is told by the places of its mistakes.
    reply === undefined ? '' : status === 400 ? (reply as unknown as Json) : shapeOf(reply as unknown as Json),
  ];
}

/** A value with types in place of values. Of a list, the items' shapes count, each once. */
function shapeOf(value: Json): Json {
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => JSON.stringify(shapeOf(item)));
    return [...new Set(items)].sort();
  }
  if (typeof value !== 'object') return typeof value;
  const names = Object.keys(value).sort();
  return names.map((name) => [name, shapeOf((value as Readonly<Record<string, Json>>)[name] as Json)]);
}

/** JSON whose text does not depend on the order of properties. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
