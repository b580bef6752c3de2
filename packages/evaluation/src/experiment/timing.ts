/** The duration of one query, in milliseconds. */
export interface Timing {
  readonly queryId: string;
  /** Pairs that the model read. */
  readonly pairs: number;
  readonly firstStageMs: number;
  readonly rerankMs: number;
}
