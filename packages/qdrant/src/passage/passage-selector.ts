import type { PassageFields } from '@lb-rerank/core/adapter';
import type { Schemas } from '@qdrant/js-client-rest';

/**
 * The place of a point's passage.
 *
 * - a key of its payload, in Qdrant's own notation: `text`, `body.text`, `chunks[].text`, `"a.b"` where a key holds dots.
 *   Of an array of texts the best one counts;
 * - several keys, whose texts are joined by line breaks: a title and a body. Where one of them holds an array, each of its
 *   texts is joined with the others, and the best one counts;
 * - each of these may be told as `{ field, format: 'html' }`, of which the text is read, and with a `label` that stands before it;
 * - a function of the point with its whole payload, which may give several texts, of which the best counts.
 *
 * Payload that the request leaves out is fetched, and removed from the answer again. A point without any of it, or
 * where the function gives null or undefined, is not scored and keeps its place behind the scored ones.
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { type PassageSelector, withReranking } from '@lb-rerank/qdrant';
 * import { QdrantClient } from '@qdrant/js-client-rest';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const qdrant = new QdrantClient({ url: 'http://127.0.0.1:6333' });
 * const client = withReranking(qdrant, { reranker: createReranker({ scorer }), passage: 'text' });
 * const selectors: PassageSelector[] = [
 *   'chunks[].text',
 *   ['title', 'text'],
 *   [{ field: 'title', label: 'Title' }, { field: 'text', format: 'html' }],
 *   ({ payload }) => payload?.['text'] as string,
 * ];
 * const outcomes = new Set<string>();
 * for (const passage of selectors) {
 *   const rerank = { query: 'What is the scientific name of apples?', passage };
 *   const answer = await client.query('articles', { query: [0.9, 0.1], rerank });
 *   outcomes.add(answer.rerank.outcome);
 * }
 * console.log([...outcomes].join()); // reranked
 * ```
 */
export type PassageSelector =
  | PassageFields
  | ((point: Schemas['ScoredPoint']) => string | readonly string[] | null | undefined);
