import { fileURLToPath } from 'node:url';

/** The mini model that comes with the package: a stand-in for tests and demos, not the LB Reranker. */
export const BUNDLED_MODEL: string = fileURLToPath(
  new URL('../models/lb-rerank-mini.gguf', import.meta.url),
);
