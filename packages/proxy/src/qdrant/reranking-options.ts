import type { Reranker } from '@lb-rerank/core';
import type { RerankingOptions } from '@lb-rerank/qdrant';
import type { RuleOptions } from '../rules/plan-by-rule.ts';

/** Gives a rule's options as the adapter takes them; they were checked when the proxy was made. */
export function rerankingOptions(
  options: RuleOptions,
  { reranker }: { readonly reranker: Reranker },
): RerankingOptions {
  return { reranker, ...(options as Omit<RerankingOptions, 'reranker'>) };
}
