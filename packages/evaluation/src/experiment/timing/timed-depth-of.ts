/** The depths of an experiment, in its own names. */
interface Depths {
  readonly depth: number;
  readonly depths: readonly number[];
}

/**
 * Chooses the depth at which a query is timed, so that times cost no pair more: every other query is timed at the main depth, and
 * those between at the other depths in turn.
 *
 * @param position of the query, from 0
 */
export function timedDepthOf(position: number, { depth, depths }: Depths): number {
  const others = [...new Set(depths)].filter((other) => other !== depth);
  if (others.length === 0 || position % 2 === 0) return depth;
  return others[((position - 1) / 2) % others.length]!;
}
