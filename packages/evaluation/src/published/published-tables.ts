import tables from './published-tables.json' with { type: 'json' };

/** One reranker's figures on one set. */
export interface PublishedSystem {
  /** As the authors' machine ran it, on one GPU with 22 GiB. */
  readonly pairsPerSecond: number;
  /** `ndcg`, `map`, `recall` and `p` at 1, 3, 5, 10, 100 and 1000, such as `ndcg@10`, to five digits. */
  readonly values: Readonly<Record<string, number>>;
}

/** One of the nine sets, and how much of it was measured. */
export interface PublishedSet {
  readonly documents: number;
  readonly queries: number;
  readonly pairs: number;
  /** By the reranker's name on the model hub. */
  readonly systems: Readonly<Record<string, PublishedSystem>>;
}

/**
 * The evaluation that the LB Reranker's authors published, set by set: four rerankers over BM25's first 100 hits, the first
 * 250 test queries of each set, `notebook` scores (source: evaluation notebook of the model's authors, which the card of
 * lightblue/lb-reranker-0.5B-v1.0 draws its charts from). There is no row of BM25 alone.
 */
export const PUBLISHED_TABLES: Readonly<Record<string, PublishedSet>> = tables;
