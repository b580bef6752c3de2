import type { estypes } from '@elastic/elasticsearch';
import { RerankError } from '@lb-rerank/core';
import type { Outcome } from '../http/outcome-headers.ts';

/** A response as the adapter makes it: the engine's own, with an account of its reranking. */
export type AccountedResponse = object & {
  readonly hits?: estypes.SearchHitsMetadata | undefined;
  readonly rerank?: Outcome & { readonly error?: Error | undefined; readonly scored?: number };
};

/** Reads how a response came about. */
export function outcomeOf({ rerank }: AccountedResponse): Outcome | undefined {
  if (rerank === undefined) return undefined;
  const { outcome, reason, error } = rerank;
  return { outcome, reason: reason ?? (error && toldError(error)) };
}

/** Tells of an error what may be told: the message of one that is not ours may quote a document. */
function toldError(error: Error): string {
  return error instanceof RerankError ? error.message : `reranking failed (${error.name})`;
}

/** Gives a response as it is shown: with marks, unless none are wanted, or nothing was scored and it is the engine's own. */
export function shownResponse(response: AccountedResponse, hasMarks: boolean): object {
  const { rerank, hits, ...rest } = response;
  if (hasMarks && (rerank?.scored ?? 0) > 0) return response;
  if (hits?.hits === undefined) return { ...rest, ...(hits !== undefined && { hits }) };
  const bare = hits.hits.map((hit) => {
    const { _rerank, ...own } = hit as estypes.SearchHit & { _rerank?: unknown };
    return own;
  });
  return { ...rest, hits: { ...hits, hits: bare } };
}
