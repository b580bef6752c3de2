export type { ElasticsearchClient } from './elasticsearch-client.ts';
export type { PassageSelector } from './passage-selector.ts';
export {
  type RerankedSearch,
  rerankedSearch,
  type RerankedSearchRequest,
} from './reranked-search.ts';
export type { RerankedSearchOptions } from './reranked-search-options.ts';
export type { RerankedHit, RerankedSearchResponse } from './reranked-search-response.ts';
