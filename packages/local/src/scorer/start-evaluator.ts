import { join } from 'node:path';
import { InvalidRequestError } from '@lb-rerank/core';
import type { Evaluator } from '../context/evaluator.ts';
import type { ContextLimits } from '../context/growing-context.ts';
import { llamaEvaluator } from '../context/llama-evaluator.ts';
import type { LoadedModel } from '../loaded-model/loaded-model.ts';
import { cacheFolder } from '../model-file/cache-folder.ts';
import { exportModel } from '../onnx/export-model.ts';
import { startOnnxEvaluator } from '../onnx/onnx-evaluator.ts';

const ENGINES = ['llama.cpp', 'onnxruntime'] as const;
/** Counts up where the exported files change, so that older ones are made again. */
const EXPORT_VERSION = 1;

/** A library that computes what the model answers. */
export type LocalEngine = (typeof ENGINES)[number];

/** Refuses the name of an engine that there is not. @throws InvalidRequestError. */
export function requireEngine(engine: string): void {
  if (!ENGINES.some((known) => known === engine)) {
    throw new InvalidRequestError('engine', `must be one of ${ENGINES.join(', ')}`);
  }
}

/** Starts the engine asked for on a model; its file is converted first where that engine cannot read it. */
export async function startEvaluator(
  loaded: LoadedModel,
  limits: ContextLimits,
  {
    engine,
    environment,
    onNotice = console.warn,
  }: {
    engine: LocalEngine;
    environment?: NodeJS.ProcessEnv | undefined;
    onNotice?: ((line: string) => void) | undefined;
  },
): Promise<Evaluator> {
  if (engine === 'llama.cpp') return llamaEvaluator(loaded, limits);
  const { path, modelId, levelTokens } = loaded;
  const name = `${modelId}-${EXPORT_VERSION}`;
  const folder = join(cacheFolder(environment), 'onnx', name);
  const exported = await exportModel(path, { folder, levelTokens, onNotice });
  return startOnnxEvaluator(exported, { threads: limits.threads, modelId });
}
