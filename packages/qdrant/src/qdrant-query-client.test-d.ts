import type { QdrantClient } from '@qdrant/js-client-rest';
import { expectTypeOf } from 'vitest';
import type { QdrantQueryClient } from './qdrant-query-client.ts';

expectTypeOf<QdrantClient>().toExtend<QdrantQueryClient>();
