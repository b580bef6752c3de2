import type { Schemas } from '@qdrant/js-client-rest';

/**
 * Where a point's passage stands: a key of its payload, or a function of the point.
 *
 * A point without that key, or where the function gives null or undefined, is not scored and keeps its place behind the
 * scored ones.
 */
export type PassageSelector =
  | string
  | ((point: Schemas['ScoredPoint']) => string | null | undefined);
