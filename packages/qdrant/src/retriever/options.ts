import type { Schemas } from '@qdrant/js-client-rest';
import type { RerankDefaults } from '@lb-rerank/core/adapter';
import type { QueryEmbedder } from './query-embedding.ts';
import type { QdrantQuery, QueryClient } from '../client/ports.ts';
import type { CallOptions, RerankingOptions } from '../call/options.ts';

/** The collection that passages are retrieved from, and the way to find them: the options of {@link createQdrantRetriever}. */
export interface QdrantRetrieverOptions extends RerankingOptions {
  readonly client: QueryClient;
  readonly collection: string;
  /**
   * The embedder of queries: one function, or several by the name of the vector that each is for (`{ dense, sparse }`), whose
   * results are then fused.
   */
  readonly embed: QueryEmbedder | Readonly<Record<string, QueryEmbedder>>;
  /** The name of the vector that one function embeds for. @default the collection's unnamed vector */
  readonly using?: string | undefined;
  /** The method that fuses the results of several. @default reciprocal rank fusion */
  readonly fusion?: Schemas['FusionQuery'] | Schemas['RrfQuery'] | undefined;
  /** Further parameters of each query: `params`, `shard_key`, `consistency`, `timeout`. The whole payload comes unless `with_payload` says less. */
  readonly search?:
    | Omit<
        QdrantQuery,
        'query' | 'prefetch' | 'using' | 'filter' | 'limit' | 'offset' | 'with_vector'
      >
    | undefined;
}

/** The part that is different for one retrieval; what is left out comes from the retriever's options. */
export interface RetrieveOptions extends RerankDefaults, CallOptions {
  /** The most passages that come back, at least 1; a larger one gives more. @default 10 */
  readonly limit?: number | undefined;
  /** The number of first passages that are skipped; a larger one gives a later page. @default 0 */
  readonly offset?: number | undefined;
  /** A condition on the points that are considered. @default all points */
  readonly filter?: Schemas['Filter'] | undefined;
}
