export type { PassageSelector } from './passage-selector.ts';
export type { QdrantQuery, QdrantQueryClient } from './qdrant-query-client.ts';
export { type RerankedQuery, rerankedQuery, type RerankedQueryRequest } from './reranked-query.ts';
export type { RerankedQueryOptions } from './reranked-query-options.ts';
export type { RerankedPoint, RerankedQueryResponse } from './reranked-query-response.ts';
