/** Indexes and searches through Elasticsearch's client and its helpers, and prints what each gave. */
import { text } from 'node:stream/consumers';
import { Client, type estypes } from '@elastic/elasticsearch';
import type { ClientRequest, ClientStep } from '../asking/ask-client.ts';

type Hits = readonly estypes.SearchHit[];

const request = JSON.parse(await text(process.stdin)) as ClientRequest;
const { url, index, documents, isCompressed } = request;
const query = { match: { text: request.query } };
const other = { match: { text: request.other } };
const client = new Client({ node: url, compression: isCompressed });

function tell(step: string, found: ClientStep): void {
  process.stdout.write(`${JSON.stringify({ step, ...found })}\n`);
}

function tellHits(step: string, hits: Hits): void {
  tell(step, { hits: hits.map(({ _id, _score }) => [_id!, _score ?? null]) });
}

async function tellSearch(
  step: string,
  params: estypes.SearchRequest,
  told: Record<string, string> = {},
): Promise<void> {
  const { body, headers } = await client.search(
    { index, ...params },
    { meta: true, headers: told },
  );
  const hits = body.hits.hits.map(({ _id, _score }) => [_id!, _score ?? null] as const);
  tell(step, { hits, outcome: headers['x-lb-rerank-outcome'] as string });
}

const middle = documents.length / 2;
const operations = documents
  .slice(0, middle)
  .flatMap((document) => [{ index: { _index: index, _id: document.id } }, document]);
const { items } = await client.bulk({ operations });
tell('bulk', { count: items.filter(({ index: item }) => item?.status === 201).length });
const { successful } = await client.helpers.bulk({
  datasource: documents.slice(middle),
  onDocument: ({ id }) => ({ index: { _index: index, _id: id } }),
  refreshOnCompletion: index,
});
tell('bulk helper', { count: successful });

await tellSearch('search', { query });
await tellSearch('page', { query, from: 3, size: 4 });
await tellSearch('in the URL', { q: request.query, df: 'text' });
await tellSearch('off', { query }, { 'x-lb-rerank': 'off' });

const searches = [{ index }, { query }, {}, { query: other, size: 3 }];
const { responses } = await client.msearch({ index, searches });
for (const [n, response] of responses.entries()) {
  tellHits(`msearch ${n + 1}`, 'hits' in response ? response.hits.hits : []);
}
const helper = client.helpers.msearch({ operations: 2 });
const asked = await Promise.all([
  helper.search({ index }, { query }),
  helper.search({ index }, { query: other, size: 3 }),
]);
helper.stop();
await helper;
for (const [n, { body }] of asked.entries()) {
  tellHits(`msearch helper ${n + 1}`, body.hits.hits);
}

const scrolled: estypes.SearchHit[] = [];
let page = await client.search({ index, query, scroll: '1m', size: 7 });
while (page.hits.hits.length > 0) {
  scrolled.push(...page.hits.hits);
  page = await client.scroll({ scroll_id: page._scroll_id!, scroll: '1m' });
}
await client.clearScroll({ scroll_id: page._scroll_id! });
tellHits('scroll', scrolled);

const helped: estypes.SearchHit[] = [];
for await (const { body } of client.helpers.scrollSearch({ index, query, size: 7 })) {
  helped.push(...body.hits.hits);
}
tellHits('scroll helper', helped);

const { id } = await client.openPointInTime({ index, keep_alive: '1m' });
const pit = { id, keep_alive: '1m' };
const paged: estypes.SearchHit[] = [];
for (let after: estypes.SortResults | undefined; ; after = paged.at(-1)!.sort) {
  const sort = ['_shard_doc'];
  const next = await client.search({
    pit,
    query,
    size: 7,
    sort,
    ...(after && { search_after: after }),
  });
  if (next.hits.hits.length === 0) break;
  pit.id = next.pit_id!;
  paged.push(...next.hits.hits);
}
await client.closePointInTime({ id: pit.id });
tellHits('PIT', paged);
