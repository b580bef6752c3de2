import type { CorpusDocument } from '../collection/corpus-document.ts';

/** Documents by their id, on disk, so that a corpus may be larger than memory. */
export interface DocumentStore extends Disposable {
  readonly size: number;
  /** Undefined where there is none of that id. */
  get(id: string): CorpusDocument | undefined;
}
