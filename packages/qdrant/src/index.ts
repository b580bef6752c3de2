export type { PassageSelector } from './passage/passage-selector.ts';
export type {
  QdrantQuery,
  QdrantQueryBatch,
  QdrantQueryClient,
  QdrantQueryGroups,
  RerankableQdrantClient,
} from './client/ports.ts';
export type { Rerankable, RerankQueryCall } from './call/rerankable-request.ts';
export type { RerankedGroupsResponse } from './groups/reranked-groups-response.ts';
export type { RerankedPoint } from './points/reranked-points.ts';
export {
  type QdrantCallOptions,
  type RerankedQuery,
  rerankedQuery,
  type RerankedQueryRequest,
} from './reranked-query.ts';
export type { RerankedQueryOptions } from './call/options.ts';
export type { RerankedQueryResponse } from './points/reranked-query-response.ts';
export {
  type RerankableQueryBatch,
  type RerankingQdrantClient,
  withReranking,
} from './with-reranking.ts';
export type { OlderMethods, RerankedPointList } from './older-methods.ts';
export {
  createOpenaiEmbedder,
  type OpenaiEmbedderOptions,
} from './retriever/create-openai-embedder.ts';
export {
  createQdrantRetriever,
  type QdrantRetriever,
} from './retriever/create-qdrant-retriever.ts';
export type { EmbedQuery, QueryEmbedding } from './retriever/embed-query.ts';
export { qdrantInference } from './retriever/qdrant-inference.ts';
export type {
  QdrantRetrieverOptions,
  RetrieveOptions,
} from './retriever/qdrant-retriever-options.ts';
export type { RetrievedPassage, RetrievedPassages } from './retriever/retrieved-passage.ts';
