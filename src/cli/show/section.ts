/** A heading with its lines, apart from what stands before it; nothing where there are no lines. */
export const toSection = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", heading, ...indent(lines)];

export const indent = (lines: readonly string[], by = 2): string[] =>
  lines.map((line) => (line === "" ? "" : `${" ".repeat(by)}${line}`));

/**
 * Rows of cells in columns as wide as their widest cell.
 * @param numbers columns that stand at the right
 */
export function alignColumns(
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) =>
        numbers.includes(index) ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!),
      )
      .join("  ")
      .trimEnd(),
  );
}
