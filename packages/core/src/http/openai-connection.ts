import { OpenAI } from 'openai';
import { requireHttpAddress } from '../arguments/require-http-address.ts';
import { requireNumber } from '../arguments/require-number.ts';
import { BackendResponseError } from '../errors/backend-response-error.ts';
import { BackendTimeoutError } from '../errors/backend-timeout-error.ts';
import { ASK_A_SCORING_SERVER } from '../errors/remedies.ts';
import { untilAborted } from '../time/until-aborted.ts';
import { withTimeLimit } from '../time/with-time-limit.ts';
import { backendErrorOf } from './backend-error-of.ts';
import { askDirectly } from './ask-directly.ts';

/** The address of a server with the OpenAI API, and the way of asking it. */
export interface OpenaiConnectionOptions {
  /** The server's OpenAI-compatible root, such as `http://127.0.0.1:8000/v1`. */
  readonly baseURL: string;
  /** The key that the server was started with, as vLLM with `--api-key`. @default none */
  readonly apiKey?: string | undefined;
  /** The time limit of one request, in milliseconds; a larger one bears a slower server. @default 30,000 */
  readonly requestTimeoutMs?: number | undefined;
  /** Replaces the global fetch. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** A connection to one server with the OpenAI API, which turns whatever goes wrong into a typed error. */
export class OpenaiConnection {
  /** The OpenAI-compatible root, such as `http://127.0.0.1:8000/v1`. */
  readonly url: string;
  readonly #apiKey: string | undefined;
  /** The client for a fetch of the caller's, or for retries of its own; all else goes without it, for less CPU time. */
  readonly #client: OpenAI | undefined;
  readonly #requestTimeoutMs: number;

  /** @throws InvalidRequestError when `baseURL` is no HTTP address or holds a password, or the time limit is no such number. */
  constructor(
    { baseURL, apiKey, requestTimeoutMs = 30_000, fetch }: OpenaiConnectionOptions,
    // Trying again is the business of resilientScorer, where there is one.
    { maxRetries = 0 }: { maxRetries?: number } = {},
  ) {
    requireHttpAddress('baseURL', baseURL);
    requireNumber('requestTimeoutMs', requestTimeoutMs, { from: 1 });
    this.url = baseURL.replace(/\/+$/, '');
    this.#requestTimeoutMs = requestTimeoutMs;
    this.#apiKey = apiKey;
    if (fetch === undefined && maxRetries === 0) return;
    this.#client = new OpenAI({
      baseURL: this.url,
      // The client refuses to start without a key, which a server that was started without one ignores.
      apiKey: apiKey ?? 'none',
      timeout: requestTimeoutMs,
      maxRetries,
      fetch,
      // Documents go to the address that was given, and never to another that it names.
      fetchOptions: { redirect: 'manual' },
    });
  }

  /** Posts to a path below the OpenAI-compatible root, such as `/completions`. */
  async post<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
    return this.#explained(signal, async (ended) =>
      this.#client === undefined
        ? this.#direct<T>('POST', path, { body, signal: ended })
        : this.#client.post<T>(path, { body, signal: ended }),
    );
  }

  /** Posts to a path at the server's own root, such as `/tokenize`. */
  async postAtRoot<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
    return this.post(`${this.rootURL}${path}`, body, signal);
  }

  /** The server's own root, such as `http://127.0.0.1:8000`. */
  get rootURL(): string {
    return this.url.replace(/\/v1$/, '');
  }

  /** Gets a path below the OpenAI-compatible root, or a whole address of the server. */
  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.#explained(signal, async (ended) =>
      this.#client === undefined
        ? this.#direct<T>('GET', path, { signal: ended })
        : this.#client.get<T>(path, { signal: ended }),
    );
  }

  async #direct<T>(
    method: 'GET' | 'POST',
    path: string,
    { body, signal }: { body?: object; signal: AbortSignal | undefined },
  ): Promise<T> {
    const url = path.startsWith('/') ? `${this.url}${path}` : path;
    return (await askDirectly({ url, method, apiKey: this.#apiKey, body, signal })) as T;
  }

  async #explained<T>(
    signal: AbortSignal | undefined,
    request: (ended: AbortSignal | undefined) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const timeoutMs = this.#requestTimeoutMs;
    // The client's own timeout ends with the headers; a body can drip for ever.
    return withTimeLimit(timeoutMs, signal, async (limit) => {
      try {
        const answer = await untilAborted(request(limit.signal), limit.signal);
        // The client hands on whatever came; a proxy's page in HTML is a string here.
        if (typeof answer === 'object' && answer !== null) return answer;
        const problem = 'gave an answer that is not JSON';
        throw new BackendResponseError({ url: this.url, problem, remedy: ASK_A_SCORING_SERVER });
      } catch (cause) {
        signal?.throwIfAborted();
        if (limit.isOver) {
          const option = 'requestTimeoutMs';
          throw new BackendTimeoutError({ url: this.url, timeoutMs, option, cause });
        }
        throw backendErrorOf(cause, this.url, timeoutMs);
      }
    });
  }
}
