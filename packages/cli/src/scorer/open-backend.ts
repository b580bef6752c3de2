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
 * @throws ModelFileError, ModelMemoryError or ModelDownloadError when the model file cannot be used.
 */
export async function openBackend(settings: Settings, context: CommandContext): Promise<Backend> {
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
  const { createLocalScorer } = await import('@lb-rerank/local');
  const scorer = await createLocalScorer({
    modelPath: settings.model,
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
