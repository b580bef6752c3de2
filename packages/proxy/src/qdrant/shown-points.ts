import type { UnrankedPoint } from '@lb-rerank/qdrant/plans';

type Marked = Omit<UnrankedPoint, 'rerank'> & { readonly rerank?: unknown };

/** Gives points without what reranking found out about each. */
export function withoutMarks(points: readonly Marked[]): UnrankedPoint[] {
  return points.map((point) => {
    const { rerank: _, ...own } = point;
    return own;
  });
}
