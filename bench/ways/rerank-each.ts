import type { Search } from './fresh-searches.ts';

/** Reranks all searches at once. @throws Error where one is not reranked whole. */
export async function rerankEach(
  searches: readonly Search[],
  ask: (request: {
    query: string;
    candidates: { document: number; passage: string }[];
  }) => Promise<{ outcome: string }>,
): Promise<void> {
  const rankings = await Promise.all(
    searches.map(({ query, passages }) =>
      ask({ query, candidates: passages.map((passage, document) => ({ document, passage })) }),
    ),
  );
  const wrong = rankings.find(({ outcome }) => outcome !== 'reranked');
  if (wrong !== undefined) throw new Error(`a rerank ended as ${wrong.outcome}`);
}
