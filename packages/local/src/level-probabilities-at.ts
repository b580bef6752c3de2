import { BackendResponseError } from '@lb-rerank/core';
import type { LlamaContextSequence, Token } from 'node-llama-cpp';

/**
 * The exact probabilities of the seven answers behind a prompt: exp(logit - largest logit) / the sum of that over the
 * whole vocabulary, so that no list of top answers cuts a level off.
 *
 * What the sequence still holds of an earlier prompt with the same beginning is not computed again.
 */
export async function levelProbabilitiesAt(
  sequence: LlamaContextSequence,
  prompt: Token[],
  levelTokens: readonly Token[],
  modelPath: string,
): Promise<number[]> {
  await sequence.adaptStateToTokens(prompt, false);
  // The last token is always evaluated: its logits are the answer.
  const known = Math.min(sequence.nextTokenIndex, prompt.length - 1);
  if (known < sequence.nextTokenIndex) {
    await sequence.eraseContextTokenRanges([{ start: known, end: sequence.nextTokenIndex }]);
  }
  const last = prompt.at(-1)!;
  const answer = await sequence.controlledEvaluate([
    ...prompt.slice(known, -1),
    [
      last,
      {
        generateNext: {
          logits: { filter: { tokens: levelTokens, includeMax: true } },
          totalLogitWeight: true,
        },
      },
    ],
  ]);
  const next = answer.at(-1)?.next;
  if (next?.logits === undefined || next.totalLogitWeight === undefined) {
    throw new BackendResponseError({ url: modelPath, problem: 'gave no logits' });
  }
  const { logits, totalLogitWeight } = next;
  const largest = Math.max(...logits.values());
  return levelTokens.map(
    (token) => Math.exp((logits.get(token) ?? -Infinity) - largest) / totalLogitWeight,
  );
}
