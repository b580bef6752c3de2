import type { estypes } from '@elastic/elasticsearch';
import type { PlanOrSkipped } from '@lb-rerank/core/adapter';
import { planSearch, type SearchPlan } from '@lb-rerank/elasticsearch/plans';
import type { EngineContext } from '../engine/engine.ts';
import type { Overrides } from '../http/overrides-of.ts';
import { planByRule } from '../rules/plan-by-rule.ts';
import { ruleFor } from '../rules/rule-for.ts';

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

/** Plans how a search is reranked, as {@link planByRule} does. @throws InvalidRequestError for overrides that cannot be used. */
export function planAsked(
  { request, querystring, index }: MergedSearch,
  overrides: Overrides,
  { reranker, rules, maxRankWindowSize, isOpensearch }: PlanContext,
): PlanOrSkipped<SearchPlan<unknown>> {
  const asked = { ...request, ...(overrides && { rerank: overrides }) };
  const form = { isInBody: isOpensearch, querystring };
  return planByRule(ruleFor(rules, index), overrides, maxRankWindowSize, (options) =>
    planSearch(asked, { reranker, ...options } as never, form),
  );
}
