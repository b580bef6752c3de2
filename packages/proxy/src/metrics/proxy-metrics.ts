import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ProxyOutcome } from '../http/outcome-headers.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The metrics of a proxy, in Prometheus' format. */
export class ProxyMetrics {
  readonly #registry = new Registry();
  readonly #duration: Histogram<'outcome'>;
  /** Answers by outcome and status; a counter's own labels would cost as much as a whole answer's headers. */
  readonly #answers = new Map<string, number>();
  #inFlight = 0;

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    const answers = this.#answers;
    this.#registry.registerMetric(
      new Counter({
        name: 'lb_rerank_proxy_requests_total',
        help: 'Requests that were answered, by outcome, which is passed for what is no search, and status',
        labelNames: ['outcome', 'status'],
        registers: [],
        collect() {
          this.reset();
          for (const [key, count] of answers) {
            const [outcome = '', status = ''] = key.split(' ');
            this.inc({ outcome, status }, count);
          }
        },
      }),
    );
    this.#duration = new Histogram({
      name: 'lb_rerank_proxy_request_duration_seconds',
      help: 'Time from the head of a search to the end of its answer',
      labelNames: ['outcome'],
      buckets: SECONDS,
      registers,
    });
    const inFlight = () => this.#inFlight;
    this.#registry.registerMetric(
      new Gauge({
        name: 'lb_rerank_proxy_requests_in_flight',
        help: 'Requests that wait for an answer',
        registers: [],
        collect() {
          this.set(inFlight());
        },
      }),
    );
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Counts a request that has come; the function that it gives counts its answer. */
  begin(): (outcome: ProxyOutcome | 'passed', status: number) => void {
    this.#inFlight += 1;
    const began = performance.now();
    return (outcome, status) => {
      this.#inFlight -= 1;
      const key = `${outcome} ${status}`;
      this.#answers.set(key, (this.#answers.get(key) ?? 0) + 1);
      if (outcome === 'passed') return;
      this.#duration.observe({ outcome }, (performance.now() - began) / 1000);
    };
  }

  /** Writes all metrics as text. */
  async text(): Promise<{ contentType: string; text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
