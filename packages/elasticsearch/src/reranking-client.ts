import type {
  estypes,
  TransportRequestOptions,
  TransportRequestOptionsWithMeta,
  TransportResult,
} from '@elastic/elasticsearch';
import type { RerankOverrides } from './call/options.ts';
import type { MsearchRequest, SearchRequest } from './call/requests.ts';
import type { RerankableClient, RerankableOpensearchClient } from './client/ports.ts';
import type { RerankingOpensearchClient } from './reranking-opensearch-client.ts';
import type {
  MaybeRerankedResponse,
  MsearchResponse,
  RerankedResponse,
  SearchResponse,
} from './search/search-response.ts';

type Aggregations = Record<string, estypes.AggregationsAggregate>;
interface Saying<TRerank> extends estypes.SearchRequest {
  rerank: TRerank;
}
interface SayingNothing extends estypes.SearchRequest {
  rerank?: undefined;
}
type WithMeta = TransportRequestOptionsWithMeta;

interface RerankingSearches {
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: Saying<false>,
    requestOptions: WithMeta,
  ): Promise<TransportResult<estypes.SearchResponse<TDocument, TAggregations>>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: Saying<false>,
    requestOptions?: TransportRequestOptions,
  ): Promise<estypes.SearchResponse<TDocument, TAggregations>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: Saying<RerankOverrides>,
    requestOptions: WithMeta,
  ): Promise<TransportResult<RerankedResponse<TDocument, TAggregations>>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: Saying<RerankOverrides>,
    requestOptions?: TransportRequestOptions,
  ): Promise<RerankedResponse<TDocument, TAggregations>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: SayingNothing | undefined,
    requestOptions: WithMeta,
  ): Promise<TransportResult<SearchResponse<TDocument, TAggregations>>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params?: SayingNothing,
    requestOptions?: TransportRequestOptions,
  ): Promise<SearchResponse<TDocument, TAggregations>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: SearchRequest,
    requestOptions: WithMeta,
  ): Promise<TransportResult<MaybeRerankedResponse<TDocument, TAggregations>>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: SearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<MaybeRerankedResponse<TDocument, TAggregations>>;
  // A variable of the client's own type comes to the overload that has just that.
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: estypes.SearchRequest,
    requestOptions: WithMeta,
  ): Promise<TransportResult<SearchResponse<TDocument, TAggregations>>>;
  search<TDocument = unknown, TAggregations = Aggregations>(
    params: estypes.SearchRequest | undefined,
    requestOptions?: TransportRequestOptions,
  ): Promise<SearchResponse<TDocument, TAggregations>>;
  msearch<TDocument = unknown, TAggregations = Aggregations>(
    params: MsearchRequest,
    requestOptions: WithMeta,
  ): Promise<TransportResult<MsearchResponse<TDocument, TAggregations>>>;
  msearch<TDocument = unknown, TAggregations = Aggregations>(
    params: MsearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<MsearchResponse<TDocument, TAggregations>>;
}

interface RerankingHelpers<THelpers> {
  search<TDocument = unknown>(
    params: SearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<(TDocument & { _id: estypes.Id })[]>;
  msearch: THelpers extends { msearch(...args: infer TArguments): infer THelper }
    ? (...args: TArguments) => RerankingMsearchHelper & THelper
    : never;
}

/** The helper of `helpers.msearch()`, whose searches also take `rerank`. */
interface RerankingMsearchHelper {
  search<TDocument = unknown>(
    header: estypes.MsearchMultisearchHeader,
    body: SearchRequest,
  ): Promise<{
    body: estypes.SearchResponse<TDocument>;
    documents: TDocument[];
    status: number;
    responses: MaybeRerankedResponse<TDocument, Aggregations>;
  }>;
}

/** A client whose `search`, `msearch` and `helpers` also take `rerank`, and whose children do; see {@link withReranking}. */
export type RerankingClient<TClient> = RerankingSearches &
  (TClient extends { helpers: infer THelpers }
    ? { helpers: RerankingHelpers<THelpers> }
    : unknown) &
  (TClient extends { child(...args: infer TArguments): object }
    ? { child(...args: TArguments): RerankingClient<TClient> }
    : unknown) &
  TClient;

/** The clients that `withReranking` wraps. */
export type AnyClient = RerankableClient | RerankableOpensearchClient;

export type { RerankingOpensearchClient };
