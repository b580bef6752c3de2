import { Client, type estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unscored, withoutHits } from '../../expectations/without-marks.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';

describeWith('where hits come from', ['elasticsearch'], ({ elasticsearch }) => {
  const bare = new Client({ node: elasticsearch });
  const named = (name: string) => `retrieval-${name}-${process.pid}`;
  const [books, films, sealed] = [named('books'), named('films'), named('sealed')];
  const [alias, stream] = [named('alias'), named('stream')];
  const query = { multi_match: { query: 'apple', fields: ['text', 'plot.summary'] } };
  const client = withReranking(bare, {
    reranker: createReranker({ scorer: fakeScorer((passage) => 1 + (passage.length % 6)) }),
    passage: ['text', 'plot.summary'],
  });

  const fill = (index: string, documentOf: (n: number) => object) =>
    bare.bulk({
      refresh: true,
      operations: Array.from({ length: 12 }, (_, n) => [
        { create: { _index: index, _id: `${index}-${n}` } },
        documentOf(n),
      ]).flat(),
    });
  const pie = (n: number) => `apple ${'pie '.repeat(n % 5)}`;

  beforeAll(async () => {
    await bare.indices.create({
      index: sealed,
      mappings: { _source: { enabled: false }, properties: { text: { type: 'text' } } },
    });
    await bare.indices.putIndexTemplate({
      name: stream,
      index_patterns: [stream],
      data_stream: {},
      // Above the templates that a server brings itself.
      priority: 1000,
    });
    await fill(books, (n) => ({ text: pie(n), published: '2026-01-01' }));
    await fill(films, (n) => ({ plot: { summary: pie(n) }, published: 'long ago' }));
    await fill(sealed, (n) => ({ text: pie(n) }));
    await fill(stream, (n) => ({ text: pie(n), '@timestamp': '2026-01-01' }));
    const actions = [books, films].map((index) => ({ add: { index, alias } }));
    await bare.indices.updateAliases({ actions });
  });
  afterAll(async () => {
    await bare.indices.delete({ index: [books, films, sealed] });
    // The server from Maven Central makes data streams, but has no route to delete one again.
    await bare.indices.deleteDataStream({ name: stream }).catch(() => {});
    await bare.indices.deleteIndexTemplate({ name: stream }).catch(() => {});
  });

  test.each<[string, string | string[], estypes.SearchRequest]>([
    ['an alias', alias, {}],
    ['an alias, without source', alias, { _source: false }],
    ['a data stream', stream, {}],
    ['a data stream, with other fields', stream, { _source: false, fields: ['@timestamp'] }],
    ['indices with different mappings', [books, films], { track_total_hits: true }],
    ['indices by pattern', `retrieval-*-${process.pid}`, { ignore_unavailable: true }],
    ['an index that keeps no source', sealed, {}],
    ['an index that keeps no source, beside one that does', [sealed, books], { _source: false }],
  ])('reranks the hits of %s', async (_, index, rest) => {
    const request = { index, query, size: 100, ...rest };
    const [page, wrapped] = [
      await bare.search(request),
      await client.search({ ...request, rerank: {} }),
    ];
    expect(withoutHits(wrapped)).toEqual(withoutHits(page));
    const byId = (a: estypes.SearchHit, b: estypes.SearchHit) => (a._id! < b._id! ? -1 : 1);
    expect(wrapped.hits.hits.toSorted(byId).map(unscored)).toEqual(
      page.hits.hits.toSorted(byId).map(unscored),
    );
    const { scored, without_passage: withoutPassage, outcome } = wrapped.rerank;
    const sealedHits = page.hits.hits.filter(({ _index }) => _index === sealed).length;
    expect({ outcome, scored, withoutPassage }).toEqual({
      outcome: sealedHits === page.hits.hits.length ? 'unscored' : 'reranked',
      scored: page.hits.hits.length - sealedHits,
      withoutPassage: sealedHits,
    });
  });

  const standard = { standard: { query } };
  test.each<[string, estypes.SearchRequest['retriever'] & object]>([
    ['rrf', { rrf: { retrievers: [standard, standard], rank_window_size: 20 } }],
    ['linear', { linear: { retrievers: [{ retriever: standard, weight: 2 }] } }],
    ['pinned', { pinned: { ids: [`${books}-3`], retriever: standard } }],
  ])('gives what the server makes of a retriever that not all have: %s', async (_, retriever) => {
    const request = { index: books, retriever };
    const outcomeOf = (searching: Promise<estypes.SearchResponse>) =>
      searching.then(withoutHits, ({ message }: Error) => ({ message }));
    expect(await outcomeOf(client.search(request))).toEqual(await outcomeOf(bare.search(request)));
  });

  test('reranks several searches of one request, and leaves one that failed as it was', async () => {
    const search = { query, size: 5 };
    const searches = [
      { index: books },
      search,
      { index: 'nowhere' },
      search,
      { index: films },
      search,
    ];
    const { responses } = await client.msearch({ searches });
    const [ofBooks, failed, ofFilms] = responses as (estypes.SearchResponse & { status: number })[];
    const single = await Promise.all(
      [books, films].map((index) => client.search({ index, ...search })),
    );
    expect([ofBooks, ofFilms].map((one) => one!.hits)).toEqual(single.map(({ hits }) => hits));
    const bareResponses = await bare.msearch({ searches });
    expect(failed).toEqual(bareResponses.responses[1]);
  });

  test('cuts the answer to several searches as the engine does', async () => {
    const searches = [{ index: books }, { query: { ...query }, size: 3 }];
    const filtered = { searches, filter_path: 'responses.hits.total,responses.status' };
    const { responses } = await client.msearch(filtered);
    const [{ rerank, ...rest }] = responses as unknown as [{ rerank: { outcome: string } }];
    expect([rest]).toEqual((await bare.msearch(filtered)).responses);
    expect(rerank.outcome).toBe('reranked');
  });

  test("reranks through the client's own helpers and children", async () => {
    const { hits } = await client.search({ index: books, query });
    const documents = hits.hits.map(({ _id, _source }) => ({ _id, ...(_source as object) }));
    expect(await client.helpers.search({ index: books, query })).toEqual(documents);
    const child = client.child({ name: 'child' });
    expect((await child.search({ index: books, query })).hits).toEqual(hits);
    const queue = client.helpers.msearch({ flushInterval: 10 });
    const { body } = await queue.search({ index: books }, { query });
    queue.stop();
    await queue;
    expect(body.hits).toEqual(hits);
  });

  test('leaves scrolling helpers and everything else to the client', async () => {
    const seen: unknown[] = [];
    const scrolling = client.helpers.scrollDocuments({ index: books, query, size: 5 });
    for await (const document of scrolling) seen.push(document);
    expect(seen).toHaveLength(12);
    expect(await client.count({ index: books })).toMatchObject({ count: 12 });
    expect(client).toBeInstanceOf(Client);
    expect(client.transport).toBe(bare.transport);
    expect(client.diagnostic).toBe(bare.diagnostic);
  });
});
