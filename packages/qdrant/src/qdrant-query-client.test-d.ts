import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import { expectTypeOf } from 'vitest';
import type { QdrantQueryClient } from './qdrant-query-client.ts';
import type { RerankedQueryResponse } from './reranked-query-response.ts';

expectTypeOf<QdrantClient>().toExtend<QdrantQueryClient>();
expectTypeOf<RerankedQueryResponse>().toExtend<Schemas['QueryResponse']>();
