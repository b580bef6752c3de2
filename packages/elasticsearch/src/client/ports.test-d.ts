import type { Client } from '@elastic/elasticsearch';
import type { Client as OpensearchClient } from '@opensearch-project/opensearch';
import type { Client as Opensearch2Client } from 'opensearch-2';
import { expectTypeOf } from 'vitest';
import type {
  SearchClient,
  InferenceClient,
  RerankableClient,
  RerankableOpensearchClient,
} from './ports.ts';

expectTypeOf<Client>().toExtend<SearchClient>();
expectTypeOf<Client>().toExtend<RerankableClient>();
expectTypeOf<Client>().toExtend<InferenceClient>();
expectTypeOf<OpensearchClient>().toExtend<RerankableOpensearchClient>();
expectTypeOf<Opensearch2Client>().toExtend<RerankableOpensearchClient>();
