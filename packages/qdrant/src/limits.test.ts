import { describe, expect, test } from 'vitest';
import { COUNT, engineOf } from './testing/limited-engine.ts';

const rerank = { query: 'apples' };
const near = { query: [1], rerank };
const idsOf = ({ points }: { points: readonly { id: unknown }[] }) => points.map(({ id }) => id);
const descending = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, n) => from - n);

describe('a collection in strict mode with max_query_limit', () => {
  test('settles ties within a limit that lets the rank window through', async () => {
    const { client, limits } = engineOf({ mostPoints: 50, scoreOf: () => 0.5 });
    const call = { ...near, limit: 3, rerank: { ...rerank, rankWindowSize: 50 } };
    const { points, rerank: summary } = await client.query('books', call);
    expect(points.map(({ id }) => id)).toEqual([49, 48, 47]);
    expect(summary).toMatchObject({ outcome: 'reranked', scored: 50 });
    expect(summary).not.toHaveProperty('reason');
    expect(limits).toEqual([51, 50]);
  });

  test('reranks as many points as it lets through, and names the largest rank window', async () => {
    const { client } = engineOf({ mostPoints: 50 });
    const { points, rerank: summary } = await client.query('books', { ...near, limit: 3, rerank });
    expect(points.map(({ id }) => id)).toEqual([49, 48, 47]);
    expect(summary).toMatchObject({
      outcome: 'partial',
      scored: 50,
      reason: expect.stringContaining('set rankWindowSize to 50 or less'),
      error: { code: 'retrieval_failed', message: expect.stringContaining('101 > 50') },
    });
  });

  test('shows every point once, also where a page reaches over its end or lies behind it', async () => {
    const { client, limits } = engineOf({ mostPoints: 25 });
    const pages: unknown[] = [];
    for (let offset = 0; offset < COUNT; offset += 20) {
      const answer = await client.query('books', { ...near, offset, limit: 20, rerank });
      pages.push(...idsOf(answer));
      expect(
        answer.points.every(({ id, rerank: mark }) => mark.retriever_rank === Number(id) + 1),
      ).toBe(true);
    }
    const behind = Array.from({ length: COUNT - 25 }, (_, n) => 25 + n);
    expect(pages).toEqual([...descending(24, 0), ...behind]);
    expect(Math.max(...limits.filter((limit) => limit < 100))).toBeLessThanOrEqual(25);
  });

  test('bounds prefetches too, and the points of groups', async () => {
    const { client, asked } = engineOf({ mostPoints: 50 });
    const prefetch = [{ query: [1] }, { query: [2], limit: 30 }];
    await client.query('books', { ...near, query: { fusion: 'rrf' }, prefetch });
    expect(asked[1]).toMatchObject({ prefetch: [{ limit: 50 }, { limit: 50 }], limit: 50 });
    const grouped = { ...near, group_by: 'author', group_size: 4, limit: 2 };
    const { groups, rerank: summary } = await client.queryGroups('books', grouped);
    expect(groups.map(({ id }) => id)).toEqual([11, 10]);
    expect(summary).toMatchObject({ outcome: 'partial', scored: 48 });
  });

  test("refuses the caller's own limit in the engine's words", async () => {
    const { client, limits } = engineOf({ mostPoints: 50 });
    const asking = client.query('books', { ...near, offset: 0, limit: 60 });
    await expect(asking).rejects.toThrow('Limit exceeded 60 > 50');
    expect(limits).toEqual([101, 60]);
    const grouped = { ...near, group_by: 'author', group_size: 6, limit: 10 };
    await expect(client.queryGroups('books', grouped)).rejects.toThrow('Limit exceeded 60 > 50');
  });
});
