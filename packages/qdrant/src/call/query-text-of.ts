import { theOneText } from '@lb-rerank/core/adapter';

type Clause = Record<string, unknown>;

/** The part of a query that says what it looks for; what it is to stay away from does not count. */
const WANTED_IN: Record<string, (clause: unknown) => unknown> = {
  nearest: (vector) => vector,
  recommend: (input) => asClause(input)['positive'],
  discover: (input) => asClause(input)['target'],
  relevance_feedback: (input) => asClause(input)['target'],
  context: (pairs) => [pairs].flat().map((pair) => asClause(pair)['positive']),
};

/**
 * Reads the text that a request looks for, where it says one in an inference document (`{ text, model }`), in the query itself or
 * in its prefetches. A text is never guessed from a vector.
 *
 * @throws InvalidRequestError saying which queries were found, when they hold no text or different ones.
 */
export function queryTextOf(request: object): string {
  const queries = queriesOf(request);
  return theOneText(queries.flatMap(textsOf), queries.map(kindOf));
}

/** Lists the request's own query and those of all its prefetches. */
function queriesOf(stage: unknown): unknown[] {
  const { query, prefetch } = asClause(stage);
  const inner = [prefetch ?? []].flat().flatMap(queriesOf);
  return query === undefined || query === null ? inner : [query, ...inner];
}

function textsOf(query: unknown): string[] {
  const clause = asClause(query);
  const wanted = Object.entries(WANTED_IN).flatMap(([kind, wantedIn]) =>
    kind in clause ? [wantedIn(clause[kind])].flat() : [],
  );
  return [query, ...wanted].flatMap((vector) => {
    const { text, model } = asClause(vector);
    const isDocument = typeof text === 'string' && typeof model === 'string' && text.trim() !== '';
    return isDocument ? [text] : [];
  });
}

function kindOf(query: unknown): string {
  if (Array.isArray(query)) return 'a vector';
  if (typeof query !== 'object' || query === null) return 'a point id';
  if ('indices' in query) return 'a sparse vector';
  if ('model' in query) return 'an inference object';
  return Object.keys(query)[0] ?? 'an empty query';
}

function asClause(value: unknown): Clause {
  return typeof value === 'object' && value !== null ? (value as Clause) : {};
}
