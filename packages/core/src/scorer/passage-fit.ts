/**
 * A treatment of a passage that is too long: `truncate`, the default, reads the beginning; `chunks` reads all of it in overlapping
 * chunks, at most 16, of which the best counts; `refuse` throws a ContextLengthError.
 */
export type PassageTreatment = 'truncate' | 'chunks' | 'refuse';

/** The treatment of passages that are too long. */
export interface PassageFit {
  /**
   * The tokens of a passage that are read, at least 1; a larger value reads more of a long one, and takes longer.
   * @default what the context leaves beside the query
   */
  readonly maxPassageTokens?: number | undefined;
  readonly longPassages?: PassageTreatment | undefined;
}
