import { requireReranker } from '@lb-rerank/core/adapter';
import { setTimeout as delay } from 'node:timers/promises';
import { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { requestId } from 'hono/request-id';
import { pino } from 'pino';
import { Admission } from './admission/admission.ts';
import { BytesInFlight } from './admission/bytes-in-flight.ts';
import { Turns } from './admission/turns.ts';
import { problemOf } from './errors/problem-of.ts';
import type { Gateway } from './gateway.ts';
import { type GatewayOptions, requireGatewayOptions } from './gateway-options.ts';
import { plainPathOf } from './http/plain-path.ts';
import { Readiness } from './health/readiness.ts';
import { allowOrigins } from './http/allow-origins.ts';
import type { GatewayEnv } from './http/gateway-env.ts';
import { createStrangerCheck } from './http/stranger-check.ts';
import { InFlight } from './admission/in-flight.ts';
import { KeyRing } from './keys/key-ring.ts';
import { Quotas } from './keys/quotas.ts';
import { describeError } from './logs/describe-error.ts';
import { logExchange } from './logs/log-exchange.ts';
import { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { playgroundFolder } from './playground-folder.ts';
import { addMetricsRoute } from './routes/metrics-route.ts';
import { addOpenapiRoutes } from './routes/openapi-routes.ts';
import { addPlaygroundRoutes } from './routes/playground-routes.ts';
import { addRerankRoutes } from './routes/rerank-routes.ts';
import { refuseUnless } from './routes/refuse-unless.ts';
import { unanswered } from './routes/unanswered.ts';
import { addServiceRoutes } from './routes/service-routes.ts';
import { completeSettings } from './settings/complete-settings.ts';
import { asksForKeys } from './settings/gateway-settings.ts';
import { swaggerUiFolder } from './swagger-ui-folder.ts';

/**
 * Makes the rerank interfaces that search engines and clients know, over one reranker.
 *
 * @throws InvalidRequestError naming the setting that cannot be used; TypeError where a function of keys gives what is none.
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
export function createGateway(options: GatewayOptions): Gateway {
  requireGatewayOptions(options);
  const { reranker, settings: given = {}, logger = pino() } = options;
  requireReranker('reranker', reranker);
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

  const refuse = (check: (request: Request) => unknown) =>
    refuseUnless(check, ({ code, reason }, request_id) =>
      logger.warn({ request_id, code, reason }, 'request refused'),
    );
  const keyForMetrics = refuse((request) => settings.metricsBehindKeys && ring.callerOf(request));

  const app = new OpenAPIHono<GatewayEnv>({ getPath: plainPathOf });
  app.use(requestId());
  const { host, hosts, corsOrigins, metricsHost = host } = settings;
  const isOpen = !asksForKeys(settings);
  app.use(refuse(createStrangerCheck({ host, hosts, corsOrigins, isOpen })));
  if (corsOrigins.length > 0) app.use(allowOrigins(corsOrigins));
  addServiceRoutes(app, { reranker, settings, readiness, inFlight });
  addOpenapiRoutes(app, swaggerUiFolder);
  addPlaygroundRoutes(app, playgroundFolder);
  addRerankRoutes(app, {
    reranker,
    settings,
    admission,
    inFlight,
    bytesInFlight,
    turns: new Turns(),
    quotas: new Quotas(),
    admitCaller(request) {
      inFlight.requireOpen();
      return settings.auth ? ring.callerOf(request) : undefined;
    },
    onExchange(exchange, request) {
      metrics.record(exchange, request.durationMs);
      logExchange(logger, exchange, request);
      const hasAsked = exchange.rankings.some(({ counts }) => counts.scored > counts.cached);
      if (hasAsked) readiness.backendAnswered();
    },
  });
  if (settings.metricsPort === undefined) addMetricsRoute(app, metrics, keyForMetrics);
  app.notFound(unanswered(app));
  app.onError((error, c) => {
    logger.error({ request_id: c.var.requestId, error: describeError(error) }, 'request failed');
    return c.json({ error: { message: problemOf(error).message, code: 500 } }, 500);
  });

  const metricsApp = new Hono<GatewayEnv>({ getPath: plainPathOf });
  metricsApp.use(requestId());
  const isOpenToScrapes = !settings.metricsBehindKeys;
  const scrapes = { host: metricsHost, hosts, corsOrigins: [], isOpen: isOpenToScrapes };
  metricsApp.use(refuse(createStrangerCheck(scrapes)));
  addMetricsRoute(metricsApp, metrics, keyForMetrics);
  metricsApp.notFound(unanswered(metricsApp));

  return {
    app,
    metricsApp,
    async stop() {
      await Promise.race([
        inFlight.stop(),
        delay(settings.gracePeriodMs, undefined, { ref: false }),
      ]);
      metrics.close();
    },
  };
}
