import type { ModelKind } from '@lb-rerank/core/backend';
import type { InFlight } from '../admission/in-flight.ts';

/** The facts that clients read of a served model. */
export interface ModelFacts {
  readonly modelId: string;
  /** The model by its answers; undefined where it is not known. */
  readonly kind: ModelKind | undefined;
  /** The owner, where a client takes no other than its product's. @default the model's own */
  readonly ownedBy?: string | undefined;
  /** The time since which it is served, in seconds since 1970. */
  readonly startedAt: number;
  readonly inFlight: Pick<InFlight, 'count'>;
}

/** Describes the model to the clients of OpenAI's, Infinity's and Xinference's interfaces, each of which wants fields of its own. */
export function modelDescription(facts: ModelFacts): object {
  const { modelId, kind, ownedBy = ownerOf(kind), startedAt, inFlight } = facts;
  return {
    id: modelId,
    object: 'model',
    created: startedAt,
    owned_by: ownedBy,
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
    // Ours: which model it is, whatever its name.
    lb_rerank: { model: kind ?? null },
  };
}

/** Names who made a model; of one that is not known, nobody. */
function ownerOf(kind: ModelKind | undefined): string {
  if (kind === 'lb-reranker') return 'lightblue';
  return kind === 'stand-in' ? 'lb-rerank (stand-in)' : 'unknown';
}
