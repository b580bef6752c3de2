import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import {
  BackendConnectionError,
  checkedProbabilities,
  ContextLengthError,
  renderPrompt,
  RerankError,
} from '@lb-rerank/core';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { levelProbabilitiesAt } from './level-probabilities-at.ts';
import { levelTokensOf } from './level-tokens.ts';
import type { LocalScorerOptions } from './local-scorer-options.ts';
import type { LocalScorer } from './local-scorer.ts';
import { resolveModel } from './resolve-model.ts';
import { SequencePool } from './sequence-pool.ts';

/**
 * Loads the LB Reranker into this process, on llama.cpp: the same scores as from a server, without one.
 *
 * The file is found as `resolveModel` says. Prompts of one query share the computed beginning.
 *
 * @throws InvalidRequestError when a given path does not exist; BackendConnectionError when the file cannot be loaded;
 *   BackendOutputError when it holds another model.
 */
export async function createLocalScorer(options: LocalScorerOptions = {}): Promise<LocalScorer> {
  const {
    contextSize = 2048,
    sequences = 4,
    threads = Math.max(1, Math.floor(availableParallelism() / 2)),
    gpu = 'auto',
    minMass,
  } = options;
  const { path: modelPath, isStandIn } = await resolveModel(options);
  const { model, context } = await loadModel(modelPath, { contextSize, sequences, threads, gpu });
  const modelId = basename(modelPath, '.gguf');
  const levelTokens = levelTokensOf(model, modelPath, modelId);
  const pool = new SequencePool(context);

  async function scorePair(query: string, passage: string, index: number, signal?: AbortSignal) {
    const prompt = model.tokenize(renderPrompt(query, passage), true);
    if (prompt.length > contextSize) throw new ContextLengthError({ index });
    return pool.use(async (sequence) => {
      signal?.throwIfAborted();
      return checkedProbabilities(
        await levelProbabilitiesAt(sequence, prompt, levelTokens, modelPath),
        { url: modelPath, modelId, minMass },
      );
    });
  }

  const scorer: LocalScorer = {
    modelId,
    modelPath,
    isStandIn,
    async score({ query, passages, signal }) {
      signal?.throwIfAborted();
      // The first failure or the caller's abort lets the pairs that still wait go unscored.
      const failed = new AbortController();
      const ended = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
      try {
        return await Promise.all(
          passages.map((passage, index) => scorePair(query, passage, index, ended)),
        );
      } catch (cause) {
        signal?.throwIfAborted();
        failed.abort(cause);
        throw cause instanceof RerankError
          ? cause
          : new BackendConnectionError({ url: modelPath, cause });
      }
    },
    async close() {
      await context.dispose();
      await model.dispose();
    },
    [Symbol.asyncDispose]: () => scorer.close(),
  };
  return scorer;
}

async function loadModel(
  modelPath: string,
  {
    contextSize,
    sequences,
    threads,
    gpu,
  }: { contextSize: number; sequences: number; threads: number; gpu: 'auto' | false },
) {
  try {
    const llama = await getLlama({ build: 'never', gpu, logLevel: LlamaLogLevel.error });
    const model = await llama.loadModel({ modelPath });
    const context = await model.createContext({ contextSize, sequences, threads });
    return { model, context };
  } catch (cause) {
    throw new BackendConnectionError({ url: modelPath, cause });
  }
}
