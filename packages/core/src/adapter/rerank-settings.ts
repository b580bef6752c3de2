import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { RerankCall } from './rerank-call.ts';
import { validateRerankRequest } from './validate-rerank-request.ts';

/** How one search is reranked, with all defaults in place. */
export interface RerankSettings {
  readonly query: string;
  readonly rankWindowSize: number;
  readonly minScore: number | undefined;
  readonly deadlineMs: number | undefined;
}

/**
 * What a call of an adapter says, else the adapter's options, else the defaults.
 *
 * @param queryOf reads the query from the search, where the call does not say it.
 * @throws InvalidRequestError naming the argument at fault: a blank query or numbers out of range.
 */
export function rerankSettingsOf(
  call: RerankCall,
  options: Omit<RerankCall, 'query'>,
  queryOf: () => string,
): RerankSettings {
  const query = call.query ?? queryOf();
  if (typeof query !== 'string' || query.trim() === '') {
    throw new InvalidRequestError('rerank.query', 'must be a text that is not blank');
  }
  const settings = {
    query,
    rankWindowSize: call.rankWindowSize ?? options.rankWindowSize ?? 100,
    minScore: call.minScore ?? options.minScore,
    deadlineMs: call.deadlineMs ?? options.deadlineMs,
  };
  validateRerankRequest({ ...settings, candidates: [] });
  return settings;
}
