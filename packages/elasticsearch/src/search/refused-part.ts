import type { estypes } from '@elastic/elasticsearch';
import { RetrievalError } from '@lb-rerank/core';
import type { Page } from '../call/page-of.ts';
import type { SearchPlan } from './plan-search.ts';
import { tooDeepErrorOf } from './too-deep-error-of.ts';

/** Statuses that a smaller request would get as well, or that ask to be left alone. */
const SAME_FOR_ALL = new Set([401, 403, 404, 429, 502, 503, 504]);
/** The errors of both clients that say that no engine was reached. */
const UNREACHED = new Set(['ConnectionError', 'NoLivingConnectionsError']);

/** The properties by which the errors of both clients are told apart. */
interface ClientError extends Error {
  readonly statusCode?: number;
  readonly meta?: { readonly statusCode?: number; readonly body?: EngineFailure };
}

interface EngineFailure {
  readonly error?:
    | {
        readonly type?: string;
        readonly reason?: string | null;
        readonly root_cause?: readonly { readonly reason?: string | null }[];
      }
    | string;
}

/**
 * Tells whether an engine that failed may do with a smaller request. The engine is not asked again where nobody waits any
 * more, where it could not be reached, or where who asks, or the index, is the trouble.
 */
export function mayDoWithLess(error: unknown, signal: AbortSignal | undefined): boolean {
  if (!(error instanceof Error) || signal?.aborted === true) return false;
  const { name, statusCode, meta } = error as ClientError;
  const status = statusCode ?? meta?.statusCode;
  return !UNREACHED.has(name) && !(status !== undefined && SAME_FOR_ALL.has(status));
}

/** Tells whether an answer lacks hits that it might have had for a smaller request: shards failed, or the time was up. */
export function lacksHits({ _shards: shards, timed_out: isLate }: estypes.SearchResponse): boolean {
  return isLate === true || (shards?.failures ?? []).length > 0;
}

/** An answer, and the page that it is asked for. */
interface Found {
  readonly response: estypes.SearchResponse;
  readonly page: Page;
}

/**
 * Tells whether an answer to a smaller request is nearer to the one of the caller's own: fewer shards failed over it, or over
 * something else, or the larger one lost hits of the page, or before it.
 */
export function isNearer(smaller: Found, larger: Found): boolean {
  const [few, many] = [smaller.response, larger.response];
  const failed = ({ _shards: shards }: estypes.SearchResponse) => shards?.failed ?? 0;
  if (failed(few) !== failed(many)) return failed(few) < failed(many);
  return (
    (many.timed_out && !few.timed_out) ||
    hitsOfPage(few, smaller.page) !== hitsOfPage(many, larger.page) ||
    failuresOf(few) !== failuresOf(many)
  );
}

/** Tells the hits of a page in the engine's order, some of which shards may have lost. */
function hitsOfPage({ hits }: estypes.SearchResponse, { from, size }: Page): string {
  const page = hits.hits.slice(from, from + size);
  return page.map(({ _index, _id, _score }) => [_index, _id, _score].join(' ')).join('\n');
}

function failuresOf({ _shards: shards }: estypes.SearchResponse): string {
  const failures = (shards?.failures ?? []).map(({ index, shard, reason }) =>
    [index, shard, reason.type, reason.reason].join(' '),
  );
  return failures.toSorted().join('\n');
}

/** Makes the error that stands at an answer to less than was asked for, with what the engine said to the whole. */
export function refusedPartOf(
  cause: unknown,
  { request, page }: Pick<SearchPlan<unknown>, 'request' | 'page'>,
): RetrievalError | ReturnType<typeof tooDeepErrorOf> {
  const { statusCode, meta, message = '', name } = (cause ?? {}) as Partial<ClientError>;
  const { error } = meta?.body ?? {};
  const told =
    typeof error === 'string' ? [error] : [error?.reason, error?.root_cause?.[0]?.reason];
  const tooDeep = tooDeepErrorOf([message, ...told].join(' '), page, cause);
  if (tooDeep !== undefined) return tooDeep;
  return new RetrievalError({
    source: [request.index ?? '_all'].flat().join(),
    // The engine's reasons may quote what stands in documents.
    reason: (typeof error === 'object' ? error.type : undefined) ?? name ?? 'unknown',
    status: statusCode ?? meta?.statusCode,
    cause,
  });
}

/** Gives what an answer says of its failed shards, as an error has it. */
export function failureOfShards({ _shards: shards }: estypes.SearchResponse): object {
  const [failure] = shards?.failures ?? [];
  const { type, reason } = failure?.reason ?? { type: 'timed_out', reason: '' };
  return { name: type, message: reason ?? '', meta: { body: { error: { type, reason } } } };
}
