import type { EngineDefinition } from './engine-definition.ts';
import { identifyQdrant } from './qdrant/identify-qdrant.ts';
import { startQdrantContainer } from './qdrant/start-qdrant-container.ts';
import { startQdrantEdgeProcess } from './qdrant/start-qdrant-edge-process.ts';

/**
 * Qdrant 1.19.
 *
 * As a local process it is the Qdrant engine behind our own REST layer (see `qdrant-edge/README.md`), since no package
 * registry has a Qdrant server.
 */
export function qdrant(): EngineDefinition {
  return {
    name: 'qdrant',
    environmentVariable: 'QDRANT_URL',
    identify: identifyQdrant,
    startContainer: startQdrantContainer,
    startProcess: startQdrantEdgeProcess,
  };
}
