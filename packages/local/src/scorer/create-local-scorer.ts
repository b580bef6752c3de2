import { requireNumber, requirePositiveInteger } from '@lb-rerank/core/backend';
import type { Evaluator } from '../context/evaluator.ts';
import { leaseModel } from '../loaded-model/lease-model.ts';
import { resolveModel, type ResolveModelOptions } from '../model-file/resolve-model.ts';
import { examineModel } from './examine-model.ts';
import type { LocalScorer } from './local-scorer.ts';
import { promptScorer } from './prompt-scorer.ts';
import { type LocalEngine, requireEngine, startEvaluator } from './start-evaluator.ts';

/** The model file that is loaded, and the share of the machine that it may use: the options of {@link createLocalScorer}. */
export interface LocalScorerOptions extends ResolveModelOptions {
  /**
   * The most tokens that one prompt may have: about 60 for the instructions, then the query and the passage. A larger value
   * reads longer passages; memory is taken only as longer prompts come.
   * @default 8192, which the model was trained to
   */
  readonly contextSize?: number | undefined;
  /**
   * The prompts evaluated side by side; fewer where prompts are so long that they would take much memory. A larger value
   * keeps the processor busier.
   * @default 4
   */
  readonly sequences?: number | undefined;
  /**
   * The threads that do the arithmetic; more than the physical cores make it slower.
   * @default as many of the physical cores as a short measurement finds fastest
   */
  readonly threads?: number | undefined;
  /**
   * The library that computes. `'onnxruntime'` is two to three times as fast on a processor, uses no GPU, and needs the package
   * `onnxruntime-node`; the first time it converts the file into the cache folder, which takes half a minute and as much
   * disk as the file.
   * @default 'llama.cpp'
   */
  readonly engine?: LocalEngine | undefined;
  /** Whether a GPU (CUDA, Metal, Vulkan) is used where there is one. @default 'auto' */
  readonly gpu?: 'auto' | false | undefined;
  /** The least sum of the seven probabilities, in [0, 1], under which the file must hold another model. @default 0.5 */
  readonly minMass?: number | undefined;
}

const TRAINED_CONTEXT = 8192;
const BATCH_TOKENS = 512;

/**
 * Loads the LB Reranker into this process, on llama.cpp or ONNX Runtime: the same scores as from a server, without one.
 *
 * The file is found as {@link resolveModel} says, and loaded once however many scorers use it. Prompts of one query share the
 * computed beginning.
 *
 * @throws InvalidRequestError when an option cannot be used; ModelFileError when the file is missing, damaged or holds
 *   another model; ModelMemoryError when it does not fit; ModelDownloadError when a download broke off; the signal's
 *   reason when that aborts before there is a file.
 *
 * @example
 * ```ts
 * import { createReranker } from '@lb-rerank/core';
 * import { createLocalScorer } from '@lb-rerank/local';
 *
 * await using scorer = await createLocalScorer();
 * const reranker = createReranker({ scorer });
 * const { outcome, results } = await reranker.rerank({
 *   query: 'What is the scientific name of apples?',
 *   candidates: [
 *     { document: { id: 1 }, passage: 'Apples are red.' },
 *     { document: { id: 2 }, passage: 'The scientific name of the apple is Malus domestica.' },
 *   ],
 * });
 * console.log(outcome, results[0]?.document.id); // reranked 2
 * ```
 */
export async function createLocalScorer(options: LocalScorerOptions = {}): Promise<LocalScorer> {
  const { contextSize = TRAINED_CONTEXT, sequences = 4, threads, gpu = 'auto', minMass } = options;
  const { engine = 'llama.cpp' } = options;
  requireUsable({ contextSize, sequences, threads, engine, minMass });

  const { path } = await resolveModel(options);
  const isOnnx = engine === 'onnxruntime';
  const lease = await leaseModel(path, { gpu: isOnnx ? false : gpu, vocabularyOnly: isOnnx });
  const { llama, model } = lease.value;
  if (threads !== undefined) llama.maxThreads = Math.max(threads, llama.maxThreads);
  const limits = {
    // Of the vocabulary alone llama.cpp says a context of 0; the header has it.
    contextSize: Math.min(contextSize, model.fileInsights.trainContextSize ?? contextSize),
    sequences,
    batchSize: BATCH_TOKENS,
    threads: threads ?? llama.maxThreads,
  };
  let evaluator: Evaluator | undefined;
  try {
    evaluator = await startEvaluator(lease.value, limits, { ...options, engine });
    const modelKind = await examineModel(lease.value, evaluator, { threads, minMass });
    return promptScorer(lease, evaluator, { ...limits, modelKind, minMass });
  } catch (cause) {
    await evaluator?.close();
    await lease.release();
    throw cause;
  }
}

function requireUsable({
  contextSize,
  sequences,
  threads,
  engine,
  minMass,
}: {
  contextSize: number;
  sequences: number;
  threads: number | undefined;
  engine: string;
  minMass: number | undefined;
}): void {
  requirePositiveInteger('contextSize', contextSize);
  requirePositiveInteger('sequences', sequences);
  if (threads !== undefined) requirePositiveInteger('threads', threads);
  if (minMass !== undefined) requireNumber('minMass', minMass, { from: 0 });
  requireEngine(engine);
}
