import { renderPrompt } from '@lb-rerank/core';
import {
  checkedProbabilities,
  GOLDEN_PAIRS,
  type ModelKind,
  modelKindOf,
} from '@lb-rerank/core/backend';
import type { Evaluator } from '../context/evaluator.ts';
import type { LoadedModel } from '../loaded-model/loaded-model.ts';
import { notTheReranker } from '../loaded-model/not-the-reranker.ts';
import { settleThreads } from './settle-threads.ts';

/** A pair whose answer the real model is sure of (source: model card). */
const { query, passage } = GOLDEN_PAIRS[0]!;
const PROBE = renderPrompt(query, passage);

/**
 * Has a model answer one pair: which model is it, and how many threads is it fastest with?
 *
 * @param threads how many to use; undefined to measure.
 * @throws ModelFileError when the answers 1 to 7 have less than `minMass` of the probability.
 */
export async function examineModel(
  loaded: LoadedModel,
  evaluator: Evaluator,
  { threads, minMass }: { threads: number | undefined; minMass: number | undefined },
): Promise<ModelKind> {
  const { llama, model, path, modelId } = loaded;
  const prompt = model.tokenize(PROBE, true);
  const answer = () => evaluator.evaluate(prompt, { shared: 0 });
  const values = await answer();
  let kind: ModelKind;
  try {
    const probabilities = checkedProbabilities(values, { url: path, modelId, minMass });
    kind = modelKindOf([probabilities]);
  } catch (cause) {
    throw notTheReranker(path, 'it answers a test pair with other words than 1 to 7', cause);
  }
  // ONNX Runtime's threads are fixed; they sleep while they wait, and so harm nobody.
  if (threads === undefined && evaluator.engine === 'llama.cpp') await settleThreads(llama, answer);
  return kind;
}
