import type { RerankRequest } from '@lb-rerank/core';
import type { Hit } from './hit.ts';
import type { SearchedPlace } from './searched-place.ts';

/** One query of a collection, as a first stage gets it. */
export interface StageQuery {
  readonly id: string;
  readonly text: string;
}

/** The limits of one search in a first stage. */
export interface StageSearchOptions extends Pick<RerankRequest<unknown>, 'signal'> {
  /** The largest number of hits, at least 1. */
  readonly size: number;
}

/** The parts of a first stage that all kinds let their caller choose. */
export interface StageOptions {
  /** The name that reports and errors print. @default the kind: 'Elasticsearch', 'Qdrant', 'run file' */
  readonly name?: string | undefined;
  /**
   * Fields whose texts, joined by blanks, are what the model reads; Elasticsearch also searches them.
   * @default ['title', 'txt'] in Elasticsearch, ['title', 'text'] in Qdrant
   */
  readonly fields?: readonly string[] | undefined;
}

/** Whatever finds the candidates: a search engine, an index in memory, a run file. */
export interface FirstStage {
  /** As reports print it, such as `Elasticsearch`. */
  readonly name: string;
  /** The place that it searches, for errors. @default not told */
  readonly searched?: SearchedPlace | undefined;
  /**
   * The best hits for a query, best first; the same on every call as long as the index stays. A document may be among them
   * several times, with different passages: its best score counts.
   *
   * @throws RetrievalError where the engine does not answer; the signal's reason when aborted.
   */
  search(query: StageQuery, options: StageSearchOptions): Promise<readonly Hit[]>;
}
