import type { estypes } from '@elastic/elasticsearch';
import { InvalidRequestError, type SkippedSummary } from '@lb-rerank/core';
import { planOrSkip, type PlanOrSkipped } from '@lb-rerank/core/adapter';
import { planSearch, type SearchPlan } from '@lb-rerank/elasticsearch/plans';
import type { EngineContext } from '../engine/engine.ts';
import type { Overrides } from '../http/overrides-of.ts';
import { ruleFor } from '../rules/rule-for.ts';
import { requireWithinLimits } from './asked-search.ts';

/** The way in which an engine's searches are planned. */
export interface PlanContext extends Pick<
  EngineContext,
  'reranker' | 'rules' | 'maxRankWindowSize'
> {
  /** Whether the engine takes requests as OpenSearch does. */
  readonly isOpensearch: boolean;
}

/** A search with all that its URL and its body say. */
export interface MergedSearch {
  readonly request: estypes.SearchRequest & { filter_path?: string };
  readonly querystring: Record<string, unknown>;
  readonly index: string | undefined;
}

/**
 * Plans how a search is reranked, by the rule of its index and its own word.
 *
 * @returns the reason where it is left alone
 * @throws InvalidRequestError for overrides that cannot be used.
 */
export function planAsked(
  { request, querystring, index }: MergedSearch,
  overrides: Overrides,
  { reranker, rules, maxRankWindowSize, isOpensearch }: PlanContext,
): PlanOrSkipped<SearchPlan<unknown>> {
  if (overrides === false) return skippedFor('the search says that it is left alone');
  const { rule, reason } = ruleFor(rules, index);
  if (rule === undefined) return skippedFor(reason);
  requireWithinLimits(overrides, maxRankWindowSize);
  const { index: _, isOn: __, ...options } = rule;
  const asked = { ...request, ...(overrides && { rerank: overrides }) };
  const form = { isInBody: isOpensearch, querystring };
  try {
    return planOrSkip(() => planSearch(asked, { reranker, ...options } as never, form), {
      isAsked: overrides !== undefined,
    });
  } catch (error) {
    // A search that cannot be reranked is not worse for having asked for it; a word that cannot be used is told.
    if (!(error instanceof InvalidRequestError) || isOfOverrides(error, overrides)) throw error;
    return skippedFor(error.message);
  }
}

function skippedFor(reason: string): { skipped: SkippedSummary } {
  return { skipped: { outcome: 'skipped', reason } };
}

function isOfOverrides({ argument }: InvalidRequestError, overrides: Overrides): boolean {
  const [, name = argument] = /^rerank\.(\w+)/.exec(argument) ?? [];
  return overrides !== false && overrides !== undefined && name in overrides;
}
