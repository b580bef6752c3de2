import type { Schemas } from '@qdrant/js-client-rest';
import type { QueryEmbedder } from './query-embedding.ts';

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
}): QueryEmbedder {
  return (text) => ({ text, model, ...(options && { options }) });
}
