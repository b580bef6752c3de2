export type { RerankedSearchOptions, RerankSearchCall } from './call/options.ts';
export type {
  RerankableMsearchRequest,
  RerankableSearchRequest,
  RerankedSearchRequest,
} from './call/rerankable-request.ts';
export type {
  ElasticsearchClient,
  InferenceClient,
  RerankableClient,
  RerankableOpensearchClient,
} from './client/ports.ts';
export {
  createInferenceEndpoint,
  type InferenceEndpointOptions,
} from './inference/create-inference-endpoint.ts';
export type { PassageSelector } from './passage/passage-selector.ts';
export { type RerankedSearch, rerankedSearch } from './reranked-search.ts';
export type { RerankingClient, RerankingOpensearchClient } from './reranking-client.ts';
export type {
  RerankedHit,
  RerankedMsearchResponse,
  RerankedSearchResponse,
} from './search/reranked-search-response.ts';
export { withReranking } from './with-reranking.ts';
