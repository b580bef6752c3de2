/** The values of {@link OnFailure}, as settings and headers name them. */
export const ON_FAILURE = ['error', 'passthrough'] as const;

/**
 * The treatment of a request that cannot be reranked in time.
 *
 * - `error`: it is answered with the error.
 * - `passthrough`: it is answered with its documents, those without a score in the order they came, and says so in a header.
 */
export type OnFailure = (typeof ON_FAILURE)[number];
