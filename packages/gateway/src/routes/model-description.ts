import type { InFlight } from '../admission/in-flight.ts';

/** The facts that clients read of a served model. */
export interface ModelFacts {
  readonly modelId: string;
  /** The time since which it is served, in seconds since 1970. */
  readonly startedAt: number;
  readonly inFlight: Pick<InFlight, 'count'>;
}

/** Describes the model to the clients of OpenAI's, Infinity's and Xinference's interfaces, each of which wants fields of its own. */
export function modelDescription({ modelId, startedAt, inFlight }: ModelFacts): object {
  return {
    id: modelId,
    object: 'model',
    created: startedAt,
    owned_by: 'lightblue',
    // Infinity's.
    stats: {
      queue_fraction: 0,
      queue_absolute: inFlight.count,
      results_pending: inFlight.count,
      batch_size: 32,
    },
    backend: '',
    capabilities: ['rerank'],
    // Xinference's.
    model_type: 'rerank',
    model_name: modelId,
  };
}
