import { access, constants, mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { lockFile } from '@lb-rerank/core/files';
import { ModelDownloadError } from '../errors/model-download-error.ts';
import { askHub } from '../hub/ask-hub.ts';
import { downloadFile, type DownloadProgress } from '../hub/download-file.ts';
import { hubModelUrl } from '../hub/hub-model-url.ts';
import { knownModelOf, type Quantisation } from '../hub/known-models.ts';
import { progressBar } from '../hub/progress-bar.ts';
import { verifyDownload } from '../hub/verify-download.ts';
import { cacheFolder } from './cache-folder.ts';
import { chooseQuantisation } from './choose-quantisation.ts';
import { holdsModel } from '../gguf/holds-model.ts';
import { isOffline } from './is-offline.ts';

const OFFLINE =
  'is not asked while offline; unset LB_RERANK_OFFLINE and HF_HUB_OFFLINE, or bring the file into the cache folder yourself';

/** The model file that is fetched, and the listeners of its download: the options of {@link pullModel}. */
export interface PullModelOptions {
  /** The precision of the weights. @default what the free memory allows: Q8_0, or Q4_K_M where there is less than 1.5 GB */
  readonly quantisation?: Quantisation | undefined;
  /** Fetches the file again though it is there. @default false */
  readonly force?: boolean | undefined;
  /** Keeps from asking the hub. @default whether LB_RERANK_OFFLINE or HF_HUB_OFFLINE is 1 */
  readonly offline?: boolean | undefined;
  /** Hears how far the download is. @default a bar on stderr */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Takes single lines for the user. @default console.warn */
  readonly onNotice?: ((line: string) => void) | undefined;
  /**
   * The silence after which the download counts as broken off, in milliseconds; a larger value bears a slower line.
   * @default 30,000
   */
  readonly stallMs?: number | undefined;
  /** Ends looking and fetching. @default none */
  readonly signal?: AbortSignal | undefined;
  /**
   * The variables that say where models lie and come from: LB_RERANK_MODEL, LB_RERANK_CACHE, LB_RERANK_OFFLINE, HF_HUB_OFFLINE
   * and HF_ENDPOINT.
   * @default process.env
   */
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

/**
 * Fetches a file of the LB Reranker from the hub into the cache folder, and resolves to its path.
 *
 * It stands under its name only when it is a whole GGUF and its checksum, where the hub tells one, is right; what stands there
 * and is none, such as a web page, is fetched again. A download that broke off goes on where it stopped; a second process
 * waits for the first.
 *
 * @throws InvalidRequestError for an unknown quantisation, or an HF_ENDPOINT that is no address; ModelDownloadError when
 *   offline, when the folder cannot be written, the hub does not answer, or the download breaks off or arrives damaged; the signal's reason when aborted.
 */
export async function pullModel(options: PullModelOptions = {}): Promise<string> {
  const { quantisation = chooseQuantisation(), force = false } = options;
  const { environment = process.env, onNotice = console.warn } = options;
  const model = knownModelOf(quantisation);
  const path = join(cacheFolder(environment), model.fileName);
  if (holdsModel(path) && !force) return path;

  const url = hubModelUrl(model, environment);
  const { offline = isOffline(environment) } = options;
  if (offline) throw new ModelDownloadError({ url, problem: OFFLINE });
  await requireWritable(cacheFolder(environment));
  await fetchUnlessThere(path, url, { ...options, onNotice });
  return path;
}

async function fetchUnlessThere(
  path: string,
  url: string,
  { force = false, ...options }: PullModelOptions,
): Promise<void> {
  const { onNotice, signal } = options;
  await using lock = await lockFile(path, { onNotice, signal });
  // Who waited may find that it is there.
  if (holdsModel(path) && !(force && !lock.waited)) return;
  const ends = signal === undefined ? [lock.signal] : [lock.signal, signal];
  await fetchInto(path, url, { ...options, signal: AbortSignal.any(ends) });
}

async function fetchInto(
  path: string,
  url: string,
  { onProgress, stallMs = 30_000, signal }: PullModelOptions & { signal: AbortSignal },
): Promise<void> {
  const expected = await askHub(url, signal);
  const bar = progressBar(basename(path));
  const whole = `${path}.download`;
  try {
    await downloadFile({
      url,
      folder: join(path, '..'),
      fileName: basename(whole),
      onProgress: onProgress ?? bar.onProgress,
      stallMs,
      signal,
    });
  } finally {
    bar.stop();
  }
  await verifyDownload(whole, url, expected);
  await rename(whole, path);
}

async function requireWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    const problem = 'cannot be written; name another cache folder in LB_RERANK_CACHE';
    throw new ModelDownloadError({ url: folder, problem, cause });
  }
}
