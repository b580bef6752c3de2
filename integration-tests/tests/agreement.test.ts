import {
  createVllmScorer,
  expectedScore,
  type LevelProbabilities,
  type PairScorer,
  type VllmMode,
} from '@lb-rerank/core';
import { createLocalScorer } from '@lb-rerank/local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pairsInTwelveLanguages } from '../collections/pairs-in-twelve-languages.ts';
import { describeWithEngines } from '../engines/describe-with-engines.ts';
import { EngineUnavailableError } from '../engines/engine-unavailable-error.ts';
import type { Engine } from '../engines/engine.ts';
import { referenceProbabilities } from '../engines/reference-scores.ts';
import { resolveEngine } from '../engines/resolve-engine.ts';
import { vllm as vllmEngine } from '../engines/vllm.ts';

const PAIRS = 200;

describeWithEngines('agreement with transformers', ['vllm'], ({ vllm }) => {
  let pairs: Awaited<ReturnType<typeof pairsInTwelveLanguages>>;
  let reference: number[];
  let classify: Engine | undefined;

  beforeAll(async () => {
    pairs = await pairsInTwelveLanguages(PAIRS);
    const probabilities = await referenceProbabilities(pairs);
    reference = probabilities.map((row) => expectedScore(row as unknown as LevelProbabilities));
    classify = await resolveEngine(vllmEngine({ serving: 'classify' })).catch((error: unknown) => {
      if (error instanceof EngineUnavailableError && !process.env['CI']) return undefined;
      throw error;
    });
  });
  afterAll(() => classify?.stop());

  async function differencesOf(name: string, scorer: PairScorer) {
    const scores = (await scorer.scorePairs({ pairs })).map(expectedScore);
    const differences = scores.map((score, n) => Math.abs(score - reference[n]!));
    const mean = differences.reduce((sum, difference) => sum + difference, 0) / PAIRS;
    const largest = Math.max(...differences);
    console.log(`${name}: largest ${largest.toExponential(1)}, mean ${mean.toExponential(1)}`);
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
      if (classify === undefined) throw new Error('no server with the seven-label head');
      const baseURL = `${classify.url}/v1`;
      const scorer = createVllmScorer({ baseURL, model: 'lb-reranker', mode });
      const { largest } = await differencesOf(`vLLM classify, ${mode}`, scorer);
      expect(largest).toBeLessThan(1e-4);
      expect(scorer.mode).toBe('classify');
    },
  );

  // llama.cpp rounds activations to 8 bits where weights are quantised, so single pairs differ more than the mean.
  test('llama.cpp on the quantised file gives the expected scores to 5e-2 in the mean', async () => {
    await using scorer = await createLocalScorer({ offline: true, onNotice: () => {} });
    const answers = await Promise.all(
      pairs.map(({ query, passage }) => scorer.score({ query, passages: [passage] })),
    );
    const scorePairs = () => Promise.resolve(answers.flat());
    const asPairs = { modelId: scorer.modelId, score: scorer.score.bind(scorer), scorePairs };
    const { mean } = await differencesOf('llama.cpp', asPairs);
    expect(mean).toBeLessThan(5e-2);
  });
});
