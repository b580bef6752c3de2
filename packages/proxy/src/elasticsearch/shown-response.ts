import type { estypes } from '@elastic/elasticsearch';
import type { Account } from '../http/outcome-of.ts';

/** A response as the adapter makes it: the engine's own, with an account of its reranking. */
export type AccountedResponse = object & {
  readonly hits?: estypes.SearchHitsMetadata | undefined;
  readonly rerank?: Account;
};

/** Gives a response as it is shown: with marks, unless none are wanted, or nothing was scored and it is the engine's own. */
export function shownResponse(response: AccountedResponse, hasMarks: boolean): object {
  const { rerank, hits, ...rest } = response;
  // Go's typed client takes `took` in `rerank` for the engine's, unless that comes later.
  if (hasMarks && (rerank?.scored ?? 0) > 0) return { rerank, ...response };
  if (hits?.hits === undefined) return { ...rest, ...(hits !== undefined && { hits }) };
  const bare = hits.hits.map((hit) => {
    const { _rerank, ...own } = hit as estypes.SearchHit & { _rerank?: unknown };
    return own;
  });
  return { ...rest, hits: { ...hits, hits: bare } };
}

/**
 * Gives the responses of several searches as they are shown, or undefined where there is none to show.
 *
 * @param isFiltered whether a filter left out parts of the answer; the engine leaves out what that empties, too
 */
export function shownResponses(
  responses: readonly AccountedResponse[],
  hasMarks: boolean,
  isFiltered: boolean,
): readonly object[] | undefined {
  const shown = responses.map((response) => shownResponse(response, hasMarks));
  if (!isFiltered) return shown;
  const filled = shown.filter((response) => Object.keys(response).length > 0);
  return filled.length === 0 ? undefined : filled;
}
