import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BackendConnectionError } from '../errors/backend-connection-error.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { createReranker } from './create-reranker.ts';

const SECRET = 'what nobody should read';
const request = { query: SECRET, candidates: [{ document: 'd0', passage: '5' }] };
const down = () => fakeScorer(() => Promise.reject(new BackendConnectionError({ url: 'here' })));

describe('telemetry with an SDK', () => {
  const spans = new InMemorySpanExporter();
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });

  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const spanProcessors = [new SimpleSpanProcessor(spans)];
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  });
  afterEach(() => spans.reset());
  afterAll(() => {
    for (const api of [context, trace, metrics]) api.disable();
  });

  test('follows a call through to the model, and counts its pairs, without a text', async () => {
    const reranker = createReranker({ scorer: fakeScorer(Number) });
    await reranker.rerank(request);
    await reranker.rerank(request);
    const finished = spans.getFinishedSpans();
    expect(finished.map(({ name }) => name)).toEqual(['score fake', 'rerank fake', 'rerank fake']);
    expect(finished[1]?.attributes).toMatchObject({
      'gen_ai.operation.name': 'rerank',
      'gen_ai.request.model': 'fake',
      'lb_rerank.outcome': 'reranked',
      'lb_rerank.pairs.scored': 1,
    });
    expect(finished[2]?.attributes).toMatchObject({ 'lb_rerank.pairs.cached': 1 });

    await reader.forceFlush();
    const measured = exporter
      .getMetrics()
      .at(-1)
      ?.scopeMetrics.flatMap((scope) => scope.metrics);
    expect(measured?.map(({ descriptor }) => descriptor.name).toSorted()).toEqual([
      'lb_rerank.backend.batch_size',
      'lb_rerank.backend.duration',
      'lb_rerank.pairs',
      'lb_rerank.rerank.duration',
    ]);
    expect(JSON.stringify([finished.map(({ attributes }) => attributes), measured])).not.toContain(
      SECRET,
    );
  });

  test('tells why a call fell back', async () => {
    await createReranker({ scorer: down(), resilience: { retries: 0 } }).rerank(request);
    const [score, rerank] = spans.getFinishedSpans();
    expect(score?.attributes).toMatchObject({ 'error.type': 'backend_connection' });
    expect(rerank?.attributes).toMatchObject({
      'error.type': 'backend_connection',
      'lb_rerank.outcome': 'fallback',
    });
  });

  test('records the query only where that is switched on', async () => {
    await createReranker({ scorer: fakeScorer(Number), recordTexts: true }).rerank(request);
    expect(spans.getFinishedSpans().at(-1)?.attributes).toMatchObject({
      'lb_rerank.query': SECRET,
    });
  });
});

describe('telemetry without an SDK', () => {
  test('tells who listens on the diagnostics channels', async () => {
    const told: [string | symbol, unknown][] = [];
    const listen = (message: unknown, name: string | symbol) => told.push([name, message]);
    const channels = ['lb-rerank:backend-request', 'lb-rerank:rerank'];
    for (const name of channels) subscribe(name, listen);
    await createReranker({ scorer: fakeScorer(Number) }).rerank(request);
    await createReranker({ scorer: down(), resilience: { retries: 0 } }).rerank(request);
    for (const name of channels) unsubscribe(name, listen);
    expect(told).toMatchObject([
      ['lb-rerank:backend-request', { modelId: 'fake', pairs: 1, error: undefined }],
      ['lb-rerank:rerank', { modelId: 'fake', outcome: 'reranked', counts: { scored: 1 } }],
      ['lb-rerank:backend-request', { error: { code: 'backend_connection' } }],
      ['lb-rerank:rerank', { outcome: 'fallback', error: { code: 'backend_connection' } }],
    ]);
    expect(JSON.stringify(told)).not.toContain(SECRET);
  });
});
