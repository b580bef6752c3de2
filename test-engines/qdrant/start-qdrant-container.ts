import { engineOfContainer } from '../machinery/engine-of-container.ts';
import type { Engine } from '../machinery/engine.ts';
import { identifyQdrant } from './identify-qdrant.ts';

const IMAGE = 'qdrant/qdrant:v1.19.0';

/** Starts the vendor's image, a real Qdrant server. */
export async function startQdrantContainer(): Promise<Engine> {
  const { QdrantContainer } = await import('@testcontainers/qdrant');
  const container = await new QdrantContainer(IMAGE).start();
  return engineOfContainer(container, `http://${container.getRestHostAddress()}`, identifyQdrant);
}
