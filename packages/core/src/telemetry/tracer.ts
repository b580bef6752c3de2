import { type Tracer, trace } from '@opentelemetry/api';

/** The tracer of whatever SDK is set; without one it does nothing. */
export function tracer(): Tracer {
  return trace.getTracer('@lb-rerank/core');
}
