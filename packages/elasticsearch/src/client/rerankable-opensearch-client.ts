/** The subset of @opensearch-project/opensearch's Client whose answers are reranked; it keeps search and answer under `body`. */
export interface RerankableOpensearchClient {
  search(params: object, requestOptions: object): PromiseLike<{ body: object }>;
  msearch(params: object, requestOptions: object): PromiseLike<{ body: object }>;
}
