import { join } from 'node:path';

const PACKAGES = join(import.meta.dirname, '..', '..', 'packages');

/** The bundled mini model's file. */
export const MINI_MODEL = join(PACKAGES, 'local', 'models', 'lb-rerank-mini.gguf');
