import { createVllmScorer, expectedScore, RerankError, type VllmMode } from '@lb-rerank/core';
import { vllmOptionsOf } from '../../settings/vllm-options-of.ts';
import type { Check } from '../check/check.ts';
import { scoreGoldenPairs } from '../model/score-golden-pairs.ts';
import type { ServerSubject } from './server-subject.ts';

const MODES: readonly VllmMode[] = ['classify', 'completions', 'chat'];

/** Rounding of 16-bit floats in batches of other sizes stays under this, in levels. */
const AGREEMENT = 0.02;

/** Finds the ways of asking that the server has and the one in use, and compares their scores. */
export const modesCheck: Check<ServerSubject> = {
  title: 'modes',
  async run(subject) {
    const scores = (await subject.goldenAnswers()).map(expectedScore);
    const used = subject.scorer.mode ?? 'chat';
    const apart: { mode: VllmMode; by: number }[] = [];
    // One after the other: vLLM 0.32 mixes up the probabilities of requests of different modes in one batch.
    for (const mode of MODES.filter((other) => other !== used)) {
      const others = await scoresIn(mode, subject);
      if (others !== undefined) {
        const by = Math.max(...scores.map((score, pair) => Math.abs(score - others[pair]!)));
        apart.push({ mode, by });
      }
    }
    const says = [
      `${used} is used`,
      ...apart.map(({ mode, by }) => `${mode} is open too, ${by.toFixed(4)} apart`),
      ...(used === 'classify' ? [] : ['classify, mostly faster, wants a server of its own']),
    ].join('; ');
    const disagreeing = apart.filter(({ by }) => by > AGREEMENT).map(({ mode }) => mode);
    if (disagreeing.length > 0) {
      return {
        status: 'warning',
        says,
        remedy: `${disagreeing.join(' and ')} should be less than ${AGREEMENT} apart: see what is said of the prompt template, and that no other client asks at the same time`,
      };
    }
    return {
      status: 'ok',
      says: used === 'chat' ? `${says}: the slowest way, one pair a request` : says,
    };
  },
};

/** Scores the golden pairs in one mode; undefined where the server does not have it. */
async function scoresIn(
  mode: VllmMode,
  { connection, settings, modelId, signal }: ServerSubject,
): Promise<number[] | undefined> {
  const options = {
    ...vllmOptionsOf(settings, connection.url),
    model: await modelId(),
    mode,
  };
  try {
    return (await scoreGoldenPairs(createVllmScorer(options), signal)).map(expectedScore);
  } catch (error) {
    if (error instanceof RerankError && !error.isRetryable) return undefined;
    throw error;
  }
}
