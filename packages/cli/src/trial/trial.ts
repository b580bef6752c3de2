import type { Reranker, RerankSummary } from '@lb-rerank/core';

/** One hit before and after reranking. */
export interface TriedHit {
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

/** An engine on which a search is tried. */
export interface TriedEngine {
  /** Lists the fields of an index that hold text. @throws RetrievalError where the engine fails. */
  textFields(index: string): Promise<readonly string[]>;
  /** Searches, and reranks by the function that an application would use. @throws RetrievalError where the engine fails. */
  search(request: TrialRequest, reranker: Reranker): Promise<Trial>;
}
