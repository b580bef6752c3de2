import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidRequestError } from '@lb-rerank/core';
import { cacheFolder } from './cache-folder.ts';
import { downloadModel } from './download-model.ts';
import { hubModelUrl } from './hub-model-url.ts';
import { MODEL_FILE } from './model-file.ts';

/** Where a model file may come from. */
export interface ResolveModelOptions {
  /** A GGUF file; nothing else is looked for. @default none */
  readonly modelPath?: string | undefined;
  /** Never ask the hub. @default whether LB_RERANK_OFFLINE or HF_HUB_OFFLINE is 1 */
  readonly offline?: boolean | undefined;
  /** Takes the one line that says that a stand-in is used. @default console.warn */
  readonly onNotice?: ((line: string) => void) | undefined;
  /** Read for LB_RERANK_MODEL, LB_RERANK_CACHE, LB_RERANK_OFFLINE, HF_HUB_OFFLINE and HF_ENDPOINT. @default process.env */
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

/** A model file on this machine. */
export interface ResolvedModel {
  readonly path: string;
  readonly origin: 'argument' | 'environment' | 'cache' | 'hub' | 'bundled';
  /** Whether it is the bundled stand-in and not the LB Reranker. */
  readonly isStandIn: boolean;
}

const BUNDLED_MODEL = fileURLToPath(new URL('../models/lb-rerank-mini.gguf', import.meta.url));

/**
 * Finds the model file: the path given, `LB_RERANK_MODEL`, the cache folder, the hub (unless offline), and at last the
 * bundled stand-in, with one line that says so.
 *
 * @throws InvalidRequestError when the path given, or in `LB_RERANK_MODEL`, does not exist.
 */
export async function resolveModel({
  modelPath,
  environment = process.env,
  offline = isOffline(environment),
  onNotice = console.warn,
}: ResolveModelOptions = {}): Promise<ResolvedModel> {
  if (modelPath !== undefined) {
    return { path: existing('modelPath', modelPath), origin: 'argument', isStandIn: false };
  }
  const named = environment.LB_RERANK_MODEL;
  if (named !== undefined && named !== '') {
    return { path: existing('LB_RERANK_MODEL', named), origin: 'environment', isStandIn: false };
  }
  const folder = cacheFolder(environment);
  const cached = join(folder, MODEL_FILE);
  if (existsSync(cached)) return { path: cached, origin: 'cache', isStandIn: false };

  const downloaded = offline ? undefined : await downloadModel(hubModelUrl(environment), folder);
  if (downloaded !== undefined) return { path: downloaded, origin: 'hub', isStandIn: false };

  onNotice(
    `${offline ? 'Offline' : 'The model hub does not answer'}: using the bundled mini model, a stand-in for tests and demos that is not the LB Reranker.`,
  );
  return { path: BUNDLED_MODEL, origin: 'bundled', isStandIn: true };
}

function isOffline({ LB_RERANK_OFFLINE, HF_HUB_OFFLINE }: NodeJS.ProcessEnv): boolean {
  return LB_RERANK_OFFLINE === '1' || HF_HUB_OFFLINE === '1';
}

function existing(argument: string, path: string): string {
  if (!existsSync(path)) throw new InvalidRequestError(argument, `names no file: ${path}`);
  return path;
}
