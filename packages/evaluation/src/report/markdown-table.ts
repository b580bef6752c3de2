/**
 * Writes a Markdown table whose columns stand under each other in plain text too; numbers stand to the right.
 *
 * @example
 * ```ts
 * import { markdownTable } from '@lb-rerank/evaluation/report';
 *
 * const [heading] = markdownTable(['system', 'NDCG@10'], [['BM25', '0.68']]);
 * console.log(heading); // | system | NDCG@10 |
 * ```
 */
export function markdownTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns = 1,
): string[] {
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = heading.map((title, column) =>
    Math.max(3, title.length, ...escaped.map((row) => row[column]!.length)),
  );
  const lineOf = (row: readonly string[]) => {
    const cells = row.map((cell, column) =>
      column < textColumns ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
    );
    return `| ${cells.join(' | ')} |`;
  };
  const rule = widths.map((width, column) =>
    column < textColumns ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [lineOf(heading), lineOf(rule), ...escaped.map(lineOf)];
}
