import type { RerankSummary } from '@lb-rerank/core';
import { describe, expect, test } from 'vitest';
import { engineOf } from './testing/limited-engine.ts';

const rerank = { query: 'apples' };
const near = { query: [1], rerank };
const idsOf = ({ points }: { points: readonly { id: unknown }[] }) => points.map(({ id }) => id);

describe('a wider request for a tie that fails', () => {
  const scoreOf = () => 0.5;

  test('leaves the first answer, which was complete', async () => {
    const { client, limits } = engineOf({ scoreOf, isFailing: (limit) => limit > 21 });
    const call = { ...near, limit: 3, rerank: { ...rerank, rankWindowSize: 20 } };
    const { points, rerank: summary } = await client.query('books', call);
    expect(points.map(({ id }) => id)).toEqual([19, 18, 17]);
    expect(summary).toMatchObject({ outcome: 'reranked', scored: 20 });
    expect(limits).toEqual([21, 42]);
  });

  test('costs no other search of the batch anything', async () => {
    const { client } = engineOf({ scoreOf, isFailing: (limit) => limit > 41 });
    const searchOf = (rankWindowSize: number) => ({
      ...near,
      limit: 2,
      rerank: { ...rerank, rankWindowSize },
    });
    const answers = await client.queryBatch('books', { searches: [searchOf(40), searchOf(10)] });
    expect(answers.map(idsOf)).toEqual([
      [39, 38],
      [9, 8],
    ]);
    expect(answers.map((answer) => answer.rerank.outcome)).toEqual(['reranked', 'reranked']);
  });

  test('is still ended by the caller', async () => {
    const caller = new AbortController();
    const { client } = engineOf({
      scoreOf,
      isFailing: (limit) => {
        if (limit > 21) caller.abort(new Error('enough'));
        return limit > 21;
      },
    });
    const call = { ...near, rerank: { ...rerank, rankWindowSize: 20 } };
    const asking = client.query('books', call, { signal: caller.signal });
    await expect(asking).rejects.toThrow('enough');
  });
});

describe('a request for the rank window that fails', () => {
  const isFailing = (limit: number) => limit > 30;
  const reasonOf = ({ outcome, reason, error }: RerankSummary) => [outcome, reason, error?.message];
  const why =
    'Qdrant answered only the request as it came, and not the one for the whole rank window';
  const message = 'could not retrieve candidates from books: out of memory';

  test("gives the caller's own page, reranked by itself, and says so", async () => {
    const { client, asked } = engineOf({ isFailing });
    const request = { query: [1], offset: 5, limit: 4, with_payload: true };
    const { points, rerank: summary } = await client.query('books', { ...request, rerank });
    expect(points.map(({ id, rerank: mark }) => [id, mark.retriever_rank])).toEqual([
      [8, 9],
      [7, 8],
      [6, 7],
      [5, 6],
    ]);
    expect(reasonOf(summary)).toEqual(['partial', why, message]);
    expect(asked.at(-1)).toEqual(request);
  });

  test("keeps the engine's order where the caller's own request brings no passage", async () => {
    const { client } = engineOf({ isFailing });
    const { points, rerank: summary } = await client.query('books', { ...near, limit: 3, rerank });
    expect(points.map(({ id, score }) => [id, score])).toEqual([
      [0, 1],
      [1, 0.99],
      [2, 0.98],
    ]);
    expect(points[0]).not.toHaveProperty('payload');
    expect(summary).toMatchObject({ outcome: 'fallback', reason: expect.stringContaining(why) });
  });

  test('does the same for each search of a batch, and for groups', async () => {
    const { client } = engineOf({ isFailing });
    const search = { ...near, limit: 2, with_payload: true };
    const answers = await client.queryBatch('books', {
      searches: [search, { query: [1], limit: 2 }],
    });
    expect(answers.map(idsOf)).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(answers.map((answer) => answer.rerank.outcome)).toEqual(['partial', 'skipped']);
    const grouped = { ...search, group_by: 'author', group_size: 2 };
    const { groups, rerank: summary } = await client.queryGroups('books', grouped);
    expect(groups.map(({ id, hits }) => [id, ...hits.map((hit) => hit.id)])).toEqual([
      [1, 3, 2],
      [0, 1, 0],
    ]);
    expect(reasonOf(summary)).toEqual(['partial', why, message]);
  });

  test('keeps points below minScore out of that page', async () => {
    const { client } = engineOf({ isFailing });
    const call = {
      query: [1],
      limit: 10,
      with_payload: true,
      rerank: { ...rerank, minScore: 1.5 },
    };
    const { points, rerank: summary } = await client.query('books', call);
    expect(points.map(({ id }) => id)).toEqual([9, 8]);
    expect(summary.below_min_score).toBe(8);
  });
});
