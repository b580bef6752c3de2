import type { Schemas } from '@qdrant/js-client-rest';
import type { EmbedQuery } from './query-embedding.ts';

/**
 * Lets Qdrant embed queries itself, where the server has inference: `Qdrant/bm25` for sparse vectors, or the name of the
 * model that embedded the points.
 *
 * @param options handed to the model as they are
 */
export function qdrantInference({
  model,
  options,
}: {
  model: string;
  options?: Schemas['Document']['options'];
}): EmbedQuery {
  return (text) => ({ text, model, ...(options && { options }) });
}
