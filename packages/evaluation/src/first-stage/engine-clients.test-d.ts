import type { Client } from '@elastic/elasticsearch';
import type { QdrantClient } from '@qdrant/js-client-rest';
import { expectTypeOf } from 'vitest';
import type { QdrantStageClient } from './create-qdrant-stage.ts';
import type { ElasticsearchStageClient } from './elasticsearch-stage-client.ts';
import type { IndexingClient } from './index-in-elasticsearch.ts';

expectTypeOf<Client>().toExtend<ElasticsearchStageClient>();
expectTypeOf<Client>().toExtend<IndexingClient>();
expectTypeOf<QdrantClient>().toExtend<QdrantStageClient>();
