import { BackendResponseError } from '../../errors/backend-response-error.ts';
import { ASK_A_SCORING_SERVER } from '../../errors/remedies.ts';

/**
 * Orders the parts of a batched answer by their `index`, since a server may give them in any order.
 *
 * @throws BackendResponseError when one is missing, occurs twice or was not asked for.
 */
export function inRequestOrder<T extends { readonly index: number }>(
  parts: readonly T[],
  count: number,
  url: string,
): T[] {
  const ordered = Array.from<T | undefined>({ length: count });
  for (const part of parts) {
    if (part.index in ordered) ordered[part.index] ??= part;
  }
  if (parts.length !== count || ordered.includes(undefined)) {
    const problem = `gave ${parts.length} answers that do not match ${count} prompts`;
    throw new BackendResponseError({ url, problem, remedy: ASK_A_SCORING_SERVER });
  }
  return ordered as T[];
}
