/** The values of some metrics, over all queries and query by query. */
export interface Evaluation<Name extends string> {
  /** The mean of each metric over the counted queries. */
  readonly mean: Readonly<Record<Name, number>>;
  /** Query id -> metric -> value, in the order of the judgements. */
  readonly perQuery: ReadonlyMap<string, Readonly<Record<Name, number>>>;
}
