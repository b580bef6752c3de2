import { expect, onTestFinished, test } from 'vitest';
import { createReranker } from '../reranker/create-reranker.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { sendJson, serveFaults } from '../testing/serve-faults.ts';
import { soundAnswer } from '../testing/sound-answer.ts';
import { createVllmScorer } from '../vllm/create-vllm-scorer.ts';
import type { VllmMode } from '../vllm/server/vllm-server.ts';
import { GOLDEN_PAIRS } from './golden-pairs.ts';
import { modelKindOf } from './model-kind-of.ts';

/** The stand-in's answer to the first pair, as llama.cpp gave it. */
const OF_STAND_IN = [0.01759, 0.08337, 0.21693, 0.30986, 0.24297, 0.10458, 0.0247];
const OF_LB_RERANKER = [0.0001, 0.0001, 0.0001, 0.0001, 0.01, 0.31, 0.6796];
const OF_ANOTHER = [0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1];

/** Serves a model that gives every pair one answer, in one of vLLM's modes, and counts the pairs. */
async function served(answer: readonly number[], only: VllmMode) {
  const paths = {
    classify: '/classify',
    completions: '/v1/completions',
    chat: '/v1/chat/completions',
  };
  const asked: string[] = [];
  const server = await serveFaults((exchange) => {
    const { path, response } = exchange;
    if (path === '/tokenize') return sendJson(response, { tokens: [16, 17, 18, 19, 20, 21, 22] });
    if (path !== paths[only]) return sendJson(response, { error: { message: 'no' } }, 404);
    asked.push(path);
    return sendJson(response, soundAnswer(exchange, answer));
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { baseURL: server.baseURL, asked };
}

test.each([
  ['stand-in', OF_STAND_IN],
  ['lb-reranker', OF_LB_RERANKER],
  ['other', OF_ANOTHER],
] as const)('a server whose model answers as %s is known in each mode', async (kind, answer) => {
  for (const only of ['classify', 'completions', 'chat'] as const) {
    const { baseURL, asked } = await served(answer, only);
    const scorer = createVllmScorer({ baseURL });
    expect(await scorer.findModelKind?.()).toBe(kind);
    expect(scorer.mode).toBe(only);
    // The way is found by the same pair, which then costs nothing.
    expect(asked).toHaveLength(1);
  }
});

test('a server whose mode is given is asked one pair, when somebody wants to know', async () => {
  const { baseURL, asked } = await served(OF_STAND_IN, 'classify');
  const scorer = createVllmScorer({ baseURL, mode: 'classify' });
  await scorer.identify?.();
  expect(asked).toEqual([]);
  expect(await scorer.findModelKind?.()).toBe('stand-in');
  expect(asked).toHaveLength(1);
});

test('a reranker tells the model of its servers through all that stands between', async () => {
  const [one, other] = [
    await served(OF_STAND_IN, 'classify'),
    await served(OF_STAND_IN, 'completions'),
  ];
  const scorer = [one, other].map(({ baseURL }) => createVllmScorer({ baseURL }));
  expect(await createReranker({ scorer: scorer[0]! }).findModelKind?.()).toBe('stand-in');
  expect(await createReranker({ scorer }).findModelKind?.()).toBe('stand-in');
  const silent = createReranker({ scorer: fakeScorer(() => 4) });
  expect(await silent.findModelKind?.()).toBeUndefined();
});

test('a server that is away tells no kind', async () => {
  const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:9/v1' });
  await expect(scorer.findModelKind?.()).rejects.toMatchObject({ code: 'backend_connection' });
});

test('answers to more pairs tell a model that agrees on the first only', () => {
  const certain = (level: number) =>
    [1, 2, 3, 4, 5, 6, 7].map((each) => {
      const share = 1 - Math.abs(each - level);
      return Math.max(0, share);
    }) as unknown as LevelProbabilities;
  const [first, ...others] = GOLDEN_PAIRS.map(({ score }) => certain(score));
  expect(modelKindOf([first!])).toBe('lb-reranker');
  expect(modelKindOf([first!, ...others])).toBe('lb-reranker');
  expect(modelKindOf([first!, certain(4), certain(4)])).toBe('other');
  expect(modelKindOf(GOLDEN_PAIRS.map(({ standInScore }) => certain(standInScore)))).toBe(
    'stand-in',
  );
});

test('knows no model by no answers', () => {
  expect(modelKindOf([])).toBe('other');
});
