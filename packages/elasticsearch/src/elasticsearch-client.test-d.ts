import type { Client } from '@elastic/elasticsearch';
import { expectTypeOf } from 'vitest';
import type { ElasticsearchClient } from './elasticsearch-client.ts';

expectTypeOf<Client>().toExtend<ElasticsearchClient>();
