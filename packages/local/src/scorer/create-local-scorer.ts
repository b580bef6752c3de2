import { requirePositiveInteger } from '@lb-rerank/core/backend';
import { resolveModel } from '../model-file/resolve-model.ts';
import { examineModel } from './examine-model.ts';
import { GrowingContext } from './growing-context.ts';
import { leaseModel } from './lease-model.ts';
import { llamaScorer } from './llama-scorer.ts';
import type { LocalScorerOptions } from './local-scorer-options.ts';
import type { LocalScorer } from './local-scorer.ts';

const TRAINED_CONTEXT = 8192;
const BATCH_TOKENS = 512;

/**
 * Loads the LB Reranker into this process, on llama.cpp: the same scores as from a server, without one.
 *
 * The file is found as `resolveModel` says, and loaded once however many scorers use it. Prompts of one query share the
 * computed beginning.
 *
 * @throws InvalidRequestError when an option cannot be used; ModelFileError when the file is missing, damaged or holds
 *   another model; ModelMemoryError when it does not fit; ModelDownloadError when a download broke off; the signal's
 *   reason when that aborts before there is a file.
 */
export async function createLocalScorer(options: LocalScorerOptions = {}): Promise<LocalScorer> {
  const { contextSize = TRAINED_CONTEXT, sequences = 4, threads, gpu = 'auto', minMass } = options;
  requirePositiveInteger('contextSize', contextSize);
  requirePositiveInteger('sequences', sequences);
  if (threads !== undefined) requirePositiveInteger('threads', threads);

  const { path, isStandIn } = await resolveModel(options);
  const lease = await leaseModel(path, gpu);
  const { llama, model } = lease.value;
  if (threads !== undefined) llama.maxThreads = Math.max(threads, llama.maxThreads);
  const limits = {
    contextSize: Math.min(contextSize, model.trainContextSize),
    sequences,
    batchSize: BATCH_TOKENS,
    threads: threads ?? llama.maxThreads,
  };
  const context = new GrowingContext(lease.value, limits);
  const scorer = llamaScorer(lease, context, { ...limits, isStandIn, minMass });
  try {
    await examineModel(lease.value, context, { threads, minMass });
    return scorer;
  } catch (cause) {
    await scorer.close();
    throw cause;
  }
}
