/** A document that the retriever found, and the text of it that the model reads. */
export interface Candidate<TDocument> {
  /** The caller's own document or the engine's hit; handed back untouched. */
  readonly document: TDocument;
  /**
   * The text to score, or several of which the best counts, such as a document's chunks; null, none
   * or a blank text where the hit has nothing to read, which leaves it unscored behind the scored ones.
   */
  readonly passage: string | readonly string[] | null;
  /** The retriever's score, on the retriever's scale. */
  readonly retrieverScore?: number | undefined;
}
