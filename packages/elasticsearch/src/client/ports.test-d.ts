import type { Client } from '@elastic/elasticsearch';
import type { Client as OpensearchClient } from '@opensearch-project/opensearch';
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
