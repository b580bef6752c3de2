/** One document that a first stage found. */
export interface Hit {
  /** As the judgements name the document. */
  readonly id: string;
  /** The first stage's own score, higher being better. */
  readonly score: number;
  /** What the model reads; null where the document has no text. */
  readonly passage: string | null;
}
