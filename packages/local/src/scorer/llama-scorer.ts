import {
  BackendResponseError,
  ContextLengthError,
  InvalidRequestError,
  renderPrompt,
  RerankError,
  type ScoreRequest,
} from '@lb-rerank/core';
import { checkedProbabilities, failTogether } from '@lb-rerank/core/backend';
import type { Token } from 'node-llama-cpp';
import pLimit from 'p-limit';
import type { GrowingContext } from '../context/growing-context.ts';
import { computeLevelProbabilities } from '../context/compute-level-probabilities.ts';
import type { LoadedModel } from '../loaded-model/loaded-model.ts';
import type { Lease } from '../loaded-model/shared-resources.ts';
import type { LocalScorer } from './local-scorer.ts';

/** The most characters that a token of the vocabulary has, so that an endless text is refused before it is read. */
const LONGEST_TOKEN = 256;

/** Makes a scorer on a loaded model and a context of its own; both are let go when it is closed. */
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
    // The next prompts are tokenised while the ones before are evaluated.
    const inTurn = pLimit(sequences * 2);

    async function scorePair(passage: string, index: number, ended: AbortSignal) {
      ended.throwIfAborted();
      const prompt = promptOf(query, passage, index);
      const values = await context.use(prompt, async (sequence) => {
        ended.throwIfAborted();
        return computeLevelProbabilities(sequence, prompt, lease.value);
      });
      return checkedProbabilities(values, { url: path, modelId, minMass });
    }

    try {
      return await failTogether(signal, (ended) =>
        Promise.all(
          passages.map((passage, index) => inTurn(() => scorePair(passage, index, ended))),
        ),
      );
    } catch (cause) {
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

/** Makes a typed error of what llama.cpp threw while it evaluated a prompt. */
function evaluationErrorOf(cause: unknown, path: string): RerankError {
  if (cause instanceof RerankError) return cause;
  return new BackendResponseError({ url: path, problem: 'llama.cpp failed on a prompt', cause });
}
