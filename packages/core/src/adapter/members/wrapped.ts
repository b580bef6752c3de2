import { InvalidRequestError } from '../../errors/invalid-request-error.ts';

const wrapped = new WeakSet<object>();

/** Remembers a client that reranks. */
export function markWrapped(client: object): void {
  wrapped.add(client);
}

/**
 * Checks that a client does not rerank yet: its answers would be reranked twice, and each wrap would widen what the other asks for.
 *
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
export function requireBareClient(client: unknown): void {
  if (typeof client !== 'object' || client === null || !wrapped.has(client)) return;
  throw new InvalidRequestError(
    'client',
    'reranks already: pass the client that it was made of, and say what differs in a call by `rerank: { … }`',
  );
}
