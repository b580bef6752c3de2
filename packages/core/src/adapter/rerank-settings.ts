import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { type RerankDefaults, rerankDefaultsOf } from '../rerank/rerank-defaults.ts';
import { validateRerankRequest } from '../rerank/validate-rerank-request.ts';
import { requireOverrides } from './require-overrides.ts';
import type { RerankOverrides } from './rerank-overrides.ts';
import { queryOrRunning } from '../context/reranking-query.ts';

/** Settings of one search's reranking, with all defaults in place; {@link rerankSettingsOf} makes them. */
export interface RerankSettings extends RerankDefaults {
  readonly query: string;
  readonly rankWindowSize: number;
}

/**
 * Takes what a call of an adapter says, else the adapter's options, else the defaults.
 *
 * @param queryOf reads the query from the search, where the call does not say it; where it finds none, that of the
 *   `rerankingQuery.run` around the search counts.
 * @throws InvalidRequestError naming the argument at fault: no object, an unknown key, a blank query or numbers out of range.
 *
 * @example
 * ```ts
 * import { rerankSettingsOf } from '@lb-rerank/core/adapter';
 *
 * const settings = rerankSettingsOf({ minScore: 3 }, { rankWindowSize: 50 }, () => 'apples');
 * console.log(settings.query, settings.rankWindowSize, settings.minScore); // apples 50 3
 * ```
 */
export function rerankSettingsOf(
  call: RerankOverrides | undefined,
  options: RerankDefaults,
  queryOf: () => string,
): RerankSettings {
  const overrides = call === undefined ? {} : call;
  requireOverrides(overrides);
  const query = overrides.query ?? queryOrRunning(queryOf);
  if (typeof query !== 'string' || query.trim() === '') {
    throw new InvalidRequestError('rerank.query', 'must be a text that is not blank');
  }
  const { rankWindowSize = 100, ...limits } = rerankDefaultsOf(overrides, options);
  const settings = { ...limits, rankWindowSize, query };
  validateRerankRequest({ ...settings, candidates: [] });
  return settings;
}
