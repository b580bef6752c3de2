import type { TransportRequestOptions } from '@elastic/elasticsearch';
import {
  planRerankedMsearch,
  type RerankableMsearchRequest,
  type RerankableSearchRequest,
} from './search/plan-msearch.ts';
import { refuseUnreadableAnswers } from './client/refuse-unreadable-answers.ts';
import type { RerankableClient } from './client/rerankable-client.ts';
import type { RerankableOpensearchClient } from './client/rerankable-opensearch-client.ts';
import type { RerankedSearchOptions } from './call/options.ts';
import type {
  AnyRerankableClient,
  RerankingClient,
  RerankingOpensearchClient,
} from './reranking-client.ts';
import { type EngineSearch, runRerankedSearch } from './search/run-search.ts';
import { withBody } from './client/with-body.ts';

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/**
 * A client of the same type, Elasticsearch's or OpenSearch's, whose searches are reranked; everything else is the
 * client's own.
 *
 * `search`, `msearch` (with `meta: true` too), `helpers.search`, `helpers.msearch` and the clients that `child()` gives
 * rerank. A call says `rerank: false` to be left alone, or what is different for it.
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
  client: AnyRerankableClient,
  options: RerankedSearchOptions,
): AnyRerankableClient {
  // Both take a request and options of their own shapes, which are handed on as they came.
  const engine = client as Record<'search' | 'msearch', EngineSearch>;

  const search = (
    params: RerankableSearchRequest = {},
    requestOptions: TransportRequestOptions = {},
  ) => runRerankedSearch((...call) => engine.search(...call), params, requestOptions, options);

  const msearch = async (
    params: RerankableMsearchRequest,
    requestOptions: TransportRequestOptions = {},
  ) => {
    const { request, finish } = planRerankedMsearch(params, options);
    if (finish === undefined) return engine.msearch(request, requestOptions);
    refuseUnreadableAnswers(requestOptions);
    const answer = await engine.msearch(request, requestOptions);
    return withBody(answer, (body) => finish(body as never, requestOptions.signal));
  };

  const reranking: AnyRerankableClient = withMembers(client, {
    search: () => search,
    msearch: () => msearch,
    child:
      (child) =>
      (...args: unknown[]) =>
        withReranking((child as AnyFunction).apply(client, args) as RerankableClient, options),
    helpers: (helpers) => rerankingHelpers(helpers as object, () => reranking),
  });
  return reranking;
}

/** The client's own helpers, of which those that search do it through the reranking client. */
function rerankingHelpers(helpers: object, reranking: () => AnyRerankableClient): object {
  const searching = new Proxy(helpers, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      return isClient(value) ? reranking() : value;
    },
  });
  const through = (method: unknown) => (method as AnyFunction).bind(searching);
  return withMembers(helpers, { search: through, msearch: through });
}

function isClient(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'search' in value && 'msearch' in value;
}

/** The same object with some members in place of its own; its methods still find its private state. */
function withMembers<T extends object>(
  object: T,
  replacements: Record<string, (own: unknown) => unknown>,
): T {
  return new Proxy(object, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof property === 'string' && Object.hasOwn(replacements, property)) {
        return replacements[property]!(value);
      }
      return typeof value === 'function' ? (value as AnyFunction).bind(target) : value;
    },
  });
}
