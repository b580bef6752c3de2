import { once } from 'node:events';
import type { Server } from 'node:http';
import { isIP } from 'node:net';
import type { AddressInfo } from 'node:net';
import { LONGEST_TIMER_MS } from '@lb-rerank/core/backend';
import { createAdaptorServer } from '@hono/node-server';
import { createGateway } from './create-gateway.ts';
import type { Gateway } from './gateway.ts';
import { type GatewayOptions, requireGatewayOptions } from './gateway-options.ts';
import { requireKeysBeyondLoopback } from './require-servable.ts';
import { completeSettings } from './settings/complete-settings.ts';
import type { CompleteGatewaySettings } from './settings/gateway-settings.ts';

/** A gateway that listens. */
export interface ServedGateway extends AsyncDisposable {
  /** The address at which it answers, without a trailing slash. */
  readonly url: string;
  /** The address of the metrics. */
  readonly metricsUrl: string;
  /** Refuses new requests with 503, finishes those it took, and frees the port. */
  stop(): Promise<void>;
}

/**
 * Starts a gateway and resolves when it listens.
 *
 * @throws InvalidRequestError naming the setting that cannot be used, such as a host that others reach without keys.
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { serveGateway } from '@lb-rerank/gateway';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * await using gateway = await serveGateway({
 *   reranker: createReranker({ scorer }),
 *   settings: { port: 8787 },
 * });
 * const response = await fetch(`${gateway.url}/v2/rerank`, {
 *   method: 'POST',
 *   body: JSON.stringify({
 *     query: 'What is the scientific name of apples?',
 *     documents: ['Apples are red.', 'The scientific name of the apple is Malus domestica.'],
 *   }),
 * });
 * const { results } = (await response.json()) as { results: { index: number }[] };
 * console.log(results[0]?.index); // 1
 * ```
 */
export async function serveGateway(options: GatewayOptions): Promise<ServedGateway> {
  requireGatewayOptions(options);
  const settings = completeSettings(options.settings ?? {});
  requireKeysBeyondLoopback(settings);
  const gateway = createGateway(options);
  const { host, port, metricsHost = host, metricsPort } = settings;
  const served = await listen(gateway.app, { host, port }, settings);
  const scraped =
    metricsPort === undefined
      ? undefined
      : await listen(gateway.metricsApp, { host: metricsHost, port: metricsPort }, settings).catch(
          async (cause: unknown) => {
            await Promise.all([served.close(), gateway.stop()]);
            throw cause;
          },
        );

  async function stop(): Promise<void> {
    await gateway.stop();
    await Promise.all([served.close(), scraped?.close()]);
  }

  let stopping: Promise<void> | undefined;
  return {
    url: served.url,
    metricsUrl: scraped === undefined ? `${served.url}/metrics` : `${scraped.url}/metrics`,
    stop: () => (stopping ??= stop()),
    [Symbol.asyncDispose]: () => (stopping ??= stop()),
  };
}

/** An application that listens on a socket. */
interface Listening {
  readonly url: string;
  /** Takes no new connections, lets the last answers out, and resolves when the port is free. */
  readonly close: () => Promise<void>;
}

async function listen(
  app: Gateway['app'],
  { host, port: wanted }: { readonly host: string; readonly port: number },
  settings: CompleteGatewaySettings,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    // Slow requests are looked for as often as the shorter of their limits wants it.
    serverOptions: { connectionsCheckingInterval: checkingIntervalOf(settings) },
  }) as Server;
  server.keepAliveTimeout = settings.keepAliveMs;
  server.headersTimeout = settings.headTimeoutMs;
  server.requestTimeout = settings.bodyTimeoutMs;
  server.maxConnections = settings.maxConnections;
  // Nothing moves for as long as the model is waited for; for longer only where an answer is not read.
  server.timeout = Math.min(settings.maxDeadlineMs + settings.bodyTimeoutMs, LONGEST_TIMER_MS);
  server.listen(wanted, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      // Answers of the last requests are on their way out; whoever holds a connection open longer is cut off.
      setTimeout(() => {
        server.closeAllConnections();
      }, 500).unref();
      await closed;
    },
  };
}

/** Gives the milliseconds between two looks at the connections. */
function checkingIntervalOf({ headTimeoutMs, bodyTimeoutMs }: CompleteGatewaySettings): number {
  return Math.min(5000, Math.ceil(Math.min(headTimeoutMs, bodyTimeoutMs) / 2));
}
