import {
  ContextLengthError,
  InvalidRequestError,
  type LevelProbabilities,
  renderPrompt,
  type ScoreRequest,
} from '@lb-rerank/core';
import { checkedProbabilities } from '@lb-rerank/core/backend';
import type { Token } from 'node-llama-cpp';
import pLimit from 'p-limit';
import { evaluationErrorOf } from './evaluation-error-of.ts';
import type { GrowingContext } from './growing-context.ts';
import { levelProbabilitiesAt } from './level-probabilities-at.ts';
import type { LoadedModel } from './loaded-model.ts';
import type { LocalScorer } from './local-scorer.ts';
import type { Lease } from './shared-resources.ts';

/** No token of the vocabulary has more characters, so that an endless text is refused before it is read. */
const LONGEST_TOKEN = 256;

/** A scorer on a loaded model and a context of its own; both are let go when it is closed. */
export function llamaScorer(
  lease: Lease<LoadedModel>,
  context: GrowingContext,
  {
    contextSize,
    sequences,
    isStandIn,
    minMass,
  }: { contextSize: number; sequences: number; isStandIn: boolean; minMass: number | undefined },
): LocalScorer {
  const { model, modelId, path } = lease.value;
  const inFlight = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  function promptOf(query: string, passage: string, index: number): Token[] {
    // The model's tokenizer reads texts in this normal form, which llama.cpp leaves to its callers.
    const text = renderPrompt(query, passage).normalize('NFC');
    if (text.length > contextSize * LONGEST_TOKEN) throw new ContextLengthError({ index });
    const tokens = model.tokenize(text, true);
    if (tokens.length > contextSize) throw new ContextLengthError({ index });
    return tokens;
  }

  async function scoreAll({ query, passages, signal }: ScoreRequest) {
    // The first failure or the caller's abort lets the pairs that still wait go unscored.
    const failed = new AbortController();
    const ended = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
    // The next prompts are tokenised while the ones before are evaluated.
    const inTurn = pLimit(sequences * 2);

    async function scorePair(passage: string, index: number): Promise<LevelProbabilities> {
      ended.throwIfAborted();
      const prompt = promptOf(query, passage, index);
      const values = await context.use(prompt, async (sequence) => {
        ended.throwIfAborted();
        return levelProbabilitiesAt(sequence, prompt, lease.value);
      });
      return checkedProbabilities(values, { url: path, modelId, minMass });
    }

    try {
      return await Promise.all(
        passages.map((passage, index) => inTurn(() => scorePair(passage, index))),
      );
    } catch (cause) {
      failed.abort(cause);
      signal?.throwIfAborted();
      throw evaluationErrorOf(cause, path);
    }
  }

  async function close(): Promise<void> {
    await Promise.allSettled(inFlight);
    await context.close();
    await lease.release();
  }

  const scorer: LocalScorer = {
    modelId,
    modelPath: path,
    isStandIn,
    async score(request) {
      request.signal?.throwIfAborted();
      if (closing !== undefined) throw new InvalidRequestError('scorer', 'is closed');
      const scoring = scoreAll(request);
      inFlight.add(scoring);
      try {
        return await scoring;
      } finally {
        inFlight.delete(scoring);
      }
    },
    close: () => (closing ??= close()),
    [Symbol.asyncDispose]: () => scorer.close(),
  };
  return scorer;
}
