export type { QdrantCallOptions, RerankedQueryOptions, RerankQueryCall } from './call/options.ts';
export type {
  Rerankable,
  RerankableQueryBatch,
  RerankedQueryRequest,
} from './call/rerankable-request.ts';
export type {
  QdrantQuery,
  QdrantQueryBatch,
  QdrantQueryClient,
  QdrantQueryGroups,
  RerankableQdrantClient,
} from './client/ports.ts';
export type { RerankedGroupsResponse } from './groups/answer-groups.ts';
export type { OlderMethods, RerankedPointList } from './older-methods.ts';
export type { PassageSelector } from './passage/passage-selector.ts';
export type { RerankedQueryResponse } from './points/answer-points.ts';
export type { RerankedPoint } from './points/reranked-points.ts';
export { type RerankedQuery, rerankedQuery } from './reranked-query.ts';
export type { RerankingQdrantClient } from './reranking-client.ts';
export {
  createOpenaiEmbedder,
  type OpenaiEmbedderOptions,
} from './retriever/create-openai-embedder.ts';
export {
  createQdrantRetriever,
  type QdrantRetriever,
} from './retriever/create-qdrant-retriever.ts';
export type { EmbedQuery, QueryEmbedding } from './retriever/query-embedding.ts';
export { qdrantInference } from './retriever/qdrant-inference.ts';
export type { QdrantRetrieverOptions, RetrieveOptions } from './retriever/options.ts';
export type { RetrievedPassage, RetrievedPassages } from './retriever/retrieved-passage.ts';
export { withReranking } from './with-reranking.ts';
