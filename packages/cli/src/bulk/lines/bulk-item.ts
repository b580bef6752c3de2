import type { RankedResult } from '@lb-rerank/core';

/** One unit of a bulk job: what is written for it stands together, in the order of the input. */
export interface BulkItem {
  /** File and line of the item, for messages, such as `pairs.jsonl:7`. */
  readonly location: string;
  readonly query: string;
  /** The texts that are scored; null where there is none. */
  readonly passages: readonly (string | null)[];
  /** The part of it that an output keeps, by which it is found again: the query's id and its documents' in a run, all fields in JSONL. */
  readonly resumeKey: string;
  /** The text that the first line of the output begins with. */
  readonly beginning: string;
  /** Bytes of the input up to its end. */
  readonly bytes: number;
  /** The lines of the output, without line ends. */
  readonly render: (outcome: BulkOutcome) => string[];
}

/** The scores of an item, or its refusal. */
export interface BulkOutcome {
  /** Its passages, best first; `document` is a passage's position in the item. */
  readonly results: readonly Pick<RankedResult<number>, 'document' | 'score' | 'relevanceScore'>[];
  /** The reason why the item has no scores: the model refused it for good. */
  readonly refusal?: string | undefined;
}
