import type {
  estypes,
  TransportRequestOptions,
  TransportRequestOptionsWithMeta,
  TransportResult,
} from '@elastic/elasticsearch';
import type { RerankOverrides } from './call/options.ts';
import type { MsearchRequest, SearchRequest } from './call/requests.ts';
import type { RerankableClient, RerankableOpensearchClient } from './client/ports.ts';
import type { MsearchResponse, SearchResponse } from './search/search-response.ts';

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
    params: SearchRequest,
    requestOptions: TransportRequestOptionsWithMeta,
  ): Promise<TransportResult<SearchResponse<TDocument, TAggregations>>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params?: SearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<SearchResponse<TDocument, TAggregations>>;
  msearch<TDocument = unknown, TAggregations = Aggregations>(
    params: MsearchRequest,
    requestOptions: TransportRequestOptionsWithMeta,
  ): Promise<TransportResult<MsearchResponse<TDocument, TAggregations>>>;
  msearch<TDocument = unknown, TAggregations = Aggregations>(
    params: MsearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<MsearchResponse<TDocument, TAggregations>>;
}

interface RerankingHelpers {
  search<TDocument = unknown>(
    params: SearchRequest,
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
    params: Parameters<TClient['search']>[0] & { rerank?: RerankOverrides | false },
    requestOptions?: object,
  ): ReturnType<TClient['search']>;
};

/** The clients that `withReranking` wraps. */
export type AnyClient = RerankableClient | RerankableOpensearchClient;
