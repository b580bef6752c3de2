import type { Candidate } from '@lb-rerank/core';
import { type CorpusDocument, passageOf } from '@lb-rerank/evaluation';
import MiniSearch from 'minisearch';

/** Finds documents by their words. */
export interface FirstStage {
  /** The best documents for a query, best first, ready to be reranked. @param size how many at most, at least 1 */
  search(query: string, size: number): Candidate<CorpusDocument>[];
}

/** A full-text index of documents in memory: MiniSearch with its own defaults, which rank by BM25+. */
export function createFirstStage(documents: readonly CorpusDocument[]): FirstStage {
  const index = new MiniSearch<CorpusDocument>({ fields: ['title', 'text'] });
  index.addAll(documents);
  const byId = new Map(documents.map((document) => [document.id, document]));
  return {
    search: (query, size) =>
      index
        .search(query)
        .slice(0, size)
        .map(({ id, score }) => {
          const document = byId.get(id as string)!;
          return { document, passage: passageOf(document), retrieverScore: score };
        }),
  };
}
