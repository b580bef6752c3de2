import type { ModelKind } from '@lb-rerank/core/backend';

/** Says what is to be known of a model beside its name; empty for the LB Reranker, and for one that is not known. */
export function aboutModel(kind: ModelKind | undefined): string {
  if (kind === 'stand-in') return ', a stand-in and not the LB Reranker';
  return kind === 'other' ? ', which does not answer as the LB Reranker does' : '';
}
