import { InvalidRequestError } from '../errors/invalid-request-error.ts';

const CURE =
  "pass one of `createVllmScorer({ baseURL })`, or of @lb-rerank/local's `createLocalScorer()`";

/** Checks that an argument is a scorer. @throws InvalidRequestError with the way out. */
export function requireScorer(argument: string, given: unknown): void {
  const { score, rerank, then } = Object(given) as Record<string, unknown>;
  if (typeof score === 'function') return;
  if (given === undefined) throw new InvalidRequestError(argument, `is needed: ${CURE}`);
  if (typeof rerank === 'function') {
    const problem = 'is a reranker, which is made of a scorer';
    throw new InvalidRequestError(argument, `${problem}: ${CURE}`);
  }
  const problem =
    typeof then === 'function' ? 'is a promise: await it' : `must be a scorer: ${CURE}`;
  throw new InvalidRequestError(argument, problem);
}

/** Checks that an argument is a scorer or a list of some. @throws InvalidRequestError with the way out. */
export function requireScorers(argument: string, given: unknown): void {
  if (!Array.isArray(given)) return requireScorer(argument, given);
  if (given.length === 0) throw new InvalidRequestError(argument, 'must not be an empty list');
  for (const [index, one] of given.entries()) requireScorer(`${argument}[${index}]`, one);
}
