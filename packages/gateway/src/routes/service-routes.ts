import type { Reranker } from '@lb-rerank/core';
import type { Hono } from 'hono';
import { DIALECTS } from '../dialects/registry/dialects.ts';
import type { GatewayEnv } from '../http/gateway-env.ts';
import { KnownModel } from '../health/known-model.ts';
import type { Readiness } from '../health/readiness.ts';
import type { InFlight } from '../admission/in-flight.ts';
import { modelDescription } from './model-description.ts';
import { asksForKeys, type CompleteGatewaySettings } from '../settings/gateway-settings.ts';

/** The parts of the gateway that the service routes report on. */
export interface ServiceRoutesOptions {
  readonly reranker: Reranker;
  readonly settings: CompleteGatewaySettings;
  readonly readiness: Readiness;
  readonly inFlight: InFlight;
}

/** The folders of the dialects, under which their products' other paths are looked for too. */
const FOLDERS = DIALECTS.map(({ name }) => `/${name}`);

/** Answers the other questions of operators, load balancers and clients; none of them needs a key. */
export function addServiceRoutes(
  app: Hono<GatewayEnv>,
  { reranker, settings, readiness, inFlight }: ServiceRoutesOptions,
): void {
  const knownModel = new KnownModel(reranker);
  const startedAt = Math.floor(Date.now() / 1000);

  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.get('/ready', async (c) => {
    if (inFlight.isStopping) return c.json({ status: 'stopping' }, 503);
    const isReady = await readiness.isReady();
    return isReady
      ? c.json({ status: 'ready' })
      : c.json({ status: 'no answer from the model' }, 503);
  });
  addProbesOfProducts(app);
  // Xinference's clients send their key only to a cluster that says it wants one.
  const auth = asksForKeys(settings);
  app.get('/v1/cluster/auth', (c) => c.json({ auth }));
  for (const folder of ['', ...FOLDERS]) {
    for (const path of [`${folder}/v1/models`, `${folder}/models`]) {
      // Infinity's client takes no other owner than Infinity, on the path that it asks.
      const ownedBy = ['/models', '/infinity/models'].includes(path) ? 'infinity' : undefined;
      const describe = async () => {
        // What the model is called is known once it was asked.
        const kind = await knownModel.kind();
        const { modelId } = reranker;
        return modelDescription({ modelId, kind, ownedBy, startedAt, inFlight });
      };
      app.get(path, async (c) => c.json({ object: 'list', data: [await describe()] }));
      // A model may be called by any name, so each is found.
      app.get(`${path}/:name{.+}`, async (c) => c.json(await describe()));
    }
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

/** Answers the questions whether a server is there, as each product does on its own path. */
function addProbesOfProducts(app: Hono<GatewayEnv>): void {
  for (const folder of ['/tei', '/vllm', '/vllm-score']) {
    app.get(`${folder}/health`, (c) => c.body(null, 200));
  }
  for (const folder of ['', '/vllm', '/vllm-score']) {
    app.get(`${folder}/ping`, (c) => c.body(null, 200));
  }
  app.get('/infinity/health', (c) => c.json({ unix: Date.now() / 1000 }));
  for (const folder of [
    '/llama-cpp',
    '/jina',
    '/voyage',
    '/cohere-v1',
    '/cohere-v2',
    '/weaviate',
  ]) {
    app.get(`${folder}/health`, (c) => c.json({ status: 'ok' }));
  }
}
