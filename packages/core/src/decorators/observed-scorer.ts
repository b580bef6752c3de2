import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { asPairScorer } from '../scorer/as-pair-scorer.ts';
import type { PairScorer } from '../scorer/pair-scorer.ts';
import { pairScorerOf } from '../scorer/pair-scorer-of.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { backendChannel, type BackendRequest } from '../telemetry/channels.ts';
import { errorTypeOf } from '../telemetry/error-type-of.ts';
import { instruments, tracer } from '../telemetry/instruments.ts';

/**
 * Reports a scorer's requests to the model: each as a client span and in two histograms, if the process has an
 * OpenTelemetry SDK, and on the channel `lb-rerank:backend-request`, if anybody listens. No report holds a text.
 */
export function observedScorer(scorer: Scorer): PairScorer {
  const inner = asPairScorer(scorer);
  return pairScorerOf(scorer, ({ pairs, signal }) => {
    const attributes = {
      'gen_ai.operation.name': 'rerank',
      'gen_ai.request.model': scorer.modelId,
      'lb_rerank.backend.batch_size': pairs.length,
    };
    const options = { kind: SpanKind.CLIENT, attributes };
    return tracer().startActiveSpan(`score ${scorer.modelId}`, options, async (span) => {
      const startedAt = performance.now();
      let error: unknown;
      try {
        return await inner.scorePairs({ pairs, signal });
      } catch (cause) {
        error = cause;
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('error.type', errorTypeOf(cause));
        throw cause;
      } finally {
        tell(scorer.modelId, pairs.length, performance.now() - startedAt, error);
        span.end();
      }
    });
  });
}

function tell(modelId: string, pairs: number, durationMs: number, error: unknown): void {
  const attributes = {
    'gen_ai.request.model': modelId,
    ...(error !== undefined && { 'error.type': errorTypeOf(error) }),
  };
  const { backendDuration, batchSize } = instruments();
  backendDuration.record(durationMs / 1000, attributes);
  batchSize.record(pairs, attributes);
  if (backendChannel.hasSubscribers) {
    backendChannel.publish({ modelId, pairs, durationMs, error } satisfies BackendRequest);
  }
}
