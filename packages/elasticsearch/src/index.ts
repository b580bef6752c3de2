export { createInferenceEndpoint } from './create-inference-endpoint.ts';
export type { ElasticsearchClient } from './elasticsearch-client.ts';
export type { InferenceClient } from './inference-client.ts';
export type { InferenceEndpointOptions } from './inference-endpoint-options.ts';
export type { PassageSelector } from './passage-selector.ts';
export type { RerankedSearchRequest } from './plan-reranked-search.ts';
export { type RerankedSearch, rerankedSearch } from './reranked-search.ts';
export type { RerankedSearchOptions } from './reranked-search-options.ts';
export type {
  RerankedHit,
  RerankedMsearchResponse,
  RerankedSearchResponse,
} from './reranked-search-response.ts';
export type { RerankSearchCall } from './rerank-search-call.ts';
export type { RerankableClient } from './rerankable-client.ts';
export type { RerankableOpensearchClient } from './rerankable-opensearch-client.ts';
export type { RerankingClient, RerankingOpensearchClient } from './reranking-client.ts';
export { withReranking } from './with-reranking.ts';
export type { RerankableMsearchRequest, RerankableSearchRequest } from './plan-reranked-msearch.ts';
