import type { Hono, MiddlewareHandler } from 'hono';
import type { GatewayEnv } from '../http/gateway-env.ts';
import type { GatewayMetrics } from '../metrics/gateway-metrics.ts';

/** Answers `/metrics` in Prometheus' text format to whoever the guard lets pass. */
export function addMetricsRoute(
  app: Hono<GatewayEnv>,
  { registry }: GatewayMetrics,
  guard: MiddlewareHandler<GatewayEnv>,
): void {
  app.get('/metrics', guard, async (c) =>
    c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
}
