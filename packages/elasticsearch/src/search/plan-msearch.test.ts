import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { answerMsearch } from './answer-msearch.ts';
import { askForSearches } from '../asking/ask-for-searches.ts';
import { planMsearch } from '../plan/plan-msearch.ts';

const query = { match: { text: 'apples' } };
const reranker = createReranker({ scorer: fakeScorer(Number) });
const options = { reranker, passage: 'text' };
const reason =
  'Result window is too large, from + size must be less than or equal to: [50] but was [100].';
const hits = (...texts: string[]) => ({
  hits: {
    hits: texts.map((text, n) => ({ _index: 'a', _id: `${n}`, _score: 1, _source: { text } })),
  },
});

/** An engine of which some indices have a limit of 50 hits. */
async function askWith(searches: object[], answerTo: (body: { size?: number }) => object) {
  const asked: object[][] = [];
  const plan = planMsearch({ searches }, options);
  const { answer, found } = await askForSearches(plan, {
    ask: async (request) => {
      const bodies = (request as { searches: object[] }).searches.filter((_, n) => n % 2 === 1);
      asked.push(bodies);
      return { took: 1, responses: bodies.map(answerTo) };
    },
    signal: undefined,
  });
  return { asked, answer: await answerMsearch(plan, answer as never, found!, { reranker }) };
}

test('asks again, for the page alone, where one of several indices refused the rank window', async () => {
  const { asked, answer } = await askWith(
    [{}, { query }, {}, { query, size: 2 }],
    ({ size = 10 }) => ({
      _shards: size > 50 ? { failed: 1, failures: [{ reason: { reason } }] } : { failed: 0 },
      ...hits('2', '6'),
    }),
  );
  expect(asked.map((bodies) => bodies.length)).toEqual([2, 2]);
  expect(asked[1]).toMatchObject([{ query }, { query, size: 2 }]);
  expect(answer.responses).toMatchObject([
    {
      rerank: {
        outcome: 'partial',
        error: { argument: 'rankWindowSize' },
        reason: expect.stringContaining('is 100, beyond 50, the index.max_result_window') as string,
      },
      hits: { hits: [{ _id: '1' }, { _id: '0' }] },
    },
    { rerank: { outcome: 'partial' } },
  ]);
});

test("gives the engine's own error of the caller's own search", async () => {
  const { asked, answer } = await askWith([{}, { query }, {}, { query }], ({ size }) =>
    size === undefined
      ? { error: { type: 'own', reason: 'bad query' }, status: 400 }
      : { error: { type: 'wider', reason }, status: 400 },
  );
  expect(asked).toHaveLength(2);
  expect(answer.responses).toMatchObject([{ error: { type: 'own' } }, { error: { type: 'own' } }]);
});

test('does not ask again for an index that is not there', async () => {
  const { asked } = await askWith([{}, { query }], () => ({ error: { type: 'x' }, status: 404 }));
  expect(asked).toHaveLength(1);
});

test('takes an empty line for a header that says nothing', () => {
  const lines = [
    '',
    '{"query":{"match":{"text":"apples"}}}',
    '',
    '{"query":{"match":{"text":"pears"}}}',
  ];
  const { searches } = planMsearch({ body: `${lines.join('\n')}\n` }, options);
  expect(searches.map(({ header, plan }) => [header, plan?.settings.query])).toEqual([
    ['', 'apples'],
    ['', 'pears'],
  ]);
});

test.each([
  ['as one text', (lines: string[]) => `${lines.join('\n')}\n`],
  ['as lines of text', (lines: string[]) => lines],
])('reads searches %s, and keeps their numbers to the digit', (_, told) => {
  const filter = '{"term":{"account":9007199254740993}}';
  const lines = [
    '{"index":"a"}',
    `{"query":{"bool":{"must":{"match":{"text":"apples"}},"filter":${filter}}}}`,
    '{}',
    '{"sort":"date","query":{"match":{"text":"a"}},"min_score":1.0}',
  ];
  const { searches, requestFor } = planMsearch({ body: told(lines) }, options);
  const request = requestFor(
    searches.map(({ header, own, plan }) => ({ header, body: plan?.request ?? own })),
  ) as { body: unknown[] };
  expect(request.body[0]).toBe(lines[0]);
  expect(JSON.stringify(request.body[1])).toContain(filter);
  expect(request.body[3]).toBe(lines[3]);
  expect(searches.map(({ plan, skipped }) => [plan !== undefined, skipped?.outcome])).toEqual([
    [true, undefined],
    [false, 'skipped'],
  ]);
});
