import { requireBareClient, requireOptions, withMembers } from '@lb-rerank/core/adapter';
import type { RerankingOptions } from './call/options.ts';
import { abortable } from './client/abortable.ts';
import { calledBack } from './client/called-back.ts';
import type { RerankableClient, RerankableOpensearchClient } from './client/ports.ts';
import { rerankingHelpers } from './reranking-helpers.ts';
import type { AnyClient, RerankingClient, RerankingOpensearchClient } from './reranking-client.ts';
import { type MsearchCall, runMsearch } from './search/run-msearch.ts';
import { type EngineSearch, runSearch, type SearchCall } from './search/run-search.ts';
import { PASSAGE_FORMS } from './passage/passage-selector.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * Wraps a client of Elasticsearch or OpenSearch: its searches are reranked, everything else is the client's own.
 *
 * `search`, `msearch` (with `meta: true` too), `helpers.search`, `helpers.msearch` and the clients that `child()` gives
 * rerank. A call says `rerank: false` to be left alone, or what is different for it. {@link rerankedSearch} is `search` alone.
 *
 * @throws InvalidRequestError at once for options that cannot be used and for a client that reranks already, and from a search, as {@link rerankedSearch} does.
 *
 * @example
 * ```ts
 * import { Client } from '@elastic/elasticsearch';
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { withReranking } from '@lb-rerank/elasticsearch';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const elasticsearch = new Client({ node: 'http://127.0.0.1:9200' });
 * const client = withReranking(elasticsearch, { reranker: createReranker({ scorer }), passage: 'text' });
 *
 * const query = { match: { text: 'What is the scientific name of apples?' } };
 * const { hits, rerank } = await client.search({ index: 'articles', query, size: 1 });
 * console.log(rerank.outcome, hits.hits[0]?._id); // reranked 2
 *
 * // A call may say otherwise, or that it is to be left alone.
 * await client.search({ index: 'articles', query, rerank: { rankWindowSize: 20 } });
 * await client.search({ index: 'articles', sort: 'date', rerank: false });
 * ```
 */
export function withReranking<TClient extends RerankableClient>(
  client: TClient,
  options: RerankingOptions,
): RerankingClient<TClient>;
export function withReranking<TClient extends RerankableOpensearchClient>(
  client: TClient,
  options: RerankingOptions,
): RerankingOpensearchClient<TClient>;
export function withReranking(client: AnyClient, options: RerankingOptions): AnyClient {
  requireBareClient(client);
  requireOptions(options, { forms: PASSAGE_FORMS });
  return rerankingClient(client, options, { onRefusal: 'throw' });
}

/** The end of one of several searches that asks for reranking and cannot be reranked. */
interface Refusals {
  /** `answer` gives it as that search's own answer, for callers who share the request. */
  readonly onRefusal: 'throw' | 'answer';
}

function rerankingClient(
  client: AnyClient,
  options: RerankingOptions,
  refusals: Refusals,
): AnyClient {
  // Both take a request and options of their own shapes, which are handed on as they came.
  const engine = client as Record<'search' | 'msearch', EngineSearch>;
  const search = (...call: SearchCall) =>
    calledBack(call, (awaited) =>
      abortable(
        (...own) => engine.search(...own),
        (ask, aborted) => runSearch(ask, awaited, { ...options, aborted }),
      ),
    );
  const msearch = (...call: MsearchCall) =>
    calledBack(call, (awaited) =>
      abortable(
        (...own) => engine.msearch(...own),
        (ask, aborted) => runMsearch(ask, awaited, { ...options, ...refusals, aborted }),
      ),
    );

  return withMembers(client, {
    search: () => search,
    msearch: () => msearch,
    child: (child) =>
      child &&
      ((...args: unknown[]) =>
        rerankingClient((child as AnyFunction)(...args) as AnyClient, options, refusals)),
    helpers: (helpers) =>
      helpers &&
      rerankingHelpers(helpers, () => rerankingClient(client, options, { onRefusal: 'answer' })),
  });
}
