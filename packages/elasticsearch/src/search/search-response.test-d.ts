import type { estypes } from '@elastic/elasticsearch';
import { expectTypeOf } from 'vitest';
import type { SearchResponse } from './search-response.ts';

interface Article {
  title: string;
}
expectTypeOf<SearchResponse<Article, { years: estypes.AggregationsAvgAggregate }>>().toExtend<
  estypes.SearchResponse<Article, { years: estypes.AggregationsAvgAggregate }>
>();
