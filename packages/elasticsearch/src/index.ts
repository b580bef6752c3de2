export { createInferenceEndpoint } from './inference/create-inference-endpoint.ts';
export type { ElasticsearchClient } from './client/ports.ts';
export type { InferenceClient } from './client/inference-client.ts';
export type { InferenceEndpointOptions } from './inference/inference-endpoint-options.ts';
export type { PassageSelector } from './passage/passage-selector.ts';
export type { RerankedSearchRequest } from './search/plan-search.ts';
export { type RerankedSearch, rerankedSearch } from './reranked-search.ts';
export type { RerankedSearchOptions } from './call/options.ts';
export type {
  RerankedHit,
  RerankedMsearchResponse,
  RerankedSearchResponse,
} from './search/reranked-search-response.ts';
export type { RerankSearchCall } from './call/rerank-search-call.ts';
export type { RerankableClient } from './client/rerankable-client.ts';
export type { RerankableOpensearchClient } from './client/rerankable-opensearch-client.ts';
export type { RerankingClient, RerankingOpensearchClient } from './reranking-client.ts';
export { withReranking } from './with-reranking.ts';
export type { RerankableMsearchRequest, RerankableSearchRequest } from './search/plan-msearch.ts';
