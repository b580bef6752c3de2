import type { Qrels } from '../qrels/qrels.ts';
import type { CorpusDocument } from './corpus-document.ts';

/** A test collection: documents, queries, and which documents answer which query. */
export interface BeirCollection {
  /** The documents in file order, read anew from the disk by each call. */
  readonly documents: () => AsyncIterable<CorpusDocument>;
  /** Query id -> text: all queries of the collection, judged in this split or not. */
  readonly queries: ReadonlyMap<string, string>;
  readonly qrels: Qrels;
}
