export type { PassageSelector } from './passage-selector.ts';
export type {
  QdrantQuery,
  QdrantQueryBatch,
  QdrantQueryClient,
  QdrantQueryGroups,
  RerankableQdrantClient,
} from './qdrant-query-client.ts';
export type { Rerankable, RerankQueryCall } from './rerank-query-call.ts';
export type { RerankedGroupsResponse } from './reranked-groups-response.ts';
export type { RerankedPoint } from './reranked-points.ts';
export {
  type QdrantCallOptions,
  type RerankedQuery,
  rerankedQuery,
  type RerankedQueryRequest,
} from './reranked-query.ts';
export type { RerankedQueryOptions } from './reranked-query-options.ts';
export type { RerankedQueryResponse } from './reranked-query-response.ts';
export {
  type RerankableQueryBatch,
  type RerankingQdrantClient,
  withReranking,
} from './with-reranking.ts';
export type { OlderMethods, RerankedPointList } from './older-methods.ts';
export { createOpenaiEmbedder, type OpenaiEmbedderOptions } from './create-openai-embedder.ts';
export { createQdrantRetriever, type QdrantRetriever } from './create-qdrant-retriever.ts';
export type { EmbedQuery, QueryEmbedding } from './embed-query.ts';
export { qdrantInference } from './qdrant-inference.ts';
export type { QdrantRetrieverOptions, RetrieveOptions } from './qdrant-retriever-options.ts';
export type { RetrievedPassage, RetrievedPassages } from './retrieved-passage.ts';
