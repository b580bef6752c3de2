import { Client } from '@opensearch-project/opensearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { Client as OlderClient } from 'opensearch-2';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';

const reranker = createReranker({ scorer: fakeScorer(Number) });
const query = { match: { kind: 'apple' } };

describeWith("the clients of OpenSearch's versions", ['opensearch'], ({ opensearch }) => {
  const index = `clients-${process.pid}`;

  beforeAll(async () => {
    const client = new Client({ node: opensearch });
    const body = ['2', '6', '4'].flatMap((text) => [
      { index: { _index: index, _id: text } },
      { text, kind: 'apple' },
    ]);
    await client.bulk({ refresh: true, body });
    return async () => {
      await client.indices.delete({ index });
      await client.close();
    };
  });

  describe.each([
    ['3', () => new Client({ node: opensearch })],
    ['2', () => new OlderClient({ node: opensearch }) as unknown as Client],
  ])('version %s', (_, create) => {
    const wrap = () => withReranking(create(), { reranker, passage: 'text' });
    const found = { index, body: { query } };
    const idsOf = (hits: { _id?: string }[]) => hits.map(({ _id }) => _id);

    test('reranks one search and several, and says what it skips', async () => {
      const client = wrap();
      const { body } = await client.search(found);
      expect(idsOf(body.hits.hits)).toEqual(['6', '4', '2']);
      expect(body.rerank).toMatchObject({ outcome: 'reranked', scored: 3 });
      const skipped = await client.search({ index, body: { sort: ['kind.keyword'] } });
      expect(skipped.body.rerank.outcome).toBe('skipped');
      const several = await client.msearch({ body: [{ index }, { query }, { index }, {}] });
      const outcomes = several.body.responses.map((response) =>
        'hits' in response ? response.rerank?.outcome : undefined,
      );
      expect(outcomes).toEqual(['reranked', 'skipped']);
    });

    test('reranks through the helpers', async () => {
      const client = wrap();
      const documents = await client.helpers.search<{ text: string }>(found);
      expect(documents.map(({ text }) => text)).toEqual(['6', '4', '2']);
      const helper = client.helpers.msearch({ operations: 2 });
      const [reranked, alone] = await Promise.all([
        helper.search({ index }, { query, rerank: { minScore: 3 } }),
        helper.search({ index }, { query, rerank: false }),
      ]);
      expect(idsOf((reranked.body as { hits: { hits: { _id?: string }[] } }).hits.hits)).toEqual([
        '6',
        '4',
      ]);
      expect(alone.body).not.toHaveProperty('rerank');
      helper.stop();
      await helper;
    });

    test('gives the error of the engine to a promise and to a callback', async () => {
      const client = wrap();
      const nowhere = { index: 'nowhere', body: { query } };
      const bare = await create()
        .search(nowhere)
        .catch((error: unknown) => error);
      expect(bare).toMatchObject({ name: 'ResponseError', statusCode: 404 });
      await expect(client.search(nowhere)).rejects.toMatchObject({ statusCode: 404 });
      const [error, answer] = await new Promise<unknown[]>((resolve) => {
        client.search(nowhere, (...told: unknown[]) => resolve(told));
      });
      expect(error).toMatchObject({ name: 'ResponseError', statusCode: 404 });
      expect(answer).toMatchObject({ statusCode: 404 });
    });

    test('can be aborted', async () => {
      const searching = wrap().search(found);
      searching.abort();
      await expect(searching).rejects.toMatchObject({ name: 'RequestAbortedError' });
    });
  });
});
