import type { Client, estypes, TransportResult } from '@elastic/elasticsearch';
import type { Client as OpensearchClient } from '@opensearch-project/opensearch';
import type { Client as Opensearch2Client } from 'opensearch-2';
import { expectTypeOf } from 'vitest';
import type { RerankingOptions } from './call/options.ts';
import type { SearchFunction } from './reranked-search.ts';
import type {
  MaybeRerankedResponse,
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
declare const options: RerankingOptions;
type OpensearchAnswer = Awaited<ReturnType<typeof bareSearch>>;
type OpensearchAnswers = Awaited<ReturnType<typeof bareMsearch>>;
declare const bare: OpensearchClient;
const bareSearch = async () => bare.search({ body: { query } });
const bareMsearch = async () => bare.msearch({ body: [] });
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
expectTypeOf((await opensearch.search({ body: { query } })).body.hits.hits).toEqualTypeOf<
  OpensearchAnswer['body']['hits']['hits']
>();
expectTypeOf(
  (await opensearch.search({ body: { query }, rerank: { minScore: 3 } })).body.rerank.scored,
).toEqualTypeOf<number>();
expectTypeOf(
  await opensearch.search({ body: { query }, rerank: false }),
).toEqualTypeOf<OpensearchAnswer>();
expectTypeOf(
  (await opensearch.search({ body: { query }, rerank: isOn ? {} : false })).body.rerank,
).toEqualTypeOf<Answer['rerank'] | undefined>();
expectTypeOf(
  (await opensearch.msearch({ body: [{ index: 'a' }, { query, rerank: {} }] })).body.responses,
).toEqualTypeOf<OpensearchAnswers['body']['responses']>();
expectTypeOf(opensearch.child({})).toEqualTypeOf<RerankingOpensearchClient<OpensearchClient>>();
const older = withReranking(opensearch2, options);
expectTypeOf(
  (await older.search({ index: 'a', body: { query } })).body.rerank.outcome,
).toEqualTypeOf<Answer['rerank']['outcome']>();
expectTypeOf(older).toExtend<Opensearch2Client>();
expectTypeOf(
  client.helpers.msearch().search<Article>({ index: 'a' }, { query, rerank: { minScore: 3 } }),
).resolves.toHaveProperty('documents');
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
}
