import type { Schemas } from '@qdrant/js-client-rest';
import type { QueryEmbedder } from './query-embedding.ts';

/**
 * Lets Qdrant embed queries itself, where the server has inference: `Qdrant/bm25` for sparse vectors, or the name of the
 * model that embedded the points.
 *
 * @param options handed to the model as they are
 *
 * @example
 * ```ts
 * import { qdrantInference } from '@lb-rerank/qdrant';
 *
 * const embed = qdrantInference({ model: 'Qdrant/bm25' });
 * console.log(JSON.stringify(await embed('apples', {}))); // {"text":"apples","model":"Qdrant/bm25"}
 * ```
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
