/** What a JSON text has too much of. */
export type Excess = 'depth' | 'values' | undefined;

/**
 * Finds out whether a text of JSON nests too deep or has too many values, without parsing it: to parse a megabyte of
 * brackets or numbers takes a hundred times as long. What is no JSON may be found either way.
 */
export function excessOf(text: string, most: { readonly depth: number; readonly values: number }): Excess {
  // Hardly any body has as many brackets or commas, also within its texts; and to find those takes no time. Each comma
  // parts two values, of which one may be a list that has one itself.
  const isFine = hasAtMost(text, '[{', most.depth) && hasAtMost(text, ',', most.values / 2);
  return isFine ? undefined : scan(text, most);
}

/** Whether a text has some characters so often at most, all together. */
function hasAtMost(text: string, characters: string, most: number): boolean {
  if (text.length <= most) return true;
  let count = 0;
  for (const each of characters)
    for (let at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + 1)) if (++count > most) return false;
  return true;
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
