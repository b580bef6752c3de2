import { OpenaiConnection } from '@lb-rerank/core/backend';
import { embedTexts } from '@lb-rerank/qdrant/plans';
import pMap from 'p-map';
import { EmbeddingError } from './embedding-error.ts';
import type { EmbeddingsOptions } from './embeddings-options.ts';

/** A text that is to be a vector: an inference document of Qdrant's. */
export interface InferenceDocument {
  readonly text: string;
  readonly model: string;
  /** Handed on to the server as it is. */
  readonly options?: unknown;
}

/** Gives the vector of a document that was embedded. */
type VectorOf = (document: InferenceDocument) => readonly number[];

/**
 * Embeds all documents of a request, each text once, in as few calls as the server takes them.
 *
 * @throws EmbeddingError where a call fails; the signal's reason when aborted.
 */
export type Embedder = (
  documents: readonly InferenceDocument[],
  signal: AbortSignal,
) => Promise<VectorOf>;

/** Calls of one request that are under way at once. */
const CALLS_AT_ONCE = 4;

/** Makes an embedder by a server with OpenAI's API; its options are checked already. */
export function createEmbedder({
  url,
  apiKey,
  model,
  textsPerCall = 32,
  requestTimeoutMs,
}: EmbeddingsOptions): Embedder {
  const connection = new OpenaiConnection(
    { baseURL: url, apiKey, requestTimeoutMs },
    { maxRetries: 2 },
  );
  const nameOf = (name: string) => {
    if (typeof model === 'string') return model;
    return model !== undefined && Object.hasOwn(model, name) ? model[name]! : name;
  };

  return async (documents, signal) => {
    const vectors = new Map<string, number[]>();
    const byModel = Object.values(Object.groupBy(documents, kindOf)) as InferenceDocument[][];
    const calls = byModel.flatMap((alike) => inCalls(alike, textsPerCall));
    const embed = async (alike: readonly InferenceDocument[]) => {
      const { model: name, options } = alike[0]!;
      const texts = alike.map(({ text }) => text);
      const call = { model: nameOf(name), texts, options: options as object | undefined };
      const found = await embedTexts(connection, call, signal);
      for (const [n, document] of alike.entries()) vectors.set(keyOf(document), found[n]!);
    };
    try {
      await pMap(calls, embed, { concurrency: CALLS_AT_ONCE });
    } catch (error) {
      signal.throwIfAborted();
      throw new EmbeddingError(connection.url, error);
    }
    return (document) => vectors.get(keyOf(document))!;
  };
}

/** Splits documents of one model into the calls that embed them, each text once. */
function inCalls(
  documents: readonly InferenceDocument[],
  size: number,
): readonly (readonly InferenceDocument[])[] {
  const different = [...new Map(documents.map((one) => [one.text, one])).values()];
  const count = Math.ceil(different.length / size);
  return Array.from({ length: count }, (_, n) => different.slice(n * size, (n + 1) * size));
}

function kindOf({ model, options }: InferenceDocument): string {
  return JSON.stringify([model, options ?? null]);
}

function keyOf(document: InferenceDocument): string {
  return `${kindOf(document)}${document.text}`;
}
