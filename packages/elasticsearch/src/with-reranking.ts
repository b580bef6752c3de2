import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import type { RerankCall } from '@lb-rerank/core';
import type { ElasticsearchClient } from './elasticsearch-client.ts';
import { planRerankedSearch } from './plan-reranked-search.ts';
import type { RerankedSearchOptions } from './reranked-search-options.ts';
import type { RerankedSearchResponse } from './reranked-search-response.ts';

/** A search request that may say how it is reranked, or that it is not. */
export type RerankableSearchRequest = estypes.SearchRequest & { rerank?: RerankCall | false };

/** A client whose `search` also takes `rerank`. */
export type RerankingClient<TClient> = TClient & {
  search<TDocument = unknown, TAggregations = Record<string, estypes.AggregationsAggregate>>(
    params: RerankableSearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<RerankedSearchResponse<TDocument, TAggregations>>;
};

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * A client of the same type whose searches are reranked; everything else is the client's own.
 *
 * `search`, with `meta: true` too, `helpers.search` and the clients that `child()` gives rerank. A call says
 * `rerank: false` to be left alone, or what is different for it.
 *
 * @throws InvalidRequestError from a search, as `rerankedSearch` does.
 */
export function withReranking<TClient extends ElasticsearchClient>(
  client: TClient,
  options: RerankedSearchOptions,
): RerankingClient<TClient> {
  async function search(
    { rerank, ...params }: RerankableSearchRequest = {},
    requestOptions: TransportRequestOptions = {},
  ): Promise<unknown> {
    if (rerank === false) return client.search(params, requestOptions);
    const plan = planRerankedSearch({ ...params, ...(rerank && { rerank }) }, options);
    const answer: unknown = await client.search(plan.request, requestOptions);
    if (!isWithMeta(answer, requestOptions)) {
      return plan.finish(answer as estypes.SearchResponse, requestOptions.signal);
    }
    return { ...answer, body: await plan.finish(answer.body, requestOptions.signal) };
  }

  /** As the client's own helper: the documents alone. */
  async function searchDocuments(
    params: RerankableSearchRequest,
    requestOptions: TransportRequestOptions = {},
  ): Promise<unknown[]> {
    const response = await search(params, { ...requestOptions, meta: false });
    return (response as estypes.SearchResponse).hits.hits.map(({ _source }) => _source);
  }

  return new Proxy(client, {
    get(target, property) {
      if (property === 'search') return search;
      const value: unknown = Reflect.get(target, property, target);
      if (property === 'child') {
        return (...args: unknown[]) =>
          withReranking((value as AnyFunction).apply(target, args) as TClient, options);
      }
      if (property === 'helpers') return withMethod(value as object, 'search', searchDocuments);
      // The client keeps private state, which its methods find on the client itself only.
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as RerankingClient<TClient>;
}

function withMethod(object: object, name: string, method: unknown): object {
  return new Proxy(object, {
    get(target, property) {
      if (property === name) return method;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function isWithMeta(
  answer: unknown,
  { meta }: TransportRequestOptions,
): answer is { body: estypes.SearchResponse } {
  return meta === true && typeof answer === 'object' && answer !== null && 'body' in answer;
}
