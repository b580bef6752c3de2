import type { Schemas } from '@qdrant/js-client-rest';

type Point = Schemas['ScoredPoint'];

/**
 * Orders points of equal score by their ids, numbers first, since the engine promises no order among them; all others stay where
 * they are. Ids beyond 2^53 are BigInts, which compare with numbers.
 */
export function inStableOrder(points: readonly Point[]): readonly Point[] {
  if (points.every(({ score }, n) => score !== points[n + 1]?.score)) return points;
  const runs: Point[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    if (run?.[0]?.score === point.score) run.push(point);
    else runs.push([point]);
  }
  return runs.flatMap((run) => (run.length === 1 ? run : run.toSorted(byId)));
}

function byId({ id: a }: Point, { id: b }: Point): number {
  if ((typeof a === 'string') !== (typeof b === 'string')) return typeof a === 'string' ? 1 : -1;
  return a < b ? -1 : Number(a > b);
}
