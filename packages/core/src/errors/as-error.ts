/** Makes an error of what was thrown: a scorer or a caller's own function may throw anything. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('reranking failed', { cause: reason });
}
