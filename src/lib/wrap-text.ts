/**
 * Breaks a text between words, so that its lines fit a terminal. A word that is longer than a line stays whole.
 *
 * @param indent before every line
 * @param following before every line but the first; default: as much
 */
export function wrapText(text: string, indent = '', following = indent, width = 80): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const before = lines.length === 0 ? indent : following;
    if (line !== '' && before.length + line.length + 1 + word.length > width) {
      lines.push((before + line).trimEnd());
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push((lines.length === 0 ? indent : following) + line);
  return lines.join('\n');
}
