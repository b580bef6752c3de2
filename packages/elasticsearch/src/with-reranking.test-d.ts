import type { Client, estypes, TransportResult } from '@elastic/elasticsearch';
import type { Client as OpensearchClient } from '@opensearch-project/opensearch';
import { expectTypeOf } from 'vitest';
import type { SearchFunction } from './reranked-search.ts';
import type { SearchResponse } from './search/search-response.ts';
import type { RerankingClient, RerankingOpensearchClient } from './reranking-client.ts';

interface Article {
  title: string;
}
interface Years {
  years: estypes.AggregationsAvgAggregate;
}
type Answer = SearchResponse<Article, Years>;
type BareAnswer = estypes.SearchResponse<Article, Years>;
declare const client: RerankingClient<Client>;
declare const search: SearchFunction<Article>;
declare const opensearch: RerankingOpensearchClient<OpensearchClient>;
const query = { match: { text: 'apples' } };

// It goes where the client went.
expectTypeOf(client).toExtend<Client>();
expectTypeOf(opensearch).toExtend<OpensearchClient>();

expectTypeOf(client.search<Article, Years>({ query })).resolves.toEqualTypeOf<Answer>();
expectTypeOf(
  client.search<Article, Years>({ query, rerank: { query: 'apples', minScore: 3 } }),
).resolves.toEqualTypeOf<Answer>();
expectTypeOf(
  client.search<Article, Years>({ query, rerank: false }),
).resolves.toEqualTypeOf<BareAnswer>();
expectTypeOf(client.search<Article, Years>({ query }, { meta: true })).resolves.toEqualTypeOf<
  TransportResult<Answer>
>();
expectTypeOf(
  client.search<Article, Years>({ query, rerank: false }, { meta: true }),
).resolves.toEqualTypeOf<TransportResult<BareAnswer>>();
expectTypeOf(client.helpers.search<Article>({ query, rerank: {} })).resolves.toEqualTypeOf<
  (Article & { _id: string })[]
>();
expectTypeOf(client.child({})).toEqualTypeOf<RerankingClient<Client>>();
expectTypeOf(client.openPointInTime).toEqualTypeOf<Client['openPointInTime']>();
expectTypeOf(client.transport).toEqualTypeOf<Client['transport']>();

expectTypeOf(search<Years>({ query })).resolves.toEqualTypeOf<Answer>();
expectTypeOf(search<Years>({ query, rerank: false })).resolves.toEqualTypeOf<BareAnswer>();

const { responses } = await client.msearch<Article, Years>({
  searches: [{ index: 'articles' }, { query, rerank: { rankWindowSize: 50 } }],
});
const [response] = responses;
if (response !== undefined && 'hits' in response) {
  expectTypeOf(response.hits.hits[0]!._source).toEqualTypeOf<Article | undefined>();
  expectTypeOf(response.rerank).toEqualTypeOf<Answer['rerank'] | undefined>();
}
