import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createVllmScorer,
  expectedScore,
  type LevelProbabilities,
  type VllmMode,
} from '@lb-rerank/core';
import type { PairScorer } from '@lb-rerank/core/backend';
import { createLocalScorer } from '@lb-rerank/local';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { pairsInTwelveLanguages } from '../../data/pairs-in-twelve-languages.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { miniModelOfType, computeReferenceProbabilities } from '@lb-rerank/test-engines/vllm';

const PAIRS = 200;

const NEEDS = ['vllm', 'vllm classify', 'vllm python'] as const;

describeWith('agreement with transformers', NEEDS, ({ vllm, 'vllm classify': classify }) => {
  let pairs: Awaited<ReturnType<typeof pairsInTwelveLanguages>>;
  let reference: number[];
  /** Differences of the expected score from transformers', over all pairs. */
  const table: Record<string, { largest: string; mean: string }> = {};

  beforeAll(async () => {
    pairs = await pairsInTwelveLanguages(PAIRS);
    const probabilities = await computeReferenceProbabilities(pairs);
    reference = probabilities.map((row) => expectedScore(row as unknown as LevelProbabilities));
  });
  afterAll(() => console.table(table));

  async function differencesOf(name: string, scorer: PairScorer) {
    const scores = (await scorer.scorePairs({ pairs })).map(expectedScore);
    const differences = scores.map((score, n) => Math.abs(score - reference[n]!));
    const mean = differences.reduce((sum, difference) => sum + difference, 0) / PAIRS;
    const largest = Math.max(...differences);
    table[name] = { largest: largest.toExponential(1), mean: mean.toExponential(1) };
    return { largest, mean };
  }

  test('is measured in twelve languages', () => {
    expect(new Set(pairs.map(({ language }) => language)).size).toBe(12);
  });

  test.each<VllmMode | 'auto'>(['chat', 'completions', 'auto'])(
    'vLLM in the mode %s gives the expected scores to 1e-4',
    async (mode) => {
      const scorer = createVllmScorer({ baseURL: `${vllm}/v1`, model: 'lb-reranker', mode });
      const { largest } = await differencesOf(`vLLM ${mode}`, scorer);
      expect(largest).toBeLessThan(1e-4);
    },
  );

  test.each<VllmMode | 'auto'>(['classify', 'auto'])(
    "vLLM's seven-label head in the mode %s gives the expected scores to 1e-4",
    async (mode) => {
      const baseURL = `${classify}/v1`;
      const scorer = createVllmScorer({ baseURL, model: 'lb-reranker', mode });
      const { largest } = await differencesOf(`vLLM classify, ${mode}`, scorer);
      expect(largest).toBeLessThan(1e-4);
      expect(scorer.mode).toBe('classify');
    },
  );

  // What meets 8-bit weights is itself rounded to 8 bits.
  test.each([
    { engine: 'llama.cpp', weights: 'F32', most: 1e-4 },
    { engine: 'llama.cpp', weights: 'Q8_0', most: 5e-2 },
    { engine: 'llama.cpp', weights: 'as bundled', most: 2e-2 },
    { engine: 'onnxruntime', weights: 'as bundled', most: 5e-2 },
  ] as const)(
    '$engine on the weights $weights gives the expected scores to $most',
    async ({ engine, weights, most }) => {
      const cache = await mkdtemp(join(tmpdir(), 'lb-rerank-agreement-'));
      onTestFinished(() => rm(cache, { recursive: true }));
      const modelPath = weights === 'as bundled' ? undefined : await miniModelOfType(weights);
      await using scorer = await createLocalScorer({
        engine,
        environment: { LB_RERANK_CACHE: cache },
        modelPath,
        offline: true,
        onNotice: () => {},
      });
      const scorePairs = async () => {
        const scored = pairs.map(({ query, passage }) =>
          scorer.score({ query, passages: [passage] }),
        );
        return (await Promise.all(scored)).flat();
      };
      const asPairs = { modelId: scorer.modelId, score: scorer.score.bind(scorer), scorePairs };
      const { largest } = await differencesOf(`${engine}, ${weights}`, asPairs);
      expect(largest).toBeLessThan(most);
    },
  );
});
