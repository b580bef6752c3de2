/** Options of the reading of a collection's files. */
export interface CollectionOptions {
  /** Told of what is odd about a collection, and how it is read or measured. @default nobody is told */
  readonly onNotice?: ((notice: string) => void) | undefined;
}
