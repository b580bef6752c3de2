/** One query's ranking as the metrics see it. */
export interface JudgedRanking {
  /** The grade of each retrieved document, best-ranked first; 0 where it was not judged. */
  readonly grades: readonly number[];
  /** All grades of the query's judgements, highest first. */
  readonly idealGrades: readonly number[];
}
