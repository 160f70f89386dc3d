/** How deep a JSON text nests, and how many values it has at least, up to the first limit that it exceeds. */
export type Excess = 'depth' | 'values' | undefined;

/**
 * Finds out whether a text of JSON nests too deep or has too many values, without parsing it: to parse a megabyte of
 * brackets or numbers takes a hundred times as long. What is no JSON may be found either way.
 */
export function excessOf(text: string, most: { readonly depth: number; readonly values: number }): Excess {
  // Hardly any body has as many brackets and commas, also within its texts; and to find those takes no time.
  const mayBeDeep = hasMore(text, '[', most.depth) || hasMore(text, '{', most.depth);
  const mayBeLong = hasMore(text, ',', most.values);
  return mayBeDeep || mayBeLong ? scan(text, most) : undefined;
}

function hasMore(text: string, character: string, most: number): boolean {
  if (text.length <= most) return false;
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) if (++count > most) return true;
  return false;
}

function scan(text: string, most: { readonly depth: number; readonly values: number }): Excess {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfText(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > most.depth) return 'depth';
        values++;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
      case 0x2c: // ,
        values++;
        break;
    }
    if (values > most.values) return 'values';
  }
  return undefined;
}

/** The place of the quotation mark that ends a text. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === 0x5c) before--;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
