/** One document of a collection. */
export interface CorpusDocument {
  readonly id: string;
  /** May be empty. */
  readonly title: string;
  readonly text: string;
}
