import { printable } from '@lb-rerank/core/backend';
import Table from 'cli-table3';
import { PLAIN_TABLE } from '../terminal/plain-table.ts';
import type { Trial, TriedHit } from './trial.ts';

/** Columns beside the two passages: ranks, scores and what stands between. */
const OTHER_COLUMNS = 38;
const LEAST_COLUMNS = 16;

/** Prints the first places before and after reranking, side by side, as wide as the terminal is. */
export function sideBySide(
  { hits }: Pick<Trial, 'hits'>,
  { places, columns }: { readonly places: number; readonly columns: number },
): string {
  const width = Math.max(LEAST_COLUMNS, Math.floor((columns - OTHER_COLUMNS) / 2));
  const before = hits.toSorted((a, b) => a.before - b.before);
  const table = new Table({
    ...PLAIN_TABLE,
    head: ['#', 'before', 'engine', '│', '#', 'after', 'score', 'was'],
    colAligns: ['right', 'left', 'right', 'left', 'right', 'left', 'right', 'right'],
    colWidths: [3, width, 8, 1, 3, width, 5, 4],
  });
  for (let n = 0; n < Math.min(places, hits.length); n += 1) {
    const [left, right] = [before[n]!, hits[n]!];
    table.push([
      left.before,
      shown(left),
      left.engineScore?.toFixed(3) ?? '–',
      '│',
      n + 1,
      shown(right),
      right.score?.toFixed(2) ?? '–',
      moved(right, n + 1),
    ]);
  }
  return table.toString();
}

/** Gives the beginning of a hit's passage, or its id where it has none. */
export function shown({ id, passage }: TriedHit): string {
  return printable(passage.trim() === '' ? `(${id}: no passage)` : passage);
}

function moved({ before }: TriedHit, after: number): string {
  if (before === after) return '=';
  return `${before > after ? '↑' : '↓'}${before}`;
}
