export type { CallOptions, RerankingOptions, RerankOverrides } from './call/options.ts';
export type { QueryBatchRequest, QueryGroupsRequest, QueryRequest } from './call/requests.ts';
export type {
  QdrantQuery,
  QdrantQueryBatch,
  QueryClient,
  QdrantQueryGroups,
  RerankableClient,
} from './client/ports.ts';
export type {
  BareGroupsResponse,
  GroupsResponse,
  SkippedGroupsResponse,
} from './groups/answer-groups.ts';
export type { BarePointList, PointList, SkippedPointList } from './older-methods.ts';
export type { PassageSelector } from './passage/passage-selector.ts';
export type {
  BareQueryResponse,
  QueryResponse,
  SkippedQueryResponse,
  UnrankedPoint,
} from './points/answer-points.ts';
export type { RankedPoint } from './points/reranked-points.ts';
export { type QueryFunction, rerankedQuery } from './reranked-query.ts';
export type { RerankingClient } from './reranking-client.ts';
export {
  createOpenaiEmbedder,
  type OpenaiEmbedderOptions,
} from './retriever/create-openai-embedder.ts';
export {
  createQdrantRetriever,
  type QdrantRetriever,
} from './retriever/create-qdrant-retriever.ts';
export type { QueryEmbedder, QueryEmbedding } from './retriever/query-embedding.ts';
export { qdrantInference } from './retriever/qdrant-inference.ts';
export type { QdrantRetrieverOptions, RetrieveOptions } from './retriever/options.ts';
export type { RetrievedPassage, RetrievedPassages } from './retriever/retrieved-passage.ts';
export { withReranking } from './with-reranking.ts';
