import type { Embedder } from '../embeddings/create-embedder.ts';
import type { EngineContext } from '../engine/engine.ts';

/** All that the requests to a Qdrant are answered by. */
export interface QdrantContext extends EngineContext {
  /** Makes vectors of texts; without one they are left to Qdrant. */
  readonly embed: Embedder | undefined;
}
