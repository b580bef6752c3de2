import type { Backend } from '../scorer/open-backend.ts';

/** The model that figures or scores are of. */
export interface ModelOrigin {
  readonly id: string;
  /** Undefined where its server does not tell. */
  readonly revision: string | undefined;
  /** The servers' addresses, which hold no password, or the model file. */
  readonly location: string;
  /** True for the bundled stand-in, which is not the LB Reranker. */
  readonly isStandIn: boolean;
}

/** Tells which model answered. It is known once it has answered at all. */
export function modelOriginOf({
  scorers: [{ modelId, revision }],
  location,
  isStandIn,
}: Pick<Backend, 'scorers' | 'location' | 'isStandIn'>): ModelOrigin {
  return { id: modelId, revision, location, isStandIn };
}

/** Names the model in a line: `lb-reranker at http://127.0.0.1:8000/v1`. */
export function modelInWords({ id, revision, location, isStandIn }: ModelOrigin): string {
  const weights = revision === undefined ? '' : ` (revision ${revision})`;
  const standIn = isStandIn ? ', a stand-in and not the LB Reranker' : '';
  return `${id}${weights} at ${location}${standIn}`;
}
