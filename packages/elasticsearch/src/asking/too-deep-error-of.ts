import { InvalidRequestError } from '@lb-rerank/core';
import type { Page } from '../call/page-of.ts';

const REFUSAL =
  /Result window is too large, from \+ size must be less than or equal to: \[(\d+)\] but was \[(\d+)\]/;

/**
 * Tells the caller, who may have asked for a small page, what an engine's refusal of so many hits means.
 *
 * @returns undefined for what is no such refusal
 */
export function tooDeepErrorOf(
  refusal: string,
  { from, size }: Page,
  cause?: unknown,
): InvalidRequestError | undefined {
  const [, limit, asked] = REFUSAL.exec(refusal) ?? [];
  if (limit === undefined) return undefined;
  const [argument, what, wayOut] =
    from + size > Number(limit)
      ? ['size', 'and from are', 'stay on earlier pages, page with `rerank: false`']
      : ['rankWindowSize', 'is', 'rerank fewer hits'];
  return new InvalidRequestError(
    argument,
    `${what} ${asked}, beyond ${limit}, the index.max_result_window: ${wayOut}, or raise that setting of the index`,
    { cause },
  );
}
