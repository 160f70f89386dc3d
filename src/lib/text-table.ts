/**
 * Formats rows of cells as lines, each column as wide as its widest cell.
 *
 * @param rows all rows, the header included
 * @returns a line for each row, with two spaces between columns
 */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
