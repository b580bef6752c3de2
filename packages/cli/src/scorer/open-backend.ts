import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createVllmScorer, type Scorer } from '@lb-rerank/core';
import type { CommandContext } from '../terminal/command-context.ts';
import { noticesTo } from '../terminal/notices-to.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { vllmOptionsOf } from '../settings/vllm-options-of.ts';
import { modelEnvironment } from './model-environment.ts';

/** The model as the settings name it. */
export interface Backend extends AsyncDisposable {
  /** One for each server, or the one inside this process; `createReranker` takes them as they are. */
  readonly scorers: readonly [Scorer, ...Scorer[]];
  /** The servers' addresses, or the model file. */
  readonly location: string;
}

/**
 * Opens the model: the servers of `url`, or else a model file inside this process, found as `resolveModel` says.
 *
 * A server is not asked anything yet.
 *
 * @param flag the user's word for the setting of the model file.
 * @throws ModelFileError, ModelMemoryError or ModelDownloadError when the model file cannot be used.
 */
export async function openBackend(
  settings: Settings,
  context: CommandContext,
  flag: string = '--model or LB_RERANK_MODEL',
): Promise<Backend> {
  const [first, ...others] = settings.url ?? [];
  if (first !== undefined) {
    const scorerAt = (baseURL: string) => createVllmScorer(vllmOptionsOf(settings, baseURL));
    return {
      scorers: [scorerAt(first), ...others.map(scorerAt)],
      location: [first, ...others].join(', '),
      [Symbol.asyncDispose]: async () => {},
    };
  }
  // The library behind it takes a while to load, which those who have a server need not wait for.
  const { createLocalScorer, ModelFileError } = await import('@lb-rerank/local');
  const modelPath = settings.model && resolve(context.folder, settings.model);
  if (modelPath !== undefined && !existsSync(modelPath)) {
    const problem = `no such file; ${flag} must name a GGUF, or be left out`;
    throw new ModelFileError({ path: modelPath, problem });
  }
  const scorer = await createLocalScorer({
    modelPath,
    quantisation: settings.quantisation,
    offline: settings.offline,
    threads: settings.threads,
    minMass: settings.minMass,
    environment: modelEnvironment(settings, context),
    onNotice: noticesTo(context),
    signal: context.signal,
  });
  return {
    scorers: [scorer],
    location: scorer.modelPath,
    [Symbol.asyncDispose]: () => scorer.close(),
  };
}
