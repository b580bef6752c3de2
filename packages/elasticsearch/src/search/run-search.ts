import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import type { SkippedSummary } from '@lb-rerank/core';
import { planOrSkip } from '@lb-rerank/core/adapter';
import type { RerankingOptions } from '../call/options.ts';
import type { SearchRequest } from '../call/requests.ts';
import { eitherSignal } from '../client/abortable.ts';
import { querystringOf } from '../client/querystring-of.ts';
import { refuseUnreadableAnswers } from '../client/refuse-unreadable-answers.ts';
import { requestLike, searchOf } from '../client/search-in-body.ts';
import { withBody } from '../client/with-body.ts';
import { answerSearch } from './answer-search.ts';
import { askForPlan } from '../asking/ask-for-plans.ts';
import { planSearch, type SearchPlan } from '../plan/plan-search.ts';
import { skippedAnswer } from './skipped-answer.ts';

/** A client's own `search`, which answers with the body or with what holds it. */
export type EngineSearch = (...call: unknown[]) => unknown;

/** A call of `search`, as a client takes it: the request and options. */
export type SearchCall = readonly [params?: SearchRequest, ...rest: unknown[]];

/** Options of one search. */
export interface SearchOptions {
  /** Whether the search asks for reranking though it does not say `rerank`. */
  readonly isAsked?: boolean;
  /** Aborted where the answer is; see `abortable`. */
  readonly aborted?: AbortSignal;
}

/**
 * Searches through a client and reranks what it answers. What cannot be reranked, and does not ask for it, is left to the
 * client as it came, and marked.
 *
 * @throws InvalidRequestError before any request, as `planSearch` does; the client's own errors, unchanged.
 */
export function runSearch<TDocument>(
  search: EngineSearch,
  [params = {}, ...rest]: SearchCall,
  options: RerankingOptions<TDocument> & SearchOptions,
): unknown {
  const { rerank, ...request } = params;
  const bare = () => search('rerank' in params ? request : params, ...rest);
  if (rerank === false) return bare();
  const { isAsked = rerank !== undefined, whenNotRerankable } = options;
  const requestOptions = (rest[0] ?? {}) as TransportRequestOptions;
  return attempt(() => {
    const { plan, skipped } = planOrSkip(
      () => {
        refuseUnreadableAnswers(rest);
        const asked = { ...searchOf(request), ...(rerank !== undefined && { rerank }) };
        return planSearch(asked, options, {
          isInBody: 'body' in params,
          querystring: querystringOf(requestOptions),
        });
      },
      { isAsked, whenNotRerankable },
    );
    return plan === undefined ? markedAs(skipped) : answerOf(plan);
  });

  async function markedAs(skipped: SkippedSummary): Promise<object> {
    return withBody((await bare()) as object, (body) => skippedAnswer(body, skipped));
  }

  async function answerOf(asked: SearchPlan<TDocument>): Promise<object> {
    const signal = eitherSignal(requestOptions.signal, options.aborted);
    const { plan, answer, refusedPart } = await askForPlan(asked, {
      ask: async (own) => (await search(requestLike(request, own), ...rest)) as object,
      responseIn,
      signal,
    });
    return withBody(answer, (body) =>
      answerSearch(plan, body as estypes.SearchResponse<TDocument>, {
        reranker: options.reranker,
        signal,
        refusedPart,
      }),
    );
  }
}

/** Finds the search response in an answer; an engine's error, which the client gives for `ignore: [404]`, is none. */
function responseIn(answer: object): estypes.SearchResponse | undefined {
  const body = ('body' in answer && 'statusCode' in answer ? answer.body : answer) as object;
  return 'hits' in body ? (body as estypes.SearchResponse) : undefined;
}

/** Gives what a function gives, and a rejection of what it throws. */
export function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return Promise.reject(error);
  }
}
