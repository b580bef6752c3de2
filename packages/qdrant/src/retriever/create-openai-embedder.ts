import { InvalidRequestError, type VllmScorerOptions } from '@lb-rerank/core';
import { requireKnownKeys } from '@lb-rerank/core/adapter';
import { OpenaiConnection } from '@lb-rerank/core/backend';
import { embedTexts } from './embed-texts.ts';
import type { QueryEmbedder } from './query-embedding.ts';

/** Address and model of a server with OpenAI's embeddings API: the options of {@link createOpenaiEmbedder}. */
export interface OpenaiEmbedderOptions extends Pick<
  VllmScorerOptions,
  'baseURL' | 'apiKey' | 'requestTimeoutMs' | 'fetch'
> {
  /** The model that embedded the points. */
  readonly model: string;
  /** The length of the vectors, for models that can shorten theirs. @default the model's own */
  readonly dimensions?: number | undefined;
  /** The text before each query, for models that were trained so: `query: `. @default nothing */
  readonly queryPrefix?: string | undefined;
}

const OPTIONS = {
  baseURL: true,
  apiKey: true,
  requestTimeoutMs: true,
  fetch: true,
  model: true,
  dimensions: true,
  queryPrefix: true,
} satisfies Record<keyof OpenaiEmbedderOptions, true>;

/**
 * Makes an embedder of queries by any server with OpenAI's `/v1/embeddings`: OpenAI, vLLM, Ollama, text-embeddings-inference.
 *
 * A request that failed in a way that can pass is tried twice more.
 *
 * @throws InvalidRequestError when `baseURL` is no HTTP address, there is no model, or an option is not known; from the embedder, a BackendError naming the address.
 *
 * @example
 * ```ts
 * import { createOpenaiEmbedder } from '@lb-rerank/qdrant';
 *
 * const embed = createOpenaiEmbedder({
 *   baseURL: 'http://127.0.0.1:8001/v1',
 *   model: 'intfloat/e5-small',
 *   queryPrefix: 'query: ',
 * });
 * const vector = await embed('What is the scientific name of apples?', {});
 * console.log(Array.isArray(vector)); // true
 * ```
 */
export function createOpenaiEmbedder(given: OpenaiEmbedderOptions): QueryEmbedder {
  requireKnownKeys('', given, Object.keys(OPTIONS));
  const { model, dimensions, queryPrefix = '', ...options } = given;
  if (typeof model !== 'string' || model === '') {
    throw new InvalidRequestError(
      'model',
      'is needed: the name of the one that embedded the points',
    );
  }
  const connection = new OpenaiConnection(options, { maxRetries: 2 });
  return async (query, { signal }) => {
    const call = { model, texts: [queryPrefix + query], options: { dimensions } };
    const [vector] = await embedTexts(connection, call, signal);
    return vector!;
  };
}
