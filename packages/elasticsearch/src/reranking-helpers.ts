import { withMembers } from '@lb-rerank/core/adapter';

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * Gives a client's own helpers, of which those that search do it through a reranking client.
 *
 * @param reranking makes that client, once
 */
export function rerankingHelpers(helpers: object, reranking: () => object): object {
  const clients = Reflect.ownKeys(helpers).filter((key) => isClient(Reflect.get(helpers, key)));
  const searching = withMembers(
    helpers,
    Object.fromEntries(clients.map((key) => [key, reranking])),
  );
  const through = (own: unknown, name: string) =>
    typeof own === 'function'
      ? (...args: unknown[]) =>
          Reflect.apply(Reflect.get(helpers, name) as AnyFunction, searching, args)
      : own;
  return withMembers(helpers, {
    search: (own) => through(own, 'search'),
    msearch: (own) => through(own, 'msearch'),
  });
}

function isClient(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'search' in value && 'msearch' in value;
}
