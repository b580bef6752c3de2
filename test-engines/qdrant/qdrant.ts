import type { EngineDefinition } from '../machinery/engine-definition.ts';
import { identifyQdrant } from './identify-qdrant.ts';
import { startQdrantContainer } from './start-qdrant-container.ts';
import { startQdrantEdgeProcess } from './start-qdrant-edge-process.ts';

/**
 * Qdrant 1.19.
 *
 * As a local process it is the Qdrant engine behind our own REST layer (see `edge/README.md`), since no package
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
