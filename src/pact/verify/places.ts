import { findNodeAtLocation, parseTree } from 'jsonc-parser';

/** Where things stand in a JSON text. */
export interface Places {
  /** The line, from 1, on which a place stands, or the nearest place around it that is there. @param pointer to it */
  lineOf(pointer: string): number;
  /** The text at a place, undefined when there is none. */
  textAt(pointer: string): string | undefined;
}

/** The tree of a large file takes time and memory; it is made only when somebody asks for a place. */
export function placesIn(text: string): Places {
  let tree: ReturnType<typeof parseTree>;
  let ends: readonly number[] | undefined;
  const nodeAt = (path: readonly string[]) => {
    tree ??= treeOf(text);
    if (tree === undefined) return undefined;
    const keys = path.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    return findNodeAtLocation(tree, keys) ?? findNodeAtLocation(tree, [...path]);
  };
  return {
    lineOf(pointer: string): number {
      const path = keysOf(pointer);
      for (let length = path.length; length > 0; length--) {
        const node = nodeAt(path.slice(0, length));
        // A property's value may stand lines below its key, where people look for it.
        if (node)
          return lineAt((ends ??= lineEnds(text)), (node.parent?.type === 'property' ? node.parent : node).offset);
      }
      return 1;
    },
    textAt(pointer: string): string | undefined {
      const node = nodeAt(keysOf(pointer));
      return node && text.slice(node.offset, node.offset + node.length);
    },
  };
}

function keysOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map(unescaped);
}

/** Deep nesting exhausts the parser's stack; such a file has no lines, then. */
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

/** The line, from 1: by halving, since a large pact is asked for many. */
function lineAt(ends: readonly number[], offset: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

function unescaped(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}
