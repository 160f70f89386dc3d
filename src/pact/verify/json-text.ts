import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { fromPointer } from '../../lib/json-pointer.ts';

/** Looks up places in the text of a JSON file. */
export interface JsonText {
  /**
   * The line of a place, from 1. For a place that does not exist, that of the nearest place around it.
   *
   * @param pointer JSON pointer to the place
   */
  lineOf(pointer: string): number;
  /** The text of the value at a place; undefined when the place does not exist. */
  textAt(pointer: string): string | undefined;
}

/**
 * Prepares the look-up of places. The text is parsed at the first look-up, because the tree of a large file takes time
 * and memory.
 *
 * @param text must be JSON
 */
export function jsonText(text: string): JsonText {
  let tree: ReturnType<typeof parseTree>;
  let ends: readonly number[] | undefined;
  const nodeAt = (path: readonly string[]) => {
    tree ??= treeOf(text);
    if (tree === undefined) return undefined;
    const keys = path.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    return findNodeAtLocation(tree, keys) ?? findNodeAtLocation(tree, [...path]);
  };
  return {
    lineOf(pointer) {
      const path = fromPointer(pointer);
      for (let length = path.length; length > 0; length--) {
        const node = nodeAt(path.slice(0, length));
        if (node === undefined) continue;
        // The line of a property is that of its key; its value may be lines below.
        const { offset } = node.parent?.type === 'property' ? node.parent : node;
        return lineAt((ends ??= lineEnds(text)), offset);
      }
      return 1;
    },
    textAt(pointer) {
      const node = nodeAt(fromPointer(pointer));
      return node && text.slice(node.offset, node.offset + node.length);
    },
  };
}

/** Undefined for a text that nests so deep that it exhausts the parser's stack. */
function treeOf(text: string): ReturnType<typeof parseTree> {
  try {
    return parseTree(text);
  } catch {
    return undefined;
  }
}

/** Offsets at which lines end, in order. */
function lineEnds(text: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return ends;
}

/** The line of an offset, from 1, by binary search: a large pact has many look-ups. */
function lineAt(ends: readonly number[], offset: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
