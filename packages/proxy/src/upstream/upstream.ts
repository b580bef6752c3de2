import type { EventEmitter } from 'node:events';
import { IncomingMessage, type ServerResponse } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { Pool } from 'undici';
import { endToEndHeaders, headerOf, type RawHeaders } from './end-to-end-headers.ts';
import { UpstreamError } from './upstream-errors.ts';
import type { CompleteUpstreamOptions } from './upstream-options.ts';
import { readAnswer, type WholeAnswer } from './whole-answer.ts';

/** A request to the engine. */
export interface UpstreamRequest {
  readonly method: string;
  /** The path and query as they are to arrive; nothing in them is rewritten. */
  readonly path: string;
  readonly headers: RawHeaders;
  readonly body: Readable | Buffer | string | null;
  /** Aborts it; of an event emitter, by the event `abort`. */
  readonly signal: AbortSignal | EventEmitter;
}

const READY_MS = 2000;
const MAX_HEADER_BYTES = 2 ** 20;

/** The engine behind a proxy: the one address to which anything is sent. */
export class Upstream {
  readonly #pool: Pool;
  readonly #options: CompleteUpstreamOptions;

  constructor(options: CompleteUpstreamOptions) {
    const { origin, ca, maxConnections, connectTimeoutMs, answerTimeoutMs } = options;
    this.#options = options;
    this.#pool = new Pool(origin, {
      connections: maxConnections,
      connect: { timeout: connectTimeoutMs, ...(ca !== undefined && { ca }) },
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
      // Each deprecation is a warning of its own, so that an engine's headers may be long.
      maxHeaderSize: MAX_HEADER_BYTES,
      // One at a time on a connection, so that no answer waits for another.
      pipelining: 1,
    });
  }

  /**
   * Passes a request on and its answer back, as they come: neither is kept in memory.
   *
   * @param marks headers that are added to the answer
   * @throws UpstreamError where no answer began; an answer that breaks off breaks off for the caller too.
   */
  async pass(
    request: UpstreamRequest,
    response: ServerResponse,
    marks: RawHeaders = [],
  ): Promise<void> {
    try {
      await this.#pool.stream(this.#dispatched(request), ({ statusCode, headers }) => {
        response.sendDate = false;
        const given = endToEndHeaders(headers as unknown as RawHeaders);
        given.push(...marks);
        return response.writeHead(statusCode, given);
      });
    } catch (error) {
      if (response.headersSent || response.destroyed) response.destroy();
      else throw new UpstreamError(this.#options.origin, error);
    }
  }

  /**
   * Asks, and reads the answer to its end.
   *
   * @throws AnswerTooLargeError beyond `maxBytes`; UpstreamError where there is no whole answer.
   */
  async ask(
    request: UpstreamRequest & { readonly signal: AbortSignal },
    maxBytes: number,
  ): Promise<WholeAnswer> {
    try {
      const { statusCode, headers, body } = await this.#pool.request(this.#dispatched(request));
      const answer = { statusCode, headers: headers as unknown as RawHeaders, body };
      return await readAnswer(answer, maxBytes);
    } catch (error) {
      request.signal.throwIfAborted();
      if (error instanceof Error && error.name === 'AnswerTooLargeError') throw error;
      throw new UpstreamError(this.#options.origin, error);
    }
  }

  /** Tells whether the engine answers within two seconds, whatever it says. */
  async answers(): Promise<boolean> {
    try {
      const { body } = await this.#pool.request({
        method: 'GET',
        path: `${this.#options.prefix}/`,
        signal: AbortSignal.timeout(READY_MS),
      });
      await body.dump();
      return true;
    } catch {
      return false;
    }
  }

  /** Ends when all that was asked is answered. */
  async close(): Promise<void> {
    await this.#pool.close();
  }

  #dispatched({ method, path, headers, body, signal }: UpstreamRequest) {
    return {
      method,
      path: `${this.#options.prefix}${path}`,
      headers: headers as string[],
      // What is not wanted to its end is destroyed, and a caller's request would take the connection with it.
      body: body instanceof IncomingMessage ? body.pipe(new PassThrough()) : body,
      signal,
      responseHeaders: 'raw' as const,
    };
  }
}

/** Gives the body of a request that came, or null where it has none. */
export function bodyOf(request: IncomingMessage): IncomingMessage | null {
  const { rawHeaders } = request;
  const isEmpty = (headerOf(rawHeaders, 'content-length') ?? '0') === '0';
  return isEmpty && headerOf(rawHeaders, 'transfer-encoding') === undefined ? null : request;
}
