import type { EmbeddingsOptions } from '../embeddings/embeddings-options.ts';
import { type ProxyBefore, proxyBefore } from './proxy-before.ts';
import { qdrantOfPoints } from './qdrant-of-points.ts';
import { type FakeEmbedder, serveEmbedder } from './serve-embedder.ts';

/** A proxy before a Qdrant of a few lines, beside an embedding server of a few lines. */
interface ProxyWithEmbedder extends ProxyBefore {
  readonly embedder: FakeEmbedder;
  /** The bodies that have reached Qdrant. */
  readonly sent: () => readonly string[];
}

/**
 * Starts a proxy that has texts embedded, until the test ends.
 *
 * @param status the one that the embedding server answers with
 */
export async function proxyWithEmbedder(
  options: Omit<EmbeddingsOptions, 'url'> = {},
  status?: number,
): Promise<ProxyWithEmbedder> {
  const embedder = await serveEmbedder(status);
  const embeddings = { url: embedder.url, ...options };
  const served = await proxyBefore(qdrantOfPoints(), { engine: 'qdrant', embeddings });
  return { ...served, embedder, sent: () => served.upstream.received.map(({ body }) => body) };
}

/** Writes an inference document. */
export function doc(text: string, model: string = 'm'): string {
  return `{"text":${JSON.stringify(text)},"model":"${model}"}`;
}
