/** Options of the reading of a collection's files. */
export interface CollectionOptions {
  /** Told of what is odd about the files, and how it is read. @default nobody is told */
  readonly onNotice?: ((notice: string) => void) | undefined;
}
