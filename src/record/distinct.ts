import { isObject } from '../lib/json.ts';
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
    .map((interaction) => ({ interaction, order: orderOf(interaction) }))
    .sort((one, other) => (one.order < other.order ? -1 : 1));
  const byShape = new Map<string, Interaction>();
  for (const { interaction } of sorted) {
    const shape = shapeOf(interaction);
    if (!byShape.has(shape)) byShape.set(shape, interaction);
  }
  const taken = new Map<string, number>();
  return [...byShape.values()].map((each) => {
    const { description, given } = each;
    const key = textOf([description, given]);
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return count === 1 ? each : { ...each, description: `${description} (${count})` };
  });
}

/** By address, method and status; then by whatever differs. Numbers count by value: the shortest list comes first. */
function orderOf(interaction: Interaction): string {
  const { request, status } = interaction;
  const text = `${request.path} ${request.method} ${status} ${textOf(interaction)}`;
  return text.replace(/\d+/g, (digits) => digits.padStart(9, '0'));
}

/** What tells interactions apart. Descriptions name the places of mistakes. */
function shapeOf(interaction: Interaction): string {
  const { description, request, status, given } = interaction;
  const { isOfState, path, query, isAnonymous } = request;
  return (
    textOf([description, isOfState ? '' : path, query, isAnonymous, status, given?.name]) + textOf(interaction, true)
  );
}

/**
 * JSON whose text does not depend on the order of properties.
 *
 * @param isShape with types in place of values, and with the first item in place of a list
 */
function textOf(value: unknown, isShape = false): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (isObject(each))
      return Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)));
    if (!isShape || each === null) return each;
    return Array.isArray(each) ? (each as readonly unknown[]).slice(0, 1) : typeof each;
  });
}
