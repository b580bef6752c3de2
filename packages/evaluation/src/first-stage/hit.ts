/** One document that a first stage found. */
export interface Hit {
  /** As the judgements name the document. */
  readonly id: string;
  /** The first stage's own score, higher being better. */
  readonly score: number;
  /** The text that the model reads; null if the document has none. */
  readonly passage: string | null;
}
