import { InvalidRequestError } from '@lb-rerank/core';

const OTHER_ORDERS = { order_by: 'is a sort', sample: 'is a random order' };

/**
 * Refuses what orders points by something else than relevance; inside of a prefetch it only says which points there are.
 *
 * @throws InvalidRequestError naming the way out.
 */
export function refuseOtherOrders(request: object): void {
  const { query } = request as { query?: unknown };
  if (typeof query !== 'object' || query === null) return;
  for (const [kind, what] of Object.entries(OTHER_ORDERS)) {
    if (kind in query) {
      throw new InvalidRequestError(
        `query.${kind}`,
        `${what} and cannot be combined with reranking: put it into a prefetch, or ask with \`rerank: false\``,
      );
    }
  }
}
