import {
  BackendResponseError,
  ContextLengthError,
  InvalidRequestError,
  RerankError,
  type ScoreRequest,
} from '@lb-rerank/core';
import {
  checkedProbabilities,
  failTogether,
  type ModelKind,
  requireScoreRequest,
} from '@lb-rerank/core/backend';
import type { Token } from 'node-llama-cpp';
import pLimit from 'p-limit';
import type { Evaluator } from '../context/evaluator.ts';
import type { LoadedModel } from '../loaded-model/loaded-model.ts';
import type { Lease } from '../loaded-model/shared-resources.ts';
import type { LocalScorer } from './local-scorer.ts';
import { splitPrompt } from './split-prompt.ts';

/** Makes a scorer on a loaded model and an evaluator of its own; both are let go when it is closed. */
export function promptScorer(
  lease: Lease<LoadedModel>,
  evaluator: Evaluator,
  {
    contextSize,
    sequences,
    modelKind,
    minMass,
  }: {
    contextSize: number;
    sequences: number;
    modelKind: ModelKind;
    minMass: number | undefined;
  },
): LocalScorer {
  const { tokenizer, path } = lease.value;
  const { modelId } = evaluator;
  const inFlight = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  /** Reads the part of the prompt that all passages share. @throws ContextLengthError when it leaves no room for any. */
  async function readBeginning(query: string, signal: AbortSignal) {
    const { beginning, rest } = splitPrompt(query, '');
    const { tokens } = await tokenizer.tokenise(beginning, { most: contextSize, signal });
    const least = await tokenizer.count(rest, { most: contextSize, signal });
    if (tokens.length + least > contextSize) throw new ContextLengthError({ part: 'query' });
    return tokens;
  }

  async function scoreAll(request: ScoreRequest) {
    requireScoreRequest(request);
    const { query, passages, signal } = request;
    if (passages.length === 0) return [];
    // The next prompts are tokenised while the ones before are evaluated.
    const inTurn = pLimit(sequences * 2);

    async function promptOf(
      passage: string,
      index: number,
      { beginning, ended }: { beginning: readonly Token[]; ended: AbortSignal },
    ) {
      const most = contextSize - beginning.length;
      const { rest } = splitPrompt(query, passage);
      const { tokens } = await tokenizer.tokenise(rest, { most, signal: ended });
      if (tokens.length > most) throw new ContextLengthError({ part: 'passage', index });
      return [...beginning, ...tokens];
    }

    async function scorePair(
      passage: string,
      index: number,
      shared: { beginning: readonly Token[]; ended: AbortSignal },
    ) {
      const { ended } = shared;
      ended.throwIfAborted();
      const prompt = await promptOf(passage, index, shared);
      const values = await evaluator.evaluate(prompt, {
        shared: shared.beginning.length,
        signal: ended,
      });
      return checkedProbabilities(values, { url: path, modelId, minMass });
    }

    try {
      return await failTogether(signal, async (ended) => {
        const shared = { beginning: await readBeginning(query, ended), ended };
        return Promise.all(
          passages.map((passage, index) => inTurn(() => scorePair(passage, index, shared))),
        );
      });
    } catch (cause) {
      signal?.throwIfAborted();
      throw evaluationErrorOf(cause, path, evaluator.engine);
    }
  }

  async function close(): Promise<void> {
    await Promise.allSettled(inFlight);
    await evaluator.close();
    await lease.release();
  }

  const scorer: LocalScorer = {
    modelId,
    modelPath: path,
    location: path,
    isStandIn: modelKind === 'stand-in',
    endsByItself: true,
    findModelKind: async () => modelKind,
    limits: {
      contextTokens: async () => contextSize,
      countTokens: (text, signal) => tokenizer.count(text, { most: contextSize, signal }),
      refusesTooLong: true,
    },
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

/** Makes a typed error of what the engine threw while it evaluated a prompt. */
function evaluationErrorOf(cause: unknown, path: string, engine: string): RerankError {
  if (cause instanceof RerankError) return cause;
  return new BackendResponseError({ url: path, problem: `${engine} failed on a prompt`, cause });
}
