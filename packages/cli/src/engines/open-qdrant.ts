import { createOpenaiEmbedder, type QueryEmbedder, qdrantInference } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';
import { qdrantAddress } from '../settings/qdrant-address.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** The way from a query to its vector. */
export interface EmbeddingOptions {
  /** The model that embedded the points. */
  readonly embeddingsModel: string;
  /** An OpenAI-compatible server that runs it; without one Qdrant itself does. */
  readonly embeddingsUrl?: string | undefined;
  /** The text before each query, for models that were trained so: `query: `. @default nothing */
  readonly queryPrefix?: string | undefined;
}

/** A Qdrant that can be asked by text. */
export interface OpenQdrant {
  readonly client: QdrantClient;
  readonly embed: QueryEmbedder;
}

/** Opens the Qdrant of the settings, and what embeds queries for it. */
export function openQdrant(
  address: string,
  { embeddingsModel: model, embeddingsUrl: baseURL, queryPrefix = '' }: EmbeddingOptions,
  { qdrantApiKey }: Settings,
  environment: NodeJS.ProcessEnv,
): OpenQdrant {
  return {
    client: new QdrantClient({
      ...qdrantAddress(address).client,
      ...(qdrantApiKey !== undefined && { apiKey: qdrantApiKey }),
      checkCompatibility: false,
    }),
    embed:
      baseURL === undefined
        ? prefixed(queryPrefix, qdrantInference({ model }))
        : createOpenaiEmbedder({
            baseURL,
            apiKey: environment['OPENAI_API_KEY'],
            model,
            queryPrefix,
          }),
  };
}

/** Puts a text before each query of an embedder that has no such option. */
function prefixed(prefix: string, embed: QueryEmbedder): QueryEmbedder {
  return (query, options) => embed(prefix + query, options);
}
