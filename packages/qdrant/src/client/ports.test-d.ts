import type { QdrantClient } from '@qdrant/js-client-rest';
import type { QdrantClient as OlderClient } from 'qdrant-client-1.18';
import { expectTypeOf } from 'vitest';
import type { RerankableClient } from './ports.ts';

expectTypeOf<QdrantClient>().toExtend<RerankableClient>();
expectTypeOf<OlderClient>().toExtend<RerankableClient>();
