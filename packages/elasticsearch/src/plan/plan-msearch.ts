import { InvalidRequestError, type SkippedSummary } from '@lb-rerank/core';
import { planOrSkip, requireOverrides, requirePassage } from '@lb-rerank/core/adapter';
import type { RerankingOptions } from '../call/options.ts';
import type { MsearchRequest, SearchRequest } from '../call/requests.ts';
import { asSearch } from '../client/search-in-body.ts';
import { PASSAGE_FORMS } from '../passage/passage-selector.ts';
import { errorOfSearch } from './error-of-search.ts';
import { planSearch, type SearchPlan } from './plan-search.ts';

/** One of several searches: its lines, and what becomes of its answer. */
export interface PlannedSearch {
  readonly header: unknown;
  /** The search without what it says of reranking; as it came, where it says nothing. */
  readonly own: unknown;
  /** Whether it says itself that it is to be reranked. */
  readonly isAsked?: boolean;
  /** Undefined where it is not reranked. */
  readonly plan?: SearchPlan<unknown> | undefined;
  readonly skipped?: SkippedSummary | undefined;
  /** Why it is refused: it asks for reranking, and cannot be reranked. */
  readonly refusal?: InvalidRequestError | undefined;
}

/** The plans of several searches that are asked of the engine in one request. */
export interface MsearchPlan {
  readonly searches: readonly PlannedSearch[];
  /** Gives the request for some of the searches, each with the body that is to be asked. */
  readonly requestFor: (
    searches: readonly { readonly header: unknown; readonly body: unknown }[],
  ) => object;
  /** The caller's `filter_path`, which is not asked of the engine where any search is reranked. */
  readonly filterPath: string | readonly string[] | undefined;
}

/** The place of the searches in a request: OpenSearch's client has them under `body`. */
interface Told {
  readonly filter_path?: string | string[];
  readonly body?: unknown;
  readonly searches?: unknown;
}

/**
 * Plans how several searches are reranked: fetched in one request, and scored at once, so that their pairs share batches.
 * One with `rerank: false` is left alone, and so is one that says nothing and cannot be reranked. `answerMsearch` then makes the
 * caller's answer of the engine's.
 *
 * @throws InvalidRequestError for an unreadable `rerank` of all, and for searches that are neither a list nor lines of text.
 */
export function planMsearch(
  { rerank: ofAll, ...params }: MsearchRequest,
  options: RerankingOptions,
): MsearchPlan {
  if (ofAll !== false && ofAll !== undefined) {
    requireOverrides(ofAll);
    if (ofAll.passage !== undefined) requirePassage(ofAll.passage, 'rerank.passage', PASSAGE_FORMS);
  }
  const { filter_path: filterPath, ...others } = params as Told;
  const key = others.body === undefined ? 'searches' : 'body';
  const lines = linesOf(others[key], key);
  const pairs = Array.from({ length: Math.ceil(lines.length / 2) }, (_, n) => [
    lines[2 * n],
    lines[2 * n + 1],
  ]);
  const searches = pairs.map(([header, body], n) => planOne(header, body, n));
  const isReranked = searches.some(({ plan }) => plan !== undefined);
  return {
    searches,
    requestFor: (asked) => ({
      ...(isReranked ? others : params),
      [key]: asked.flatMap(({ header, body }) => [header, body]),
    }),
    filterPath: isReranked ? filterPath : undefined,
  };

  function planOne(header: unknown, body: unknown, n: number): PlannedSearch {
    const { whenNotRerankable } = options;
    const read = planOrSkip(() => asSearch(body, 'body') as SearchRequest, {
      isAsked: false,
      whenNotRerankable,
    });
    if (read.skipped !== undefined) return { header, own: body, skipped: read.skipped };
    const { rerank = ofAll, ...request } = read.plan;
    const own = 'rerank' in read.plan ? request : body;
    if (rerank === false) return { header, own };
    try {
      const search = { ...request, ...(rerank !== undefined && { rerank }) };
      const { plan, skipped } = planOrSkip(
        () => planSearch(search, options, { isInBody: key === 'body' }),
        { isAsked: rerank !== undefined, whenNotRerankable },
      );
      return { header, own, plan, skipped, isAsked: rerank !== undefined };
    } catch (error) {
      const refusal = errorOfSearch(n, error);
      if (!(refusal instanceof InvalidRequestError)) throw refusal;
      return { header, own, refusal };
    }
  }
}

/** Lists the lines of searches, headers and bodies in turn, which may be told as text. */
function linesOf(searches: unknown, argument: string): readonly unknown[] {
  // A header may be an empty line; only the end of the last line stands alone.
  if (typeof searches === 'string')
    return searches === '' ? [] : searches.replace(/\r?\n$/, '').split('\n');
  if (Array.isArray(searches)) return searches;
  if (searches === undefined) return [];
  throw new InvalidRequestError(argument, 'must be a list of headers and searches in turn');
}
