import {
  type Counter,
  type Histogram,
  type MeterProvider,
  metrics,
  trace,
  type Tracer,
} from '@opentelemetry/api';

/** The counters and histograms of reranking. */
interface Instruments {
  readonly rerankDuration: Histogram;
  readonly backendDuration: Histogram;
  readonly batchSize: Histogram;
  readonly pairs: Counter;
  readonly fallbacks: Counter;
  readonly skipped: Counter;
}

const NAME = '@lb-rerank/core';
let current: { provider: MeterProvider; instruments: Instruments } | undefined;

/** Gives the instruments of whatever SDK is set, made anew when another is. */
export function instruments(): Instruments {
  const provider = metrics.getMeterProvider();
  if (current?.provider !== provider) current = { provider, instruments: instrumentsOf(provider) };
  return current.instruments;
}

/** Gives the tracer of whatever SDK is set; without one it does nothing. */
export function tracer(): Tracer {
  return trace.getTracer(NAME);
}

function instrumentsOf(provider: MeterProvider): Instruments {
  const meter = provider.getMeter(NAME);
  return {
    rerankDuration: meter.createHistogram('lb_rerank.rerank.duration', {
      unit: 's',
      description: 'Time of a whole rerank call',
    }),
    backendDuration: meter.createHistogram('lb_rerank.backend.duration', {
      unit: 's',
      description: 'Time of a request to the model',
    }),
    batchSize: meter.createHistogram('lb_rerank.backend.batch_size', {
      unit: '{pair}',
      description: 'Pairs in a request to the model',
    }),
    pairs: meter.createCounter('lb_rerank.pairs', {
      unit: '{pair}',
      description: 'Pairs by lb_rerank.result: scored, unscored, skipped, cached or coalesced',
    }),
    fallbacks: meter.createCounter('lb_rerank.fallbacks', {
      unit: '{call}',
      description: 'Rerank calls that left pairs unscored, by error.type',
    }),
    skipped: meter.createCounter('lb_rerank.skipped', {
      unit: '{search}',
      description:
        'Searches that could not be reranked, by lb_rerank.argument, which stood in the way',
    }),
  };
}
