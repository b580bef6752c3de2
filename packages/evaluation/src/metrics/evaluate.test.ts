import { InvalidRequestError } from '@lb-rerank/core';
import { describe, expect, test } from 'vitest';
import type { Qrels } from '../qrels/qrels.ts';
import type { Run } from './run.ts';
import { evaluate } from './evaluate.ts';

const qrels: Qrels = new Map([
  [
    'q1',
    new Map([
      ['a', 2],
      ['b', 1],
      ['c', 0],
    ]),
  ],
  ['q2', new Map([['x', 1]])],
]);
const run: Run = new Map([
  [
    'q1',
    new Map([
      ['b', 3],
      ['c', 2],
      ['a', 1],
    ]),
  ],
]);

describe('evaluate', () => {
  test('takes the grade itself as gain', () => {
    const { mean } = evaluate({ qrels, run, metrics: ['ndcg', 'ndcg@2'] });
    const ideal = 2 + 1 / Math.log2(3);
    expect(mean.ndcg).toBeCloseTo((1 + 2 / 2) / ideal, 12);
    expect(mean['ndcg@2']).toBeCloseTo(1 / ideal, 12);
  });

  test('takes grades under 0 for not relevant', () => {
    const judged = new Map([
      [
        'q',
        new Map([
          ['a', -1],
          ['b', 3],
          ['c', -2],
        ]),
      ],
    ]);
    const scores = new Map([
      [
        'q',
        new Map([
          ['a', 3],
          ['b', 2],
          ['c', 1],
        ]),
      ],
    ]);
    const { mean } = evaluate({ qrels: judged, run: scores, metrics: ['ndcg', 'map', 'recall'] });
    expect(mean.ndcg).toBeCloseTo(1 / Math.log2(3), 12);
    expect(mean).toMatchObject({ map: 0.5, recall: 1 });
  });

  test('leaves out queries without hits, or counts them as 0', () => {
    const answered = new Map([
      ['q1', new Map([['a', 1]])],
      ['q2', new Map<string, number>()],
    ]);
    const measured = { qrels, run: answered, metrics: ['mrr'] as const };
    expect(evaluate(measured).mean.mrr).toBe(1);
    expect([...evaluate(measured).perQuery.keys()]).toEqual(['q1']);
    expect(evaluate({ ...measured, queriesWithoutHits: 'counted' }).mean.mrr).toBe(0.5);
  });

  test('cuts the reciprocal rank off', () => {
    const late = new Map([
      [
        'q2',
        new Map([
          ['y', 2],
          ['x', 1],
        ]),
      ],
    ]);
    const { mean } = evaluate({ qrels, run: late, metrics: ['mrr', 'mrr@1', 'mrr@2'] });
    expect(mean).toEqual({ mrr: 0.5, 'mrr@1': 0, 'mrr@2': 0.5 });
  });

  test('counts places that nothing fills against precision at a cut-off only', () => {
    const { mean } = evaluate({ qrels, run, metrics: ['p', 'p@5', 'recall', 'recall@1'] });
    expect(mean).toEqual({ p: 2 / 3, 'p@5': 2 / 5, recall: 1, 'recall@1': 0.5 });
  });

  test('refuses a run of another collection', () => {
    const other = new Map([['elsewhere', new Map([['a', 1]])]]);
    expect(() => evaluate({ qrels, run: other, metrics: ['map'] })).toThrow(
      /another collection\? ids look like ".+" there and like ".+" in the judgements/,
    );
  });

  test('refuses NaN, naming query and document', () => {
    const broken = new Map([['q1', new Map([['a', Number.NaN]])]]);
    expect(() => evaluate({ qrels, run: broken, metrics: ['map'] })).toThrow(/q1.*a/);
  });

  test.each(['ndgc', 'ndcg@0', 'ndcg@', 'ndcg@1.5', 'constructor', ''])(
    'refuses the unknown metric "%s"',
    (name) => {
      const metrics = [name as 'ndcg'];
      expect(() => evaluate({ qrels, run, metrics })).toThrow(InvalidRequestError);
    },
  );
});
