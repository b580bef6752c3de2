import type {
  estypes,
  TransportRequestOptions,
  TransportRequestOptionsWithMeta,
  TransportResult,
} from '@elastic/elasticsearch';
import type { RerankSearchCall } from './call/options.ts';
import type {
  RerankableMsearchRequest,
  RerankableSearchRequest,
} from './call/rerankable-request.ts';
import type { RerankableClient, RerankableOpensearchClient } from './client/ports.ts';
import type {
  RerankedMsearchResponse,
  RerankedSearchResponse,
} from './search/reranked-search-response.ts';

type Aggregations = Record<string, estypes.AggregationsAggregate>;

interface RerankingSearches {
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: estypes.SearchRequest & { rerank: false },
    requestOptions: TransportRequestOptionsWithMeta,
  ): Promise<TransportResult<estypes.SearchResponse<TDocument, TAggregations>>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: estypes.SearchRequest & { rerank: false },
    requestOptions?: TransportRequestOptions,
  ): Promise<estypes.SearchResponse<TDocument, TAggregations>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: RerankableSearchRequest,
    requestOptions: TransportRequestOptionsWithMeta,
  ): Promise<TransportResult<RerankedSearchResponse<TDocument, TAggregations>>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params?: RerankableSearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<RerankedSearchResponse<TDocument, TAggregations>>;
  msearch<TDocument = unknown, TAggregations = Aggregations>(
    params: RerankableMsearchRequest,
    requestOptions: TransportRequestOptionsWithMeta,
  ): Promise<TransportResult<RerankedMsearchResponse<TDocument, TAggregations>>>;
  msearch<TDocument = unknown, TAggregations = Aggregations>(
    params: RerankableMsearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<RerankedMsearchResponse<TDocument, TAggregations>>;
}

interface RerankingHelpers {
  search<TDocument = unknown>(
    params: RerankableSearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<(TDocument & { _id: estypes.Id })[]>;
}

/** A client whose `search`, `msearch` and `helpers` also take `rerank`, and whose children do; see {@link withReranking}. */
export type RerankingClient<TClient> = RerankingSearches &
  (TClient extends { helpers: object } ? { helpers: RerankingHelpers } : unknown) &
  (TClient extends { child(...args: infer TArguments): object }
    ? { child(...args: TArguments): RerankingClient<TClient> }
    : unknown) &
  TClient;

/** A client whose `search` also takes `rerank` beside `body`, and whose `msearch` takes it in each search. */
export type RerankingOpensearchClient<TClient extends RerankableOpensearchClient> = TClient & {
  search(
    params: Parameters<TClient['search']>[0] & { rerank?: RerankSearchCall | false },
    requestOptions?: object,
  ): ReturnType<TClient['search']>;
};

/** The clients that `withReranking` wraps. */
export type AnyRerankableClient = RerankableClient | RerankableOpensearchClient;
