import { InvalidRequestError } from '../errors/invalid-request-error.ts';

const CURE = 'pass `createReranker({ scorer })`, from @lb-rerank/core';

/** Checks that an argument is a reranker. @throws InvalidRequestError with the way out. */
export function requireReranker(argument: string, given: unknown): void {
  const { rerank, score } = Object(given) as Record<string, unknown>;
  if (typeof rerank === 'function') return;
  if (given === undefined) throw new InvalidRequestError(argument, `is needed: ${CURE}`);
  const problem =
    typeof score === 'function' ? 'is a scorer, which a reranker is made of' : 'must be a reranker';
  throw new InvalidRequestError(argument, `${problem}: ${CURE}`);
}
