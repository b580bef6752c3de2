import { InvalidRequestError } from '@lb-rerank/core';
import type { Schemas } from '@qdrant/js-client-rest';
import { requireKnownKeys } from '@lb-rerank/core/adapter';
import type { QueryEmbedder } from './query-embedding.ts';

/**
 * Lets Qdrant embed queries itself, where the server has inference: `Qdrant/bm25` for sparse vectors, or the name of the
 * model that embedded the points.
 *
 * @param options handed to the model as they are
 * @throws InvalidRequestError for no model, or an option that there is not.
 *
 * @example
 * ```ts
 * import { qdrantInference } from '@lb-rerank/qdrant';
 *
 * const embed = qdrantInference({ model: 'Qdrant/bm25' });
 * console.log(JSON.stringify(await embed('apples', {}))); // {"text":"apples","model":"Qdrant/bm25"}
 * ```
 */
export function qdrantInference(given: {
  model: string;
  options?: Schemas['Document']['options'];
}): QueryEmbedder {
  requireKnownKeys('', given, ['model', 'options']);
  const { model, options } = given;
  if (typeof model !== 'string' || model === '') {
    throw new InvalidRequestError(
      'model',
      'is needed: the name of the one that embedded the points',
    );
  }
  return (text) => ({ text, model, ...(options && { options }) });
}
