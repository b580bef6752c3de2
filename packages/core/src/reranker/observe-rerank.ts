import { type Span, SpanStatusCode } from '@opentelemetry/api';
import type { Ranking } from '../rerank/ranking.ts';
import type { RerankRequest } from '../rerank/rerank-request.ts';
import type { RerankerOptions } from './reranker-options.ts';
import { type FinishedRerank, rerankChannel } from '../telemetry/channels.ts';
import { errorTypeOf } from '../telemetry/error-type-of.ts';
import { instruments, tracer } from '../telemetry/instruments.ts';

/** The parts of a telemetry record that are no numbers. */
export interface ObserveRerankOptions extends Pick<RerankerOptions, 'recordTexts'> {
  readonly modelId: string;
}

/**
 * Runs a rerank call inside a span, and counts what became of it: through OpenTelemetry where an SDK is set, and on the
 * channel `lb-rerank:rerank` where somebody listens.
 */
export async function observeRerank<TDocument>(
  request: RerankRequest<TDocument>,
  { modelId, recordTexts = false }: ObserveRerankOptions,
  run: () => Promise<Ranking<TDocument>>,
): Promise<Ranking<TDocument>> {
  const attributes = {
    'gen_ai.operation.name': 'rerank',
    'gen_ai.request.model': modelId,
    ...(recordTexts && { 'lb_rerank.query': request.query }),
  };
  return tracer().startActiveSpan(`rerank ${modelId}`, { attributes }, async (span) => {
    try {
      const ranking = await run();
      describeRanking(span, ranking);
      return ranking;
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute('error.type', errorTypeOf(error));
      throw error;
    } finally {
      span.end();
    }
  });
}

function describeRanking(span: Span, ranking: Ranking<unknown>): void {
  const { modelId, outcome, counts, timings, error } = ranking;
  const model = { 'gen_ai.request.model': modelId };
  const { rerankDuration, pairs, fallbacks } = instruments();
  rerankDuration.record(timings.totalMs / 1000, { ...model, 'lb_rerank.outcome': outcome });
  for (const result of ['scored', 'unscored', 'skipped', 'cached', 'coalesced'] as const) {
    span.setAttribute(`lb_rerank.pairs.${result}`, counts[result]);
    if (counts[result] > 0) pairs.add(counts[result], { ...model, 'lb_rerank.result': result });
  }
  span.setAttribute('lb_rerank.candidates', counts.candidates);
  span.setAttribute('lb_rerank.outcome', outcome);
  if (error !== undefined) {
    const type = { 'error.type': errorTypeOf(error) };
    fallbacks.add(1, { ...model, ...type });
    span.setAttributes(type);
    // What the search's user sees is in order, so the span is not marked as failed.
  }
  if (rerankChannel.hasSubscribers) {
    const { totalMs } = timings;
    rerankChannel.publish({ modelId, outcome, counts, totalMs, error } satisfies FinishedRerank);
  }
}
