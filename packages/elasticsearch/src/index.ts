export type { RerankingOptions, RerankOverrides } from './call/options.ts';
export type { MsearchRequest, SearchRequest } from './call/requests.ts';
export type {
  SearchClient,
  InferenceClient,
  RerankableClient,
  RerankableOpensearchClient,
} from './client/ports.ts';
export {
  createInferenceEndpoint,
  type InferenceEndpointOptions,
} from './inference/create-inference-endpoint.ts';
export type { PassageSelector } from './passage/passage-selector.ts';
export { type SearchFunction, rerankedSearch } from './reranked-search.ts';
export type { RerankingClient, RerankingOpensearchClient } from './reranking-client.ts';
export type { AbortablePromise } from './reranking-opensearch-client.ts';
export type {
  MaybeRerankedResponse,
  MsearchResponse,
  RankedHit,
  RerankedResponse,
  SearchResponse,
} from './search/search-response.ts';
export { withReranking } from './with-reranking.ts';
