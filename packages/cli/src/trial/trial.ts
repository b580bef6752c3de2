import type { Reranker, RerankSummary } from '@lb-rerank/core';

/** One hit before and after reranking. */
export interface TriedHit {
  /** Behind its index where the search is in several. */
  readonly id: string;
  /** The text that the model read, its fields joined. */
  readonly passage: string;
  /** Rank in the engine's own order, from 1. */
  readonly before: number;
  /** The engine's score; null where it gave none. */
  readonly engineScore: number | null;
  /** The expected level, 1 to 7; null where the hit was not scored. */
  readonly score: number | null;
}

/** One search of a user's own index, and what reranking makes of it. */
export interface Trial {
  readonly query: string;
  /** The index or collection, and where it is, in words. */
  readonly source: string;
  /** Hits in the reranker's order, best first. */
  readonly hits: readonly TriedHit[];
  readonly rerank: RerankSummary;
  /** Milliseconds until the engine and the model had both answered. */
  readonly tookMs: number;
}

/** The search that is tried. */
interface TrialRequest {
  readonly query: string;
  readonly index: string;
  /** Fields of which the passage is made. */
  readonly passage: readonly string[];
  /** The most hits that are asked for and reranked. */
  readonly depth: number;
}

/** The fields of an index. */
export interface IndexFields {
  /** Those that hold text. */
  readonly text: readonly string[];
  /** Tells whether a passage may be read of a field; of one that only some documents have, it may. */
  readonly has: (field: string) => boolean;
}

/** An engine on which a search is tried. */
export interface TriedEngine {
  /**
   * Looks at the fields of an index.
   *
   * @throws RetrievalError where the engine fails; SettingsError where there is no such index, or nothing in it.
   */
  fieldsOf(index: string): Promise<IndexFields>;
  /** Searches, and reranks by the function that an application would use. @throws RetrievalError where the engine fails. */
  search(request: TrialRequest, reranker: Reranker): Promise<Trial>;
}
