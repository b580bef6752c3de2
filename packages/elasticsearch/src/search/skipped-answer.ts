import type { SkippedSummary } from '@lb-rerank/core';

/** Puts the account of a search that was skipped beside the engine's own fields; an answer without hits stays as it is. */
export function skippedAnswer(answer: object, skipped: SkippedSummary): object {
  return 'hits' in answer ? { ...answer, rerank: skipped } : answer;
}
