import { setTimeout as delay } from 'node:timers/promises';
import { OpenAPIHono } from '@hono/zod-openapi';
import { requestId } from 'hono/request-id';
import { pino } from 'pino';
import { Admission } from './admission/admission.ts';
import { BytesInFlight } from './admission/bytes-in-flight.ts';
import { Turns } from './admission/turns.ts';
import { problemOf } from './errors/problem-of.ts';
import type { Gateway } from './gateway.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { plainPathOf } from './http/plain-path.ts';
import { Readiness } from './health/readiness.ts';
import { allowOrigins } from './http/allow-origins.ts';
import type { GatewayEnv } from './http/gateway-env.ts';
import { InFlight } from './admission/in-flight.ts';
import { KeyRing } from './keys/key-ring.ts';
import { Quotas } from './keys/quotas.ts';
import { describeError } from './logs/describe-error.ts';
import { logExchange } from './logs/log-exchange.ts';
import { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { playgroundFolder } from './playground-folder.ts';
import { addOpenapiRoutes } from './routes/openapi-routes.ts';
import { addPlaygroundRoutes } from './routes/playground-routes.ts';
import { addRerankRoutes } from './routes/rerank-routes.ts';
import { unanswered } from './routes/unanswered.ts';
import { addServiceRoutes } from './routes/service-routes.ts';
import { completeSettings } from './settings/complete-settings.ts';

/**
 * Makes the rerank interfaces that search engines and clients know, over one reranker.
 *
 * @throws InvalidRequestError naming the setting that cannot be used.
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { createGateway } from '@lb-rerank/gateway';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const { app, stop } = createGateway({ reranker: createReranker({ scorer }) });
 * // On any server that Hono knows: Node, Bun, Deno, a worker, or none.
 * const response = await app.request('/health');
 * console.log(response.status); // 200
 * await stop();
 * ```
 */
export function createGateway({
  reranker,
  settings: given = {},
  logger = pino(),
}: GatewayOptions): Gateway {
  const settings = completeSettings(given);
  const admission = new Admission(settings.maxPairsInFlight);
  const inFlight = new InFlight();
  const bytesInFlight = new BytesInFlight(settings.maxBytesInFlight);
  const readiness = new Readiness(reranker);
  const ring = new KeyRing(settings.keys);
  const metrics = new GatewayMetrics({
    get requestsInFlight() {
      return inFlight.count;
    },
    get pairsInFlight() {
      return admission.pairsInFlight;
    },
    get bytesInFlight() {
      return bytesInFlight.count;
    },
  });

  const app = new OpenAPIHono<GatewayEnv>({ getPath: plainPathOf });
  app.use(requestId());
  if (settings.corsOrigins.length > 0) app.use(allowOrigins(settings.corsOrigins));
  addServiceRoutes(app, { reranker, settings, readiness, inFlight, metrics });
  addOpenapiRoutes(app);
  addPlaygroundRoutes(app, playgroundFolder);
  addRerankRoutes(app, {
    reranker,
    settings,
    admission,
    inFlight,
    bytesInFlight,
    turns: new Turns(),
    quotas: new Quotas(settings.keys),
    admitCaller(request) {
      inFlight.requireOpen();
      return settings.noAuth ? undefined : ring.callerOf(request);
    },
    onExchange(exchange, request) {
      metrics.record(exchange, request.durationMs);
      logExchange(logger, exchange, request);
      const hasAsked = exchange.rankings.some(({ counts }) => counts.scored > counts.cached);
      if (hasAsked) readiness.backendAnswered();
    },
  });
  app.notFound(unanswered(app));
  app.onError((error, c) => {
    logger.error({ request_id: c.var.requestId, error: describeError(error) }, 'request failed');
    return c.json({ error: { message: problemOf(error).message, code: 500 } }, 500);
  });

  return {
    app,
    async stop() {
      await Promise.race([
        inFlight.stop(),
        delay(settings.gracePeriodMs, undefined, { ref: false }),
      ]);
      metrics.close();
    },
  };
}
