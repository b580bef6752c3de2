import type { estypes } from '@elastic/elasticsearch';
import { expectTypeOf } from 'vitest';
import type { RerankedSearchResponse } from './reranked-search-response.ts';

interface Article {
  title: string;
}
expectTypeOf<
  RerankedSearchResponse<Article, { years: estypes.AggregationsAvgAggregate }>
>().toExtend<estypes.SearchResponse<Article, { years: estypes.AggregationsAvgAggregate }>>();
