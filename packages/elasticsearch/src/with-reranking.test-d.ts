import type { Client, estypes, TransportResult } from '@elastic/elasticsearch';
import type { Client as OpensearchClient } from '@opensearch-project/opensearch';
import type { Client as Opensearch2Client } from 'opensearch-2';
import type { Client as TypedOpensearch2Client } from 'opensearch-2/api/new';
import type { RerankMark } from '@lb-rerank/core';
import { expectTypeOf } from 'vitest';
import type { RerankingOptions } from './call/options.ts';
import type { SearchFunction } from './reranked-search.ts';
import type {
  MaybeRerankedResponse,
  MsearchResponse,
  RerankedResponse,
  SearchResponse,
} from './search/search-response.ts';
import type { RerankingClient, RerankingOpensearchClient } from './reranking-client.ts';
import { withReranking } from './with-reranking.ts';

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
declare const opensearch2: Opensearch2Client;
declare const typedOpensearch2: TypedOpensearch2Client;
declare const options: RerankingOptions;
type OpensearchAnswer = Awaited<ReturnType<typeof bareSearch>>;
declare const bare: OpensearchClient;
const bareSearch = async () => bare.search({ body: { query } });
const query = { match: { text: 'apples' } };

// It goes where the client went.
expectTypeOf(client).toExtend<Client>();
expectTypeOf(opensearch).toExtend<OpensearchClient>();

expectTypeOf(client.search<Article, Years>({ query })).resolves.toEqualTypeOf<Answer>();
expectTypeOf(
  client.search<Article, Years>({ query, rerank: { query: 'apples', minScore: 3 } }),
).resolves.toEqualTypeOf<RerankedResponse<Article, Years>>();
declare const isOn: boolean;
declare const request: estypes.SearchRequest;
expectTypeOf(client.search<Article, Years>(request)).resolves.toEqualTypeOf<Answer>();
const maybe = client.search<Article, Years>({ query, rerank: isOn ? {} : false });
expectTypeOf(maybe).resolves.toEqualTypeOf<MaybeRerankedResponse<Article, Years>>();
// Where reranking may be off, there may be no account of it.
expectTypeOf((await maybe).rerank).toEqualTypeOf<Answer['rerank'] | undefined>();
expectTypeOf((await opensearch.search({ body: { query } })).body.rerank.outcome).toEqualTypeOf<
  Answer['rerank']['outcome']
>();
const { body } = await opensearch.search({ body: { query } });
expectTypeOf(body).toExtend<OpensearchAnswer['body']>();
expectTypeOf(body.hits.hits[0]!._rerank).toEqualTypeOf<RerankMark | undefined>();
expectTypeOf(body.hits.hits.map((hit) => hit._rerank?.score)).toExtend<unknown[]>();
// @ts-expect-error: a skipped search has no scores
expectTypeOf(body.rerank.scored);
expectTypeOf(
  (await opensearch.search({ body: { query }, rerank: { minScore: 3 } })).body.rerank.scored,
).toEqualTypeOf<number>();
expectTypeOf(
  await opensearch.search({ body: { query }, rerank: false }),
).toEqualTypeOf<OpensearchAnswer>();
expectTypeOf(
  (await opensearch.search({ body: { query }, rerank: isOn ? {} : false })).body.rerank,
).toEqualTypeOf<Answer['rerank'] | undefined>();
const searches = [{ index: 'a' }, { query, rerank: {} }];
const [item] = (await opensearch.msearch({ body: searches, rerank: isOn ? {} : false })).body
  .responses;
