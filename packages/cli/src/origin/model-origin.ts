import type { ModelKind } from '@lb-rerank/core/backend';
import { aboutModel } from '../scorer/about-model.ts';
import { modelKindOfAll } from '../scorer/model-kind-of-all.ts';
import type { Backend } from '../scorer/open-backend.ts';

/** The model that figures or scores are of. */
export interface ModelOrigin {
  readonly id: string;
  /** Undefined where its server does not tell. */
  readonly revision: string | undefined;
  /** The servers' addresses, which hold no password, or the model file. */
  readonly location: string;
  /** As its answers tell; undefined where they could not be asked for. */
  readonly kind: ModelKind | undefined;
}

/** Tells which model answered. It is known once it has answered at all; what is scored by then is worth having. */
export async function modelOriginOf(
  { scorers, location }: Pick<Backend, 'scorers' | 'location'>,
  signal: AbortSignal,
): Promise<ModelOrigin> {
  const kind = await modelKindOfAll(scorers, signal).catch(() => undefined);
  const [{ modelId, revision }] = scorers;
  return { id: modelId, revision, location, kind };
}

/** Names the model in a line: `lb-reranker at http://127.0.0.1:8000/v1`. */
export function modelInWords({ id, revision, location, kind }: ModelOrigin): string {
  const weights = revision === undefined ? '' : ` (revision ${revision})`;
  return `${id}${weights} at ${location}${aboutModel(kind)}`;
}
