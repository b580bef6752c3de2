import { InvalidRequestError } from '../../errors/invalid-request-error.ts';

/** A member that clients that rerank have and nobody sees: a proxy around one hands it on, and another copy of the package knows it. */
export const WRAPPED: unique symbol = Symbol.for('lb-rerank.wrapped');

/**
 * Checks that a client is one, and does not rerank yet: its answers would be reranked twice, and each wrap would widen what the other asks for.
 *
 * @param method the one of its methods that is called
 * @throws InvalidRequestError with the way out.
 *
 * @example
 * ```ts
 * import { requireBareClient, withMembers } from '@lb-rerank/core/adapter';
 *
 * const engine = { search: () => ['b', 'a'] };
 * requireBareClient(engine);
 * try {
 *   requireBareClient(withMembers(engine, { search: () => () => ['a', 'b'] }));
 * } catch (error) {
 *   console.log((error as { argument: string }).argument); // client
 * }
 * ```
 */
export function requireBareClient(client: unknown, method: string = 'search'): void {
  const own: unknown = Object(client)[method];
  // A text has methods of these names, too.
  if (typeof client !== 'object' || typeof own !== 'function') {
    throw new InvalidRequestError('client', `must be the engine's client, with its \`${method}\``);
  }
  if ((client as { [WRAPPED]?: unknown })[WRAPPED] !== true) return;
  throw new InvalidRequestError(
    'client',
    'reranks already: pass the client that it was made of, and say what differs in a call by `rerank: { … }`',
  );
}
