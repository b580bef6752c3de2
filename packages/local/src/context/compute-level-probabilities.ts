import { BackendResponseError } from '@lb-rerank/core';
import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { LoadedModel } from '../loaded-model/loaded-model.ts';

/**
 * Each evaluation leaves a sampler of node-llama-cpp behind, whose table of the vocabulary only a full collection frees.
 * Undeclared, there were 8 GB of them after 4,800 pairs; declared in full, half of the time went into collecting them.
 */
const DECLARED_SHARE = 0.25;
/** Tokens of a long prompt that are evaluated before it is looked whether its caller has gone: those of one batch. */
const STEP_TOKENS = 512;

/**
 * Computes the exact probabilities of the seven answers behind a prompt: exp(logit - largest logit) / the sum of that over the
 * whole vocabulary, so that no list of top answers cuts a level off.
 *
 * What the sequence still holds of an earlier prompt with the same beginning is not computed again. @throws the signal's reason
 * when that aborts: the rest of a long prompt is then not computed, as it would keep others waiting.
 */
export async function computeLevelProbabilities(
  sequence: LlamaContextSequence,
  prompt: Token[],
  { levelTokens, samplerBytes, path }: LoadedModel,
  signal?: AbortSignal,
): Promise<number[]> {
  await sequence.adaptStateToTokens(prompt, false);
  // The last token is always evaluated: its logits are the answer.
  const known = Math.min(sequence.nextTokenIndex, prompt.length - 1);
  if (known < sequence.nextTokenIndex) {
    await sequence.eraseContextTokenRanges([{ start: known, end: sequence.nextTokenIndex }]);
  }
  let done = known;
  for (; prompt.length - done > STEP_TOKENS; done += STEP_TOKENS) {
    signal?.throwIfAborted();
    await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(done, done + STEP_TOKENS));
  }
  signal?.throwIfAborted();
  declareNativeMemory(samplerBytes * DECLARED_SHARE);
  const answer = await sequence.controlledEvaluate([
    ...prompt.slice(done, -1),
    [
      prompt.at(-1)!,
      {
        generateNext: {
          // The selected token is the likeliest one, as nothing is sampled. `includeMax` would say what is wanted, but in
          // node-llama-cpp 3.22 it leaves the largest logit out exactly where it is none of the seven.
          logits: { filter: { tokens: levelTokens, includeSelected: true } },
          totalLogitWeight: true,
        },
      },
    ],
  ]);
  const next = answer.at(-1)?.next;
  if (next?.logits === undefined || next.totalLogitWeight === undefined) {
    throw new BackendResponseError({ url: path, problem: 'gave no logits' });
  }
  const { logits, totalLogitWeight } = next;
  const largest = Math.max(...logits.values());
  return levelTokens.map(
    (token) => Math.exp((logits.get(token) ?? -Infinity) - largest) / totalLogitWeight,
  );
}

const held = new FinalizationRegistry<ArrayBuffer>(() => {});

/**
 * Makes the garbage collector aware of memory that a native object takes unseen, so that it runs before much has gathered:
 * it is shown a buffer of that size that lives as long as the object, until the next full collection.
 */
function declareNativeMemory(bytes: number): void {
  held.register({}, new ArrayBuffer(bytes));
}
