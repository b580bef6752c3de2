import type { SkippedSummary } from '@lb-rerank/core';

/**
 * Puts the account of a search that was skipped beside the engine's own fields, of which a `filter_path` may have left none. A
 * stream, and an error that the client gives as an answer, stay as they are.
 */
export function skippedAnswer(answer: object, skipped: SkippedSummary): object {
  const isSearched = Object.getPrototypeOf(answer) === Object.prototype && !('error' in answer);
  return isSearched ? { ...answer, rerank: skipped } : answer;
}
