import type { Client, estypes } from '@elastic/elasticsearch';
import { expectTypeOf } from 'vitest';
import type { ElasticsearchClient } from './elasticsearch-client.ts';
import type { RerankedSearchResponse } from './reranked-search-response.ts';

expectTypeOf<Client>().toExtend<ElasticsearchClient>();

interface Article {
  title: string;
}
expectTypeOf<
  RerankedSearchResponse<Article, { years: estypes.AggregationsAvgAggregate }>
>().toExtend<estypes.SearchResponse<Article, { years: estypes.AggregationsAvgAggregate }>>();
