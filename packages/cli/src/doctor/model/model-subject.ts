import type { LevelProbabilities, Scorer } from '@lb-rerank/core';
import type { Backend } from '../../scorer/open-backend.ts';
import { once } from '../check/once.ts';
import { scoreGoldenPairs } from './score-golden-pairs.ts';

/** A model inside this process that is examined; it is loaded by the first who asks for it. */
export interface ModelSubject {
  readonly open: () => Promise<Backend>;
  readonly scorer: Scorer;
  readonly signal: AbortSignal;
  readonly goldenAnswers: () => Promise<readonly LevelProbabilities[]>;
}

/** Gets a model ready to be examined; nothing is loaded yet. */
export function modelSubject(openModel: () => Promise<Backend>, signal: AbortSignal): ModelSubject {
  const open = once(openModel);
  const scorer: Scorer = {
    modelId: 'model in this process',
    score: async (request) => (await open()).scorers[0].score(request),
  };
  return { open, scorer, signal, goldenAnswers: once(() => scoreGoldenPairs(scorer, signal)) };
}
