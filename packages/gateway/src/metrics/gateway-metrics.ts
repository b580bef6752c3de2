import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { backendChannel, type BackendRequest } from '@lb-rerank/core/backend';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Exchange } from '../rerank/exchange.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const PAIRS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
/** The metrics of a gateway, in Prometheus' format. */
export class GatewayMetrics {
  readonly registry: Registry = new Registry();
  readonly #requests: Counter<'dialect' | 'status' | 'code' | 'key'>;
  readonly #duration: Histogram<'dialect'>;
  readonly #pairs: Counter<'result' | 'key'>;
  readonly #fallbacks: Counter<'outcome' | 'code'>;
  readonly #batchPairs: Histogram;
  readonly #backendDuration: Histogram<'outcome'>;

  /** @param load what is in flight at the moment of a scrape. */
  constructor(load: {
    readonly requestsInFlight: number;
    readonly pairsInFlight: number;
    readonly bytesInFlight: number;
  }) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Counter({
      name: 'lb_rerank_requests_total',
      help: 'Rerank requests that were answered; code is empty where all went well',
      labelNames: ['dialect', 'status', 'code', 'key'],
      registers,
    });
    this.#duration = new Histogram({
      name: 'lb_rerank_request_duration_seconds',
      help: 'Time from the head of a rerank request to its answer',
      labelNames: ['dialect'],
      buckets: SECONDS,
      registers,
    });
    this.#pairs = new Counter({
      name: 'lb_rerank_pairs_total',
      help: 'Pairs by result: scored, unscored, skipped, cached or coalesced; scored includes the cached and coalesced ones',
      labelNames: ['result', 'key'],
      registers,
    });
    this.#fallbacks = new Counter({
      name: 'lb_rerank_fallbacks_total',
      help: 'Rankings that were passed on with pairs left unscored, by outcome and the code of the reason',
      labelNames: ['outcome', 'code'],
      registers,
    });
    this.#batchPairs = new Histogram({
      name: 'lb_rerank_backend_batch_pairs',
      help: 'Pairs in a request to the model',
      buckets: PAIRS,
      registers,
    });
    this.#backendDuration = new Histogram({
      name: 'lb_rerank_backend_request_duration_seconds',
      help: 'Time of a request to the model; outcome is ok or failed',
      labelNames: ['outcome'],
      buckets: SECONDS,
      registers,
    });
    const gauges = [
      [
        'lb_rerank_pairs_in_flight',
        'Pairs that were let in and wait for their score',
        'pairsInFlight',
      ],
      [
        'lb_rerank_requests_in_flight',
        'Rerank requests that wait for an answer',
        'requestsInFlight',
      ],
      [
        'lb_rerank_bytes_in_flight',
        'Bytes of large bodies that wait for an answer',
        'bytesInFlight',
      ],
    ] as const;
    for (const [name, help, of] of gauges) {
      this.registry.registerMetric(
        new Gauge({
          name,
          help,
          registers: [],
          collect() {
            this.set(load[of]);
          },
        }),
      );
    }
    subscribe(backendChannel.name, this.#onBackendRequest);
  }

  /** Counts one answered request. */
  record(exchange: Exchange, durationMs: number): void {
    const { dialect, status, problem, caller: key = '' } = exchange;
    this.#requests.inc({ dialect, status, code: problem?.code ?? '', key });
    this.#duration.observe({ dialect }, durationMs / 1000);
    for (const { counts, outcome, error } of exchange.rankings) {
      for (const result of ['scored', 'unscored', 'skipped', 'cached', 'coalesced'] as const) {
        if (counts[result] > 0) this.#pairs.inc({ result, key }, counts[result]);
      }
      if (error !== undefined) this.#fallbacks.inc({ outcome, code: codeOf(error) });
    }
  }

  /** Listens to the model's requests no longer. */
  close(): void {
    unsubscribe(backendChannel.name, this.#onBackendRequest);
  }

  readonly #onBackendRequest = (message: unknown): void => {
    const { pairs, durationMs, error } = message as BackendRequest;
    this.#batchPairs.observe(pairs);
    const outcome = error === undefined ? 'ok' : 'failed';
    this.#backendDuration.observe({ outcome }, durationMs / 1000);
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'other';
}
