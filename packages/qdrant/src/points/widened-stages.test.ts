import { describe, expect, test } from 'vitest';
import { widenedStages } from './widened-stages.ts';

const query = [0.1, 0.2];

describe('widenedStages', () => {
  test('leaves a request without stages as it is', () => {
    const request = { query, limit: 5, filter: {} };
    expect(widenedStages(request, 100)).toEqual(request);
  });

  test('lets prefetches at every depth reach the rank window, and narrows none', () => {
    const request = {
      query,
      prefetch: [
        { query, using: 'dense' },
        { query, limit: 20, prefetch: { query, limit: 1000 } },
        { query, limit: 500 },
      ],
    };
    expect(widenedStages(request, 100).prefetch).toEqual([
      { query, using: 'dense', limit: 100 },
      { query, limit: 100, prefetch: { query, limit: 1000 } },
      { query, limit: 500 },
    ]);
  });

  test.each<[object, number | undefined, number]>([
    [{}, undefined, 100],
    [{ diversity: 0.5 }, 300, 300],
    [{ candidates_limit: 20 }, 300, 100],
    [{ candidates_limit: 500 }, 10, 500],
  ])('lets the candidates of mmr %j of limit %j reach %j', (mmr, limit, expected) => {
    const request = { query: { nearest: query, mmr }, limit };
    expect(widenedStages(request, 100).query).toEqual({
      nearest: query,
      mmr: { ...mmr, candidates_limit: expected },
    });
  });

  test('leaves what stands under a score_threshold as it is, whose scores it would change', () => {
    const fused = { query: { fusion: 'dbsf' }, prefetch: [{ query }, { query, limit: 20 }] };
    const request = { ...fused, score_threshold: 0.2 };
    expect(widenedStages(request, 100)).toEqual(request);
    expect(widenedStages({ query, prefetch: { ...request, limit: 5 } }, 100).prefetch).toEqual({
      ...request,
      limit: 100,
    });
    const open = { ...fused, score_threshold: null };
    expect(widenedStages(open, 100).prefetch).toMatchObject([{ limit: 100 }, { limit: 100 }]);
  });

  test('leaves a limit that is no number for the engine to refuse', () => {
    expect(widenedStages({ prefetch: { query, limit: 'many' } }, 100).prefetch).toMatchObject({
      limit: 'many',
    });
  });
});
