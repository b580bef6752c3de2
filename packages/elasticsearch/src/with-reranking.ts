import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import {
  planRerankedMsearch,
  type RerankableMsearchRequest,
  type RerankableSearchRequest,
} from './plan-reranked-msearch.ts';
import { planRerankedSearch } from './plan-reranked-search.ts';
import type { RerankSearchCall } from './rerank-search-call.ts';
import type { RerankableClient } from './rerankable-client.ts';
import type { RerankableOpensearchClient } from './rerankable-opensearch-client.ts';
import type { RerankedSearchOptions } from './reranked-search-options.ts';
import type { RerankedSearchResponse } from './reranked-search-response.ts';
import { requestLike, searchOf } from './search-in-body.ts';

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

/** A client whose `search` also takes `rerank` beside `body`, and whose `msearch` takes it in each search. */
export type RerankingOpensearchClient<TClient extends RerankableOpensearchClient> = TClient & {
  search(
    params: Parameters<TClient['search']>[0] & { rerank?: RerankSearchCall | false },
    requestOptions?: object,
  ): ReturnType<TClient['search']>;
};

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * A client of the same type, Elasticsearch's or OpenSearch's, whose searches are reranked; everything else is the
 * client's own.
 *
 * `search`, `msearch` (with `meta: true` too), `helpers.search` and the clients that `child()` gives rerank. A call says
 * `rerank: false` to be left alone, or what is different for it. Callbacks, which OpenSearch's client takes too, are not
 * called.
 *
 * @throws InvalidRequestError from a search, as `rerankedSearch` does.
 */
export function withReranking<TClient extends RerankableClient>(
  client: TClient,
  options: RerankedSearchOptions,
): RerankingClient<TClient>;
export function withReranking<TClient extends RerankableOpensearchClient>(
  client: TClient,
  options: RerankedSearchOptions,
): RerankingOpensearchClient<TClient>;
export function withReranking(
  client: RerankableClient | RerankableOpensearchClient,
  options: RerankedSearchOptions,
): unknown {
  // Both take a request and options of their own shapes, which are handed on as they came.
  const engine = client as Record<'search' | 'msearch', (...args: object[]) => Promise<object>>;

  async function search(
    { rerank, ...params }: RerankableSearchRequest = {},
    requestOptions: TransportRequestOptions = {},
  ): Promise<object> {
    if (rerank === false) return engine.search(params, requestOptions);
    const plan = planRerankedSearch({ ...searchOf(params), ...(rerank && { rerank }) }, options);
    const request = requestLike(params, plan.request);
    return finished(await engine.search(request, requestOptions), plan, requestOptions.signal);
  }

  async function msearch(
    params: RerankableMsearchRequest,
    requestOptions: TransportRequestOptions = {},
  ): Promise<object> {
    const plan = planRerankedMsearch(params, options);
    return finished(
      await engine.msearch(plan.request, requestOptions),
      plan,
      requestOptions.signal,
    );
  }

  /** As the client's own helper: the documents alone. */
  async function searchDocuments(
    params: RerankableSearchRequest,
    requestOptions: TransportRequestOptions = {},
  ): Promise<unknown[]> {
    const answer = await search(params, { ...requestOptions, meta: false });
    const { hits } = (isWrapped(answer) ? answer.body : answer) as estypes.SearchResponse;
    return hits.hits.map(({ _source }) => _source);
  }

  return withMethods(client, {
    search: () => search,
    msearch: () => msearch,
    child:
      (child) =>
      (...args: unknown[]) =>
        withReranking((child as AnyFunction)(...args) as RerankableClient, options),
    helpers: (helpers) => withMethods(helpers as object, { search: () => searchDocuments }),
  });
}

/** Puts the reranked body in the place of the engine's, which OpenSearch's client, and `meta: true`, give inside the answer. */
async function finished<TBody extends object>(
  answer: object,
  { finish }: { finish: (body: TBody, signal: AbortSignal | undefined) => Promise<TBody> },
  signal: AbortSignal | undefined,
): Promise<object> {
  if (!isWrapped(answer)) return finish(answer as TBody, signal);
  return { ...answer, body: await finish(answer.body as TBody, signal) };
}

function isWrapped(answer: object): answer is { body: object } {
  return 'body' in answer && 'statusCode' in answer;
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
