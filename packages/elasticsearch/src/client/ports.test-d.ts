import type { Client, estypes } from '@elastic/elasticsearch';
import type { Client as OpensearchClient } from '@opensearch-project/opensearch';
import { expectTypeOf } from 'vitest';
import type { ElasticsearchClient } from './ports.ts';
import type { InferenceClient } from './inference-client.ts';
import type { RerankableClient } from './rerankable-client.ts';
import type { RerankableOpensearchClient } from './rerankable-opensearch-client.ts';
import type { RerankedSearchResponse } from '../search/reranked-search-response.ts';

expectTypeOf<Client>().toExtend<ElasticsearchClient>();
expectTypeOf<Client>().toExtend<RerankableClient>();
expectTypeOf<Client>().toExtend<InferenceClient>();
expectTypeOf<OpensearchClient>().toExtend<RerankableOpensearchClient>();

interface Article {
  title: string;
}
expectTypeOf<
  RerankedSearchResponse<Article, { years: estypes.AggregationsAvgAggregate }>
>().toExtend<estypes.SearchResponse<Article, { years: estypes.AggregationsAvgAggregate }>>();
