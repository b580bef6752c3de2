import { scoreOf } from '../pairs/scores.ts';
import { MARK, type Tenant } from '../pairs/texts.ts';

/** A hit of a wrapped search, as far as it is judged. */
export interface JudgedHit {
  readonly id: string;
  readonly text: string;
  /** In [1, 7]; null where it was not scored. */
  readonly score: number | null;
}

const TOLERANCE = 1e-9;

/** Lists all that is wrong with the hits of a wrapped search; nothing, if they are as they must be. */
export function problemsOfHits(
  { tenant, query, outcome }: { tenant: Tenant; query: string; outcome: string },
  hits: readonly JudgedHit[],
): string[] {
  const scored = hits.filter(({ score }) => score !== null);
  const isOrdered = scored.every(({ score }, n) => n === 0 || scored[n - 1]!.score! >= score!);
  const unscoredLast = hits.slice(0, scored.length).every(({ score }) => score !== null);
  return [
    ...(new Set(hits.map(({ id }) => id)).size === hits.length ? [] : ['a hit comes twice']),
    ...(hits.every(({ text }) => isOf(tenant, text)) ? [] : ["another caller's text"]),
    ...scored.flatMap(({ id, text, score }) => {
      const right = scoreOf(query, text);
      return Math.abs(score! - right) < TOLERANCE
        ? []
        : [`hit ${id} has ${score} instead of ${right}`];
    }),
    ...(isOrdered && unscoredLast ? [] : ['hits out of order']),
    ...(outcome !== 'reranked' || scored.length === hits.length
      ? []
      : ['"reranked", not all scored']),
    ...(outcome !== 'fallback' || scored.length === 0 ? [] : ['"fallback" with scores']),
  ];
}

function isOf(tenant: Tenant, text: string): boolean {
  return (text.match(MARK) ?? []).every((mark) => mark.startsWith(`[${tenant}-`));
}
