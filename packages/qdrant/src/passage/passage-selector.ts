import type { Schemas } from '@qdrant/js-client-rest';

/**
 * The place of a point's passage.
 *
 * - a key of its payload, in Qdrant's own notation: `text`, `body.text`, `chunks[].text`, `"a.b"` where a key holds dots.
 *   Of an array of texts the best one counts;
 * - several keys, whose texts are joined by line breaks: a title and a body. Where one of them holds an array, each of its
 *   texts is joined with the others, and the best one counts;
 * - a function of the point with its whole payload, which may give several texts, of which the best counts.
 *
 * Payload that the request leaves out is fetched, and removed from the answer again. A point without any of it, or
 * where the function gives null or undefined, is not scored and keeps its place behind the scored ones.
 */
export type PassageSelector =
  | string
  | readonly string[]
  | ((point: Schemas['ScoredPoint']) => string | readonly string[] | null | undefined);
