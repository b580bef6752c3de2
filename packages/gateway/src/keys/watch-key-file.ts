import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidRequestError } from '@lb-rerank/core';
import { LONGEST_TIMER_MS, requireNumber } from '@lb-rerank/core/backend';
import { unreadableKeyFile } from './unreadable-key-file.ts';
import type { ApiKey } from '../settings/api-key.ts';
import { parseKeyFile } from './parse-key-file.ts';

const LOOK_AGAIN_MS = 2000;

/** A key file whose changes are read, until this is disposed. */
export interface KeyFile extends AsyncDisposable {
  /** The callers of the file when it could last be used: another list after each change. */
  readonly keys: readonly ApiKey[];
}

/** The pace and the listeners of a watch: the options of {@link watchKeyFile}. */
export interface WatchKeyFileOptions {
  /** The milliseconds between two looks at the file; more let a change wait for longer. @default 2,000 */
  readonly intervalMs?: number | undefined;
  /** Told of the callers after each change. @default nobody */
  readonly onChange?: ((keys: readonly ApiKey[]) => void) | undefined;
  /**
   * Told once of each state of the file in which two looks found that it cannot be used; the earlier callers stay.
   *
   * @default nobody
   */
  readonly onProblem?: ((error: Error) => void) | undefined;
}

/**
 * Reads callers from a key file, and again whenever it holds something else: links are followed, and may lead elsewhere
 * meanwhile, as Kubernetes changes a mounted secret. A file that cannot be used, or is gone, changes nothing; one without an
 * entry has no caller.
 *
 * It is read each time rather than asked for its times, which may stay the same over a change. It keeps no process alive.
 *
 * @throws InvalidRequestError naming the file and what of it cannot be used, when it is read first; or `intervalMs`.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { createApiKey, createGateway, formatKeyFile, watchKeyFile } from '@lb-rerank/gateway';
 *
 * await writeFile('callers.json', formatKeyFile([createApiKey('search').entry]));
 * await using file = await watchKeyFile('callers.json', { onProblem: console.error });
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const { app, stop } = createGateway({
 *   reranker: createReranker({ scorer }),
 *   settings: { keys: () => file.keys },
 * });
 * const body = JSON.stringify({ query: 'apples', documents: ['Apples are red.'] });
 * const refused = await app.request('/v2/rerank', { method: 'POST', body });
 * console.log(refused.status); // 401
 * await stop();
 * ```
 */
export async function watchKeyFile(
  path: string,
  { intervalMs = LOOK_AGAIN_MS, onChange, onProblem }: WatchKeyFileOptions = {},
): Promise<KeyFile> {
  requireNumber('intervalMs', intervalMs, { from: 1, to: LONGEST_TIMER_MS });
  let seen = await textOf(path);
  if (seen instanceof Error) throw seen;
  let keys = parseKeyFile(seen, path);
  const ended = new AbortController();

  let doubted: Found | undefined;

  async function look(): Promise<void> {
    const found = await textOf(path);
    if (ended.signal.aborted || isSame(found, seen)) return;
    const read = keysIn(found, path);
    if (read instanceof Error) {
      // Somebody may be just writing it, so it is told of when the next look finds the same.
      if (doubted === undefined || !isSame(found, doubted)) {
        doubted = found;
        return;
      }
      tell(() => onProblem?.(read));
    } else {
      keys = read;
      tell(() => onChange?.(keys));
    }
    seen = found;
    doubted = undefined;
  }

  async function watch(): Promise<void> {
    const options = { signal: ended.signal, ref: false };
    while (await sleep(intervalMs, true, options).catch(() => false)) await look();
  }

  void watch();
  return {
    get keys() {
      return keys;
    },
    async [Symbol.asyncDispose]() {
      // A look that hangs, as on a network's file system that is away, is not waited for; it tells nothing any more.
      ended.abort();
    },
  };
}

/** Calls a listener, which is the caller's own: what it throws ends neither the watch nor the process. */
function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    const { message } = Object(error) as { message?: unknown };
    process.emitWarning(
      `a listener of watchKeyFile failed: ${String(message ?? error)}`,
      'LbRerankWarning',
    );
  }
}

/** The text of a file, or why it cannot be read. */
type Found = string | InvalidRequestError;

async function textOf(path: string): Promise<Found> {
  return readFile(path, 'utf8').catch((cause: unknown) => unreadableKeyFile(path, cause));
}

function keysIn(found: Found, path: string): ApiKey[] | Error {
  if (found instanceof Error) return found;
  try {
    return parseKeyFile(found, path);
  } catch (error) {
    return error as Error;
  }
}

function isSame(one: Found, other: Found): boolean {
  if (one instanceof Error && other instanceof Error) {
    return codeOf(one.cause) === codeOf(other.cause);
  }
  return one === other;
}

function codeOf(cause: unknown): string | undefined {
  return (cause as NodeJS.ErrnoException).code;
}
