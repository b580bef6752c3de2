import type { Scorer } from './scorer.ts';

/** The part of a scorer that says which model it is, and how it works. */
export type ScorerIdentity = Pick<
  Scorer,
  'modelId' | 'location' | 'revision' | 'identify' | 'findModelKind' | 'endsByItself'
>;

/** Gives the members by which a decorator is known as the scorer inside of it, which may learn them while it answers. */
export function knownAs<TMembers extends object>(
  inner: ScorerIdentity,
  members: TMembers,
): TMembers & ScorerIdentity {
  return Object.defineProperties(members, {
    modelId: { get: () => inner.modelId, enumerable: true },
    location: { get: () => inner.location, enumerable: true },
    revision: { get: () => inner.revision, enumerable: true },
    endsByItself: { get: () => inner.endsByItself, enumerable: true },
    identify: {
      value: async (signal?: AbortSignal) => inner.identify?.(signal),
      enumerable: true,
    },
    findModelKind: {
      value: async (signal?: AbortSignal) => inner.findModelKind?.(signal),
      enumerable: true,
    },
  }) as TMembers & ScorerIdentity;
}
