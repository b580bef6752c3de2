import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import type { ElasticsearchClient } from './elasticsearch-client.ts';
import {
  planRerankedMsearch,
  type RerankableMsearchRequest,
  type RerankableSearchRequest,
} from './plan-reranked-msearch.ts';
import { planRerankedSearch } from './plan-reranked-search.ts';
import type { RerankedSearchOptions } from './reranked-search-options.ts';
import type { RerankedSearchResponse } from './reranked-search-response.ts';

/** The subset of @elastic/elasticsearch's Client whose answers are reranked. */
export interface RerankableClient extends ElasticsearchClient {
  msearch(
    params: estypes.MsearchRequest,
    requestOptions: TransportRequestOptions,
  ): Promise<estypes.MsearchResponse>;
}

/** A client whose `search` and `msearch` also take `rerank`. */
export type RerankingClient<TClient> = TClient & {
  search<TDocument = unknown, TAggregations = Record<string, estypes.AggregationsAggregate>>(
    params: RerankableSearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<RerankedSearchResponse<TDocument, TAggregations>>;
  msearch(
    params: RerankableMsearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<estypes.MsearchResponse>;
};

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * A client of the same type whose searches are reranked; everything else is the client's own.
 *
 * `search`, `msearch` (with `meta: true` too), `helpers.search` and the clients that `child()` gives rerank. A call says
 * `rerank: false` to be left alone, or what is different for it.
 *
 * @throws InvalidRequestError from a search, as `rerankedSearch` does.
 */
export function withReranking<TClient extends RerankableClient>(
  client: TClient,
  options: RerankedSearchOptions,
): RerankingClient<TClient> {
  async function search(
    { rerank, ...params }: RerankableSearchRequest = {},
    requestOptions: TransportRequestOptions = {},
  ): Promise<unknown> {
    if (rerank === false) return client.search(params, requestOptions);
    const plan = planRerankedSearch({ ...params, ...(rerank && { rerank }) }, options);
    return finished(await client.search(plan.request, requestOptions), plan, requestOptions);
  }

  async function msearch(
    params: RerankableMsearchRequest,
    requestOptions: TransportRequestOptions = {},
  ): Promise<unknown> {
    const plan = planRerankedMsearch(params, options);
    return finished(await client.msearch(plan.request, requestOptions), plan, requestOptions);
  }

  /** As the client's own helper: the documents alone. */
  async function searchDocuments(
    params: RerankableSearchRequest,
    requestOptions: TransportRequestOptions = {},
  ): Promise<unknown[]> {
    const response = await search(params, { ...requestOptions, meta: false });
    return (response as estypes.SearchResponse).hits.hits.map(({ _source }) => _source);
  }

  return withMethods(client, {
    search: () => search,
    msearch: () => msearch,
    child:
      (child) =>
      (...args: unknown[]) =>
        withReranking((child as AnyFunction)(...args) as TClient, options),
    helpers: (helpers) => withMethods(helpers as object, { search: () => searchDocuments }),
  }) as RerankingClient<TClient>;
}

/** Puts the reranked body in the place of the engine's, which stands inside the answer where `meta` was asked for. */
async function finished<TBody>(
  answer: TBody | { body: TBody },
  { finish }: { finish: (body: TBody, signal: AbortSignal | undefined) => Promise<TBody> },
  { meta, signal }: TransportRequestOptions,
): Promise<unknown> {
  if (meta !== true) return finish(answer as TBody, signal);
  return { ...answer, body: await finish((answer as { body: TBody }).body, signal) };
}

/** The same object with some members in place of its own; its methods still find its private state. */
function withMethods<T extends object>(
  object: T,
  replacements: Record<string, (own: unknown) => unknown>,
): T {
  return new Proxy(object, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      const own: unknown = typeof value === 'function' ? value.bind(target) : value;
      return typeof property === 'string' && Object.hasOwn(replacements, property)
        ? replacements[property]!(own)
        : own;
    },
  });
}
