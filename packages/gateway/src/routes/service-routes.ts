import type { Reranker } from '@lb-rerank/core';
import type { Hono } from 'hono';
import type { GatewayEnv } from '../http/gateway-env.ts';
import type { Readiness } from '../health/readiness.ts';
import type { InFlight } from '../admission/in-flight.ts';
import type { GatewayMetrics } from '../metrics/gateway-metrics.ts';
import type { CompleteGatewaySettings } from '../settings/gateway-settings.ts';

/** The parts of the gateway that the service routes report on. */
export interface ServiceRoutesOptions {
  readonly reranker: Reranker;
  readonly settings: CompleteGatewaySettings;
  readonly readiness: Readiness;
  readonly inFlight: InFlight;
  readonly metrics: GatewayMetrics;
}

/** Answers the other questions of operators, load balancers and clients; none of them needs a key. */
export function addServiceRoutes(
  app: Hono<GatewayEnv>,
  { reranker, settings, readiness, inFlight, metrics }: ServiceRoutesOptions,
): void {
  const startedAt = Math.floor(Date.now() / 1000);

  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.get('/ready', async (c) => {
    if (inFlight.isStopping) return c.json({ status: 'stopping' }, 503);
    const isReady = await readiness.isReady();
    return isReady
      ? c.json({ status: 'ready' })
      : c.json({ status: 'no answer from the model' }, 503);
  });
  app.get('/metrics', async (c) =>
    c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
  );
  for (const path of ['/v1/models', '/models']) {
    app.get(path, (c) =>
      c.json({
        object: 'list',
        data: [
          { id: reranker.modelId, object: 'model', created: startedAt, owned_by: 'lightblue' },
        ],
      }),
    );
  }
  // Text Embeddings Inference's clients read how much they may send at once.
  for (const path of ['/info', '/tei/info']) {
    app.get(path, (c) =>
      c.json({
        model_id: reranker.modelId,
        model_type: { reranker: { id2label: { '0': 'LABEL_0' }, label2id: { LABEL_0: 0 } } },
        max_client_batch_size: settings.maxDocuments,
        max_concurrent_requests: settings.maxPairsInFlight,
        auto_truncate: true,
      }),
    );
  }
  // Weaviate waits for its inference container at these.
  for (const folder of ['', '/weaviate']) {
    app.get(`${folder}/.well-known/live`, (c) => c.body(null, 204));
    app.get(`${folder}/.well-known/ready`, async (c) => {
      const isReady = !inFlight.isStopping && (await readiness.isReady());
      return c.body(null, isReady ? 204 : 503);
    });
    app.get(`${folder}/meta`, (c) => c.json({ model: reranker.modelId }));
  }
}
