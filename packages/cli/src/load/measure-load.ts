import { createHistogram } from 'node:perf_hooks';
import type { Reranker } from '@lb-rerank/core';
import type { Search } from '../workload/synthetic-searches.ts';
import type { LoadStep } from './load-step.ts';

/** The callers, their requests and the duration of a measurement. */
export interface LoadOptions {
  readonly reranker: Reranker;
  /** The requests, one after the other. */
  readonly searches: Iterator<Search, never>;
  readonly callers: number;
  readonly cache: LoadStep['cache'];
  /** No request begins after this; those begun are waited for. In milliseconds. */
  readonly durationMs: number;
  readonly tokensPerPair: number | null;
  readonly signal: AbortSignal;
}

/**
 * Lets so many callers rerank, each asking again as soon as it is answered.
 *
 * @throws the reranker's error when no request at all was answered; the signal's reason when aborted.
 */
export async function measureLoad(options: LoadOptions): Promise<LoadStep> {
  const { reranker, searches, callers, cache, durationMs, tokensPerPair, signal } = options;
  const latencies = createHistogram();
  const total = { requests: 0, failed: 0, pairs: 0, cached: 0 };
  let failure: Error | undefined;
  const start = performance.now();

  async function call(): Promise<void> {
    do {
      const { query, passages } = searches.next().value;
      const candidates = passages.map((passage, document) => ({ document, passage }));
      const began = performance.now();
      const { outcome, error, counts } = await reranker.rerank({ query, candidates, signal });
      latencies.record(Math.max(1, Math.round((performance.now() - began) * 1000)));
      total.requests += 1;
      total.pairs += counts.scored;
      total.cached += counts.cached + counts.coalesced;
      if (outcome !== 'reranked') {
        total.failed += 1;
        failure = error;
      }
    } while (performance.now() - start < durationMs);
  }

  await Promise.all(Array.from({ length: callers }, call));
  if (failure !== undefined && total.pairs === 0) throw failure;
  const seconds = (performance.now() - start) / 1000;
  const latencyAt = (percentile: number) => latencies.percentile(percentile) / 1000;
  const readPerSecond = (total.pairs - total.cached) / seconds;
  return {
    callers,
    cache,
    requests: total.requests,
    failed: total.failed,
    requestsPerSecond: total.requests / seconds,
    pairsPerSecond: total.pairs / seconds,
    tokensPerSecond: tokensPerPair === null ? null : readPerSecond * tokensPerPair,
    latencyMs: { p50: latencyAt(50), p95: latencyAt(95), p99: latencyAt(99) },
    cacheHitRate: total.cached / Math.max(1, total.pairs),
  };
}
