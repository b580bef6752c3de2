import { Client } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';

describeWith('long texts of hits', ['elasticsearch'], ({ elasticsearch }) => {
  const bare = new Client({ node: elasticsearch });
  const index = `long-passages-${process.pid}`;
  const filler = 'The river is wide, and its water is cold in spring. '.repeat(60);
  const body = `${filler}The okapi lives in the rainforest of the Congo. ${filler}`;

  beforeAll(async () => {
    await bare.index({ index, id: 'long', document: { title: 'Rivers', body } });
    const short = { title: 'The okapi', body: 'A river okapi.' };
    await bare.index({ index, id: 'short', document: short, refresh: true });
  });
  afterAll(() => bare.indices.delete({ index }));

  test('are read by the parts that share most words with the query, which each hit tells', async () => {
    const asked: string[] = [];
    const scorer = fakeScorer((passage) => {
      asked.push(passage);
      return passage.includes('Congo') ? 6 : 2;
    });
    const client = withReranking(bare, {
      reranker: createReranker({ scorer }),
      passage: ['title', 'body'],
      longPassages: { bestChunks: 1, maxTokens: 60 },
    });
    const query = { match: { body: 'okapi river' } };
    const { hits } = await client.search({
      index,
      query,
      rerank: { query: 'where do okapis live' },
    });
    expect(hits.hits.map(({ _id }) => _id)).toEqual(['long', 'short']);
    const { index: place, start, end } = hits.hits[0]!._rerank.passage_range!;
    expect(place).toBe(0);
    expect(`Rivers\n${body}`.slice(start, end)).toContain('okapi lives');
    expect(hits.hits[1]!._rerank).not.toHaveProperty('passage_range');
    expect(Math.max(...asked.map(({ length }) => length))).toBeLessThan(400);

    // And as a call says it, over the options.
    asked.length = 0;
    await client.search({
      index,
      query,
      rerank: { query: 'where do okapis live', longPassages: 'truncate' },
    });
    expect(asked).toContain(`Rivers\n${body}`);
  });
});
