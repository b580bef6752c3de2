import { expectedScore, type LevelProbabilities } from '@lb-rerank/core';
import { passageOf } from '@lb-rerank/evaluation';
import { createLocalScorer } from '@lb-rerank/local';
import { expect, test } from 'vitest';
import { scifactDocuments } from '../../data/scifact-documents.ts';
import { computeReferenceProbabilities } from '@lb-rerank/test-engines/vllm';
import { describeWith } from '@lb-rerank/test-engines/needs';

describeWith('the embedded scorer', ['vllm python'], () => {
  test('gives the scores of transformers on the same weights', async () => {
    const query = 'Do vitamin supplements lower the risk of cancer in patients?';
    const passages = (await scifactDocuments(30)).map(passageOf);
    await using scorer = await createLocalScorer({ offline: true, onNotice: () => {} });
    const scores = (await scorer.score({ query, passages })).map(expectedScore);
    const reference = await computeReferenceProbabilities(
      passages.map((passage) => ({ query, passage })),
    );
    const differences = reference.map((probabilities, n) =>
      Math.abs(scores[n]! - expectedScore(probabilities as unknown as LevelProbabilities)),
    );
    // llama.cpp rounds activations to 8 bits where weights are quantised.
    expect(Math.max(...differences)).toBeLessThan(5e-2);
  });
});
