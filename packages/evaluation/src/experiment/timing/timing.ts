/** The duration of one query, in milliseconds, and what it was measured of. */
export interface Timing {
  readonly queryId: string;
  /** The first stage's name. */
  readonly firstStage: string;
  readonly modelId: string;
  /** The number of first hits that were reranked in one go. */
  readonly depth: number;
  /** Pairs that the model read; fewer than `depth` where fewer hits were found or had no text. */
  readonly pairs: number;
  readonly firstStageMs: number;
  readonly rerankMs: number;
}
