import { InvalidRequestError } from '@lb-rerank/core';
import { requireKnownKeys, requirePositiveInteger } from '@lb-rerank/core/adapter';
import { requireHttpAddress } from '@lb-rerank/core/backend';

/** The server that turns texts into vectors for a Qdrant without inference of its own. */
export interface EmbeddingsOptions {
  /** The root of its OpenAI-compatible API, such as `http://127.0.0.1:8001/v1`. */
  readonly url: string;
  /** The key that the server asks for. Whoever reaches the proxy has texts embedded by it. @default none */
  readonly apiKey?: string | undefined;
  /** The server's name of the model: one whatever the requests call it, or one for each name in the requests. @default as each request says */
  readonly model?: string | Readonly<Record<string, string>> | undefined;
  /** Texts in one call at most; a larger value makes fewer calls. @default 32, beyond which text-embeddings-inference takes none */
  readonly textsPerCall?: number | undefined;
  /** The time limit of one call, in milliseconds; a larger value bears a slower server. @default 30,000 */
  readonly requestTimeoutMs?: number | undefined;
  /** Bytes of an update of points that are read to find its texts; a larger value embeds larger updates. Beyond it they pass through unread. @default 32 MiB, as Qdrant's own */
  readonly maxUpdateBytes?: number | undefined;
}

const NAMES = Object.keys({
  url: true,
  apiKey: true,
  model: true,
  textsPerCall: true,
  requestTimeoutMs: true,
  maxUpdateBytes: true,
} satisfies Record<keyof EmbeddingsOptions, true>);

/** Checks the options of embeddings. @throws InvalidRequestError naming the one at fault. */
export function requireEmbeddings(options: EmbeddingsOptions): void {
  requireKnownKeys('embeddings.', options, NAMES);
  requireHttpAddress('embeddings.url', options.url);
  const { model } = options;
  const names = typeof model === 'object' && model !== null ? Object.values(model) : [model];
  if (!names.every((name) => name === undefined || (typeof name === 'string' && name !== ''))) {
    throw new InvalidRequestError('embeddings.model', 'must be a name, or an object of names');
  }
  for (const name of ['textsPerCall', 'requestTimeoutMs', 'maxUpdateBytes'] as const) {
    const value = options[name];
    if (value !== undefined) requirePositiveInteger(`embeddings.${name}`, value);
  }
}