if (item !== undefined && 'hits' in item) {
  expectTypeOf(item.rerank).toEqualTypeOf<Answer['rerank'] | undefined>();
  expectTypeOf(item.hits.hits[0]!._rerank).toEqualTypeOf<RerankMark | undefined>();
}
opensearch.search({ body: { query }, rerank: {} }).abort();
opensearch.msearch({ body: searches }).abort();
const timing = { requestTimeout: 100, signal: AbortSignal.timeout(1) };
opensearch.search({ body: { query } }, timing).abort();
// A callback is told what the client's own type says.
opensearch.search({ body: { query: { match_all: {} } } }, (_error, answer) => {
  expectTypeOf(answer).toEqualTypeOf<OpensearchAnswer>();
});
expectTypeOf(
  opensearch.helpers.search<Article>({ body: { query }, rerank: {} }),
).resolves.toEqualTypeOf<Article[]>();
expectTypeOf(
  opensearch.helpers.msearch().search({ index: 'a' }, { query, rerank: {} }),
).resolves.toHaveProperty('body');
expectTypeOf(opensearch.child({})).toEqualTypeOf<RerankingOpensearchClient<OpensearchClient>>();
const older = withReranking(opensearch2, options);
expectTypeOf(
  (await older.search({ index: 'a', body: { query } })).body.rerank.outcome,
).toEqualTypeOf<Answer['rerank']['outcome']>();
expectTypeOf(older).toExtend<Opensearch2Client>();
older.search({ index: 'a', body: { query }, rerank: {} }).abort();
const { body: olderBody } = await older.search({ index: 'a', body: { query }, rerank: {} });
expectTypeOf(olderBody.rerank.scored).toEqualTypeOf<number>();
expectTypeOf(olderBody['hits']).toBeAny();
expectTypeOf(
  (await older.search({ body: { query }, rerank: isOn ? {} : false })).body.rerank,
).toEqualTypeOf<Answer['rerank'] | undefined>();
expectTypeOf(
  (await older.msearch({ body: searches, rerank: { minScore: 3 } })).body['responses'],
).toBeAny();
expectTypeOf(older.child({})).toEqualTypeOf<RerankingOpensearchClient<Opensearch2Client>>();
expectTypeOf(older.helpers.search<Article>({ body: { query }, rerank: {} })).resolves.toEqualTypeOf<
  Article[]
>();
// The typed client of version 2.
const typed = withReranking(typedOpensearch2, options);
const { body: typedBody } = await typed.search({ index: 'a', body: { query }, rerank: {} });
expectTypeOf(typedBody.rerank.scored).toEqualTypeOf<number>();
expectTypeOf(typedBody.hits.hits[0]!._rerank).toEqualTypeOf<RerankMark>();
expectTypeOf(
  client.helpers.msearch().search<Article>({ index: 'a' }, { query, rerank: { minScore: 3 } }),
).resolves.toEqualTypeOf<{
  body: MaybeRerankedResponse<Article, Record<string, estypes.AggregationsAggregate>>;
  documents: Article[];
  status: number;
  responses: MsearchResponse<Article, Record<string, estypes.AggregationsAggregate>>;
}>();
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

expectTypeOf(search<Years>({ query })).resolves.toEqualTypeOf<RerankedResponse<Article, Years>>();
expectTypeOf(search<Years>({ query, rerank: false })).resolves.toEqualTypeOf<BareAnswer>();

const { responses } = await client.msearch<Article, Years>({
  searches: [{ index: 'articles' }, { query, rerank: { rankWindowSize: 50 } }],
});
const [response] = responses;
if (response !== undefined && 'hits' in response) {
  expectTypeOf(response.hits.hits[0]!._source).toEqualTypeOf<Article | undefined>();
  expectTypeOf(response.rerank).toEqualTypeOf<Answer['rerank'] | undefined>();
  expectTypeOf(response.hits.hits[0]!._rerank).toEqualTypeOf<RerankMark | undefined>();
}
// Whether it is reranked may be told by undefined, too, and then it has an account.
const orOptions = await client.search({ query, rerank: isOn ? {} : undefined });
expectTypeOf(orOptions.rerank).toEqualTypeOf<Answer['rerank']>();
// @ts-expect-error: a skipped search has no scores
expectTypeOf(orOptions.rerank.scored);
// @ts-expect-error: it may be undefined
expectTypeOf((await maybe).rerank.outcome);
