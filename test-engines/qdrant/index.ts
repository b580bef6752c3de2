export { qdrant } from './qdrant.ts';
export { QdrantContract } from './qdrant-contract.ts';
export { type CheckedQdrant, serveByContract } from './serve-by-contract.ts';
export { startQdrantEdgeProcess } from './start-qdrant-edge-process.ts';
