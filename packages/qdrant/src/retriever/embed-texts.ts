import { BackendOutputError } from '@lb-rerank/core';
import type { OpenaiConnection } from '@lb-rerank/core/backend';

/** The texts of one call to an embedding server, their model, and what else the call says, such as `dimensions`. */
export interface EmbeddingCall {
  readonly model: string;
  readonly texts: readonly string[];
  /** Further members of the call, as the server knows them. @default none */
  readonly options?: object | undefined;
}

/** One vector of an answer, and the place of its text in the call. */
interface Embedded {
  readonly index?: number;
  readonly embedding?: unknown;
}

/**
 * Embeds texts by one call of OpenAI's `/v1/embeddings`.
 *
 * @returns a vector a text, in the order of the texts
 * @throws BackendError naming the address, where there is no answer, or not a vector for each text.
 */
export async function embedTexts(
  connection: OpenaiConnection,
  { model, texts, options }: EmbeddingCall,
  signal?: AbortSignal,
): Promise<number[][]> {
  const { data } = await connection.post<{ data?: (Embedded | null)[] }>(
    '/embeddings',
    // Numbers, since not every server knows OpenAI's shorter form.
    { ...options, model, input: texts, encoding_format: 'float' },
    signal,
  );
  const answers = Array.isArray(data) ? data : [];
  const vectors = answers
    .toSorted((a, b) => (a?.index ?? 0) - (b?.index ?? 0))
    .map((answer) => answer?.embedding);
  if (vectors.length === texts.length && vectors.every(isVector)) return vectors;
  const problem = texts.length === 1 ? 'gave no vector' : 'gave not a vector for each text';
  throw new BackendOutputError({ url: connection.url, modelId: model, problem });
}

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);
}
