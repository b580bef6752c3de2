import type { estypes } from '@elastic/elasticsearch';
import { theOneText } from '@lb-rerank/core/adapter';

type Clause = Record<string, unknown>;

/** The place of a clause's own text. */
const TEXT_OF: Record<string, (clause: Clause) => unknown> = {
  match: textOfOnlyField,
  match_bool_prefix: textOfOnlyField,
  match_phrase: textOfOnlyField,
  match_phrase_prefix: textOfOnlyField,
  agentic: ({ query_text: text }) => text,
  combined_fields: ({ query }) => query,
  multi_match: ({ query }) => query,
  query_string: ({ query }) => query,
  semantic: ({ query }) => query,
  simple_query_string: ({ query }) => query,
  sparse_vector: ({ query }) => query,
  text_expansion: textOfOnlyField,
  // OpenSearch's own, of its plugin for neural search.
  neural: textOfOnlyField,
  neural_sparse: textOfOnlyField,
  intervals: (clause) => Object.values(clause).flatMap(textsOfIntervals),
  more_like_this: ({ like }) => like,
  knn: modelTextOf,
};

/** The clauses inside another one that say what is searched for; filters and exclusions do not. */
const INSIDE_OF: Record<string, (clause: Clause) => unknown> = {
  bool: ({ must, should }) => [must, should],
  boosting: ({ positive }) => positive,
  constant_score: ({ filter }) => filter,
  dis_max: ({ queries }) => queries,
  function_score: ({ query }) => query,
  has_child: ({ query }) => query,
  has_parent: ({ query }) => query,
  hybrid: ({ queries }) => queries,
  nested: ({ query }) => query,
  pinned: ({ organic }) => organic,
  rule: ({ organic }) => organic,
  script_score: ({ query }) => query,
};

const RETRIEVERS_INSIDE_OF: Record<string, (retriever: Clause) => unknown> = {
  diversify: ({ retriever }) => retriever,
  linear: ({ retrievers }) => retrievers,
  pinned: ({ retriever }) => retriever,
  rescorer: ({ retriever }) => retriever,
  rrf: ({ retrievers }) => retrievers,
  rule: ({ retriever }) => retriever,
  text_similarity_reranker: ({ retriever }) => retriever,
};

/**
 * Reads the text that a search request looks for, where the request says it once.
 *
 * Read from `q`, from full-text queries and those around one, from `knn` with a text to embed, and from retrievers.
 *
 * @throws InvalidRequestError saying which clauses were found, when they hold no text or different ones.
 */
export function queryTextOf(request: estypes.SearchRequest): string {
  const found = [
    request.q,
    ...textsOfQuery(request.query),
    ...list(request.knn).map((clause) => modelTextOf(clause)),
    ...textsOfRetriever(request.retriever),
  ];
  return theOneText(found, kindsOf(request));
}

function textsOfQuery(query: unknown): unknown[] {
  return list(query).flatMap((clauses) =>
    Object.entries(clauses).flatMap(([kind, clause]) => {
      if (!isClause(clause)) return [];
      const text = TEXT_OF[kind]?.(clause);
      return [text, ...textsOfQuery(INSIDE_OF[kind]?.(clause))].flat();
    }),
  );
}

function textsOfRetriever(retriever: unknown): unknown[] {
  return list(retriever).flatMap((retrievers) =>
    Object.entries(retrievers).flatMap(([kind, inner]) => {
      if (!isClause(inner)) return [];
      // `linear` wraps each of its retrievers together with a weight.
      if (kind === 'retriever') return textsOfRetriever(inner);
      const own = kind === 'knn' ? modelTextOf(inner) : inner['query'];
      return [
        // A reranker inside of Elasticsearch is told the text too.
        inner['inference_text'],
        ...(isClause(own) ? textsOfQuery(own) : [own]),
        ...textsOfRetriever(RETRIEVERS_INSIDE_OF[kind]?.(inner)),
      ];
    }),
  );
}

/** Reads `{ title: 'apples' }` and `{ title: { query: 'apples' } }` alike; a query may also be told as the text to expand. */
function textOfOnlyField(clause: Clause): unknown {
  const [value] = Object.values(clause);
  return isClause(value) ? (value['query'] ?? value['model_text'] ?? value['query_text']) : value;
}

/** Lists the texts of an intervals rule, which may hold others. */
function textsOfIntervals(rule: unknown): unknown[] {
  if (!isClause(rule)) return [];
  return Object.entries(rule).flatMap(([kind, inner]) => {
    if (!isClause(inner)) return [];
    if (kind === 'match') return [inner['query']];
    return list(inner['intervals']).flatMap(textsOfIntervals);
  });
}

function modelTextOf(clause: object): unknown {
  const { query_vector_builder: builder } = clause as {
    query_vector_builder?: { text_embedding?: { model_text?: string } };
  };
  return builder?.text_embedding?.model_text;
}

function kindsOf({ q, query, knn, retriever }: estypes.SearchRequest): string[] {
  return [
    ...(q === undefined ? [] : ['q']),
    ...Object.keys(query ?? {}),
    ...(knn === undefined ? [] : ['knn']),
    ...Object.keys(retriever ?? {}),
  ];
}

function list(value: unknown): Clause[] {
  return [value].flat(2).filter(isClause);
}

function isClause(value: unknown): value is Clause {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
