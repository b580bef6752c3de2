import type { estypes } from '@elastic/elasticsearch';
import { RetrievalError } from '@lb-rerank/core';
import type { SearchPlan } from '../plan/plan-search.ts';
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
  return !UNREACHED.has(error.name) && !SAME_FOR_ALL.has(statusOf(error) ?? 0);
}

/**
 * Makes the error that stands at an answer to less than was asked for, with what the engine said to the whole.
 *
 * @param plan what was asked for at first
 * @returns undefined where the engine refused nothing
 */
export function refusedPartOf(
  cause: unknown,
  { request, page }: Pick<SearchPlan<unknown>, 'request' | 'page'>,
): RetrievalError | ReturnType<typeof tooDeepErrorOf> {
  if (cause === undefined) return undefined;
  const error = cause as ClientError;
  return (
    tooDeepErrorOf(reasonsOf(error).join(' '), page, cause) ??
    new RetrievalError({
      source: [request.index ?? '_all'].flat().join(),
      // The engine's reasons may quote what stands in documents.
      reason: typeOf(error),
      status: statusOf(error),
      cause,
    })
  );
}

function statusOf({ statusCode, meta }: ClientError): number | undefined {
  return statusCode ?? meta?.statusCode;
}

/** Names the kind of an error: the engine's own name for it, or the client's. */
function typeOf({ name, meta }: ClientError): string {
  const error = meta?.body?.error;
  return (typeof error === 'object' ? error.type : undefined) ?? name;
}

/** Lists what an error says in words: the engine tells the reason at its root only, where shards are many. */
function reasonsOf({ message, meta }: ClientError): readonly unknown[] {
  const error = meta?.body?.error;
  if (typeof error !== 'object') return [message, error];
  return [message, error.reason, error.root_cause?.[0]?.reason];
}

/** Makes an error, as the client has it, of what an answer says of its failed shards or of the time that was up. */
export function failureOfShards({ _shards: shards }: estypes.SearchResponse): Error {
  const [failure] = shards?.failures ?? [];
  const { type, reason } = failure?.reason ?? { type: 'timed_out', reason: '' };
  return Object.assign(new Error(reason ?? ''), {
    name: type,
    meta: { body: { error: { type, reason } } },
  });
}
