import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { requirePositiveInteger } from '@lb-rerank/core/adapter';
import { createProxy, type Proxy } from './create-proxy.ts';
import type { ProxyOptions } from './proxy-options.ts';

/** Options of {@link serveProxy}. */
export interface ServeProxyOptions extends ProxyOptions {
  /** The address on which it listens. Whoever reaches it reaches the engine, with credentials of their own. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** The port, 0 for a free one. @default 9201 */
  readonly port?: number | undefined;
  /** Milliseconds that requests have to end once it stops; a larger value lets slower ones end. @default 30000 */
  readonly gracePeriodMs?: number | undefined;
}

/** A proxy that listens. */
export interface ServedProxy extends AsyncDisposable {
  /** The address at which it answers, without a trailing slash. */
  readonly url: string;
  /** Takes no new connections, finishes the requests that it took, and frees the port. */
  stop(): Promise<void>;
}

const SWEEP_MS = 50;

/** The paths that the proxy answers itself: no index and no endpoint of the engines begins so. */
const OWN_PATHS = '/_lb_rerank/';

/**
 * Starts a proxy and resolves when it listens. `/_lb_rerank/health`, `/_lb_rerank/ready` and `/_lb_rerank/metrics` are its own;
 * every other path is the engine's.
 *
 * @throws InvalidRequestError as {@link createProxy} does; the system's error where the port is taken.
 *
 * @example
 * ```ts
 * import { Client } from '@elastic/elasticsearch';
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { serveProxy } from '@lb-rerank/proxy';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * await using proxy = await serveProxy({
 *   engine: 'elasticsearch',
 *   upstream: 'http://127.0.0.1:9200',
 *   reranker: createReranker({ scorer }),
 *   rules: [{ index: 'articles', passage: 'text' }],
 *   port: 0,
 * });
 * // Any client, in any language: only its address has changed.
 * const client = new Client({ node: proxy.url });
 * const query = { match: { text: 'What is the scientific name of apples?' } };
 * const { hits } = await client.search({ index: 'articles', query, size: 1 });
 * console.log(hits.hits[0]?._id); // 2
 * ```
 */
export async function serveProxy(options: ServeProxyOptions): Promise<ServedProxy> {
  const { host = '127.0.0.1', port: wanted = 9201, gracePeriodMs = 30_000, ...own } = options;
  requirePositiveInteger('gracePeriodMs', gracePeriodMs);
  const proxy = createProxy(own);
  let isStopping = false;
  const server = createServer(
    { requireHostHeader: false },
    withOwnPaths(proxy, () => isStopping),
  );
  // Uploads and answers may last: the engine's own timeouts end them.
  server.requestTimeout = 0;
  server.listen(wanted, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    await proxy.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;

  async function stop(): Promise<void> {
    isStopping = true;
    const closed = once(server, 'close');
    server.close();
    // Connections are kept open between requests, and would be held until they time out.
    const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    await Promise.race([closed, delay(gracePeriodMs, undefined, { ref: false })]);
    clearInterval(sweeping);
    server.closeAllConnections();
    await closed;
    await proxy.close();
  }

  let stopping: Promise<void> | undefined;
  return {
    url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`,
    stop: () => (stopping ??= stop()),
    [Symbol.asyncDispose]: () => (stopping ??= stop()),
  };
}

/** Answers the proxy's own paths, and lets its handler answer all others. */
function withOwnPaths(proxy: Proxy, isStopping: () => boolean): RequestListener {
  return (request, response) => {
    // An answer on a connection that is kept open would let more requests come on it.
    if (isStopping()) response.setHeader('connection', 'close');
    if (request.url?.startsWith(OWN_PATHS) !== true) {
      proxy.handler(request, response);
      return;
    }
    const [name = ''] = request.url.slice(OWN_PATHS.length).split('?');
    void answerOwnPath(name, proxy, response);
  };
}

async function answerOwnPath(name: string, proxy: Proxy, response: ServerResponse): Promise<void> {
  if (name === 'metrics') {
    const { contentType, text } = await proxy.metrics();
    response.writeHead(200, { 'content-type': contentType }).end(text);
    return;
  }
  const isKnown = name === 'health' || name === 'ready';
  const isGood = name === 'health' || (name === 'ready' && (await proxy.isReady()));
  const status = isKnown ? (isGood ? 200 : 503) : 404;
  const said = isKnown
    ? isGood
      ? 'ok'
      : 'the engine does not answer'
    : 'no such path of the proxy';
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ status: said }));
}
