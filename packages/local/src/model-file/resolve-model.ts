import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { ModelDownloadError } from '../errors/model-download-error.ts';
import { ModelFileError } from '../errors/model-file-error.ts';
import { askHub } from '../hub/ask-hub.ts';
import { hubModelUrl } from '../hub/hub-model-url.ts';
import { KNOWN_MODELS, knownModelOf } from '../hub/known-models.ts';
import { cacheFolder } from './cache-folder.ts';
import { chooseQuantisation } from './choose-quantisation.ts';
import { holdsModel } from '../gguf/holds-model.ts';
import { isBundledModel } from './is-bundled-model.ts';
import { isOffline } from './is-offline.ts';
import { pullModel, type PullModelOptions } from './pull-model.ts';

const OFFLINE = 'go online (this run is offline)';

/** The places that a model file may come from: the options of {@link resolveModel}. */
export interface ResolveModelOptions extends Omit<PullModelOptions, 'force'> {
  /** A GGUF file; nothing else is looked for. @default none */
  readonly modelPath?: string | undefined;
}

/** A model file on this machine, as {@link resolveModel} found it. */
export interface ResolvedModel {
  readonly path: string;
  readonly origin: 'argument' | 'environment' | 'cache' | 'hub' | 'bundled';
  /** Whether it is the bundled stand-in, or a copy of it, and not the LB Reranker. */
  readonly isStandIn: boolean;
}

/**
 * Finds the model file: the path given, `LB_RERANK_MODEL`, the cache folder, the hub (unless offline), and at last the
 * bundled stand-in, within 3 seconds; then one notice says so, and a second one how to get the real model.
 *
 * @throws ModelFileError when the path given, or in `LB_RERANK_MODEL`, does not exist; ModelDownloadError when the hub
 *   answers and the download fails; InvalidRequestError when the quantisation is not known, or HF_ENDPOINT no
 *   address; the signal's reason when aborted.
 *
 * @example
 * ```ts
 * import { resolveModel } from '@lb-rerank/local';
 *
 * const { isStandIn, origin } = await resolveModel({ offline: true, onNotice: () => {} });
 * // As long as no model file was pulled.
 * console.log(isStandIn, origin); // true bundled
 * ```
 */
export async function resolveModel(options: ResolveModelOptions = {}): Promise<ResolvedModel> {
  const { environment = process.env, onNotice = console.warn } = options;
  const here = findModelHere(options, environment, onNotice);
  if (here !== undefined) return { ...here, isStandIn: await isBundledModel(here.path) };

  const { offline = isOffline(environment), quantisation = chooseQuantisation(), signal } = options;
  const model = knownModelOf(quantisation);
  const url = hubModelUrl(model, environment);
  const obstacle = offline ? OFFLINE : await findObstacleAtHub(url, signal);
  if (obstacle === undefined) {
    const path = await pullModel({ ...options, quantisation });
    return { path, origin: 'hub', isStandIn: false };
  }
  onNotice('Model: the bundled mini model, a stand-in for tests and demos, not the LB Reranker.');
  onNotice(`For the real one: ${obstacle}, or its GGUF in LB_RERANK_MODEL.`);
  return { path: BUNDLED_MODEL, origin: 'bundled', isStandIn: true };
}

type FoundModel = Omit<ResolvedModel, 'isStandIn'>;

function findModelHere(
  { modelPath, quantisation }: ResolveModelOptions,
  environment: NodeJS.ProcessEnv,
  onNotice: (line: string) => void,
): FoundModel | undefined {
  if (modelPath !== undefined) return requireExisting(modelPath, 'argument');
  if (environment.LB_RERANK_MODEL)
    return requireExisting(environment.LB_RERANK_MODEL, 'environment');
  const wanted = knownModelOf(quantisation ?? chooseQuantisation());
  // Where no quantisation was asked for, any that is there is better than a download.
  const others = quantisation === undefined ? KNOWN_MODELS.toReversed() : [];
  const cached = [wanted, ...others]
    .map(({ fileName }) => join(cacheFolder(environment), fileName))
    .find((path) => existsSync(path) && isUsable(path, onNotice));
  return cached === undefined ? undefined : { path: cached, origin: 'cache' };
}

function isUsable(path: string, onNotice: (line: string) => void): boolean {
  if (holdsModel(path)) return true;
  onNotice(`${path} is no GGUF file, and is not used.`);
  return false;
}

/** Resolves to what stands between us and the hub's file, with the way out; undefined if the hub would give it. */
async function findObstacleAtHub(
  url: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    await askHub(url, signal);
    return undefined;
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ModelDownloadError)) throw error;
    return `a mirror of ${new URL(url).host} in HF_ENDPOINT (${error.problem})`;
  }
}

function requireExisting(path: string, origin: 'argument' | 'environment'): FoundModel {
  if (!existsSync(path)) {
    const named = origin === 'argument' ? 'modelPath' : 'LB_RERANK_MODEL';
    const problem = `no such file; ${named} must name a GGUF, or be left out to have the LB Reranker pulled`;
    throw new ModelFileError({ path, problem });
  }
  return { path, origin };
}
