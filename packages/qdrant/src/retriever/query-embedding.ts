import type { Schemas } from '@qdrant/js-client-rest';

/** Things that Qdrant can look for: a dense, sparse or multi vector, or a text that it embeds itself. */
export type QueryEmbedding =
  | number[]
  | number[][]
  | Schemas['SparseVector']
  | Schemas['Document']
  | Schemas['InferenceObject'];

/** Turns the text of a query into what Qdrant looks for; `createOpenaiEmbedder` and `qdrantInference` give ready ones. */
export type QueryEmbedder = (
  query: string,
  options: { readonly signal?: AbortSignal | undefined },
) => QueryEmbedding | Promise<QueryEmbedding>;
